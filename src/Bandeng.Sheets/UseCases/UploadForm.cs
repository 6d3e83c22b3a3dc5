using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Forms;

namespace Bandeng.Sheets.UseCases;

/// <summary>A blank table that is sent in.</summary>
/// <param name="Form">Made by who sends it, so that sending twice makes one; or a form that is there, for a new
/// version.</param>
/// <param name="Name">Empty: the title in the workbook, else the file's name.</param>
internal sealed record BlankSent(Guid Form, AreaCode Area, string? Name, string FileName, byte[] Bytes);

/// <summary>Takes an office's blank table: of a new form, or a new version of one.</summary>
internal sealed class UploadForm(BandengDb db, ReadForm read, BlankStore blanks, TimeProvider clock)
{
    private static readonly Refusal Retired = new(RefusalKind.Conflict, "sheet.retired", "This form was deleted.");

    /// <returns>The form's id.</returns>
    public async Task<Result<Guid>> RunAsync(BlankSent sent, Viewer viewer, CancellationToken cancel)
    {
        var form = await db.Forms.FindAsync([sent.Form], cancel);
        var area = form?.AreaCode ?? sent.Area;
        if (viewer.PostFor(Permission.KeepSheets, area) is not { } post)
        {
            return form is null ? SheetScopes.Outside : SheetScopes.Unknown;
        }

        if (form?.RetiredAt is not null)
        {
            return Retired;
        }

        if (!OpenBook.From(sent.Bytes).TryGet(out var opened, out var refusal))
        {
            return refusal;
        }

        var versions = form is null ? [] : await read.VersionsAsync(form.Id, cancel);
        var earlier = versions.Find(one => one.BoundAt is not null) is { } bound
            ? await read.TablesAsync(bound.Id, cancel)
            : [];
        if (read.Guessed(opened.Book, earlier) is [])
        {
            return BookFault.NoHeading;
        }

        var now = clock.GetUtcNow();
        if (form is null)
        {
            form = SheetForm.Of(sent.Form, area, NameOf(sent, opened.Book), now);
            db.Add(form);
        }

        var version = SheetVersion.Of(
            Guid.CreateVersion7(now), form.Id, (versions.FirstOrDefault()?.Number ?? 0) + 1, opened.Book.Format,
            FileName(sent.FileName), sent.Bytes, now);
        if (versions.FirstOrDefault()?.Sha256 == version.Sha256)
        {
            return form.Id; // The same file again: nothing is new.
        }

        db.Add(version);
        await blanks.PutAsync(version.Id, sent.Bytes, cancel);
        db.Record(new TrailEntry("sheet", form.Id, area, "sheet.Upload", viewer with { ActingPost = post }, now)
        {
            Facts = new Dictionary<string, object?> { ["version"] = version.Number, ["sha256"] = version.Sha256 },
        });
        if (await db.TrySaveAsync(cancel) is SaveOutcome.Saved)
        {
            return form.Id;
        }

        blanks.Remove(version.Id);
        return new Refusal(
            RefusalKind.Conflict, "sheet.overtaken", "Somebody sent a version at the same moment; look at it first.");
    }

    private static string NameOf(BlankSent sent, IBook book)
    {
        var title = book.Sheets.Where(sheet => !sheet.IsHidden).SelectMany(sheet => Enumerable.Range(1, Math.Min(3, sheet.Rows))
            .Select(row => sheet.Row(row).Where(one => one.Cell.Text.Length > 0).ToList()))
            .FirstOrDefault(row => row is [{ Cell.Text.Length: >= 4 and <= SheetForm.NameMax }])?[0].Cell.Text;
        var name = sent.Name?.Trim() is { Length: > 0 } given ? given
            : title?.Split('（', '(')[0].Trim() is { Length: > 0 } found ? found
            : Path.GetFileNameWithoutExtension(FileName(sent.FileName));
        return Kernel.Words.Keeping.Storable(
            name.Length > SheetForm.NameMax ? name[..SheetForm.NameMax] : name.Length == 0 ? "台账" : name);
    }

    // A browser of long ago sends the whole path; control characters have no place in a header.
    private static string FileName(string name)
    {
        var last = string.Concat(
            name.Split('/', '\\')[^1].Where(letter =>
                !char.IsControl(letter) && letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?')));
        return last.Length > 120 ? last[^120..] : last;
    }
}
