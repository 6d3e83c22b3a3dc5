using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Counting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Tracing;
using Bandeng.Matters.UseCases;
using Bandeng.Matters.Search;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Importing;

/// <summary>Takes the matters of some rows in one transaction and says of each what it changed.</summary>
internal sealed class MatterBatch(
    BandengDb db, MatterBirths births, ManyWords words, DaysRules days, TimeProvider clock)
{
    private readonly List<Birth> _born = [];

    public async Task<ImportReport> TakeAsync(
        string source, IReadOnlyList<(TableRow Row, MatterLine Line)> lines, Action<TableRow, string> refuse,
        CancellationToken cancel)
    {
        if (lines is [])
        {
            return ImportReport.Nothing;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await LockAsync(cancel);
        var before = await ImportedBefore.FindAsync(
            db, source, [.. lines.Select(line => line.Line.Request.SourceId!)], cancel);
        var taken = await NumbersAsync(lines, before, cancel);
        var codes = await FreeCodes.DrawAsync(
            db, lines.Count(line => !before.ContainsKey(line.Line.Request.SourceId!)), EnquiryCode.Create, cancel);
        var (added, changed, refused) = (0, 0, 0);
        foreach (var (row, line) in lines)
        {
            if (before.GetValueOrDefault(line.Request.SourceId!) is { } known)
            {
                changed += await ChangeAsync(known, line, cancel) ? 1 : 0;
            }
            else if (line.Request.OutsideNumber is { } number
                && !taken.Add((line.Request.Platform ?? RaiseRequest.DefaultPlatform, number)))
            {
                refuse(row, "matter.number-taken");
                refused++;
            }
            else
            {
                _born.Add(await births.MakeAsync(line, codes.Dequeue(), clock.GetUtcNow(), cancel));
                added++;
            }
        }

        await StoreAsync(cancel);
        await own.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return new ImportReport(added, changed, lines.Count - added - changed - refused, refused);
    }

    // SQLite has one writer; in PostgreSQL two imports of the same matters would both add them.
    private async Task LockAsync(CancellationToken cancel)
    {
        if (db.IsPostgres())
        {
            await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('matter_imports'))", null, cancel);
        }
    }

    private async Task<HashSet<(string Platform, string Number)>> NumbersAsync(
        IReadOnlyList<(TableRow Row, MatterLine Line)> lines, IReadOnlyDictionary<string, ImportedBefore> before,
        CancellationToken cancel)
    {
        string[] numbers =
        [
            .. lines.Where(line => !before.ContainsKey(line.Line.Request.SourceId!))
            .Select(line => line.Line.Request.OutsideNumber).OfType<string>(),
        ];
        var known = numbers is []
            ? []
            : await db.OutsideNumbers.AsNoTracking().Where(n => numbers.Contains(n.Number)).ToListAsync(cancel);
        return [.. known.Select(number => (number.Platform, number.Number))];
    }

    private async Task StoreAsync(CancellationToken cancel)
    {
        SearchSource[] sources = [.. _born.Select(birth => SearchSource.Of(birth.Matter, birth.Voice, words.Find))];
        await words.StoreAsync(cancel);
        await db.InsertManyAsync([.. _born.Select(birth => birth.Matter)], cancel);
        await SearchIndex.PutAsync(db, sources, cancel);
        await db.InsertManyAsync([.. CountDelta.OfNew(_born.Select(birth => birth.Matter))], cancel);
        await db.InsertManyAsync([.. _born.Select(birth => birth.Voice)], cancel);
        await db.InsertManyAsync([.. _born.Select(birth => birth.Number).OfType<OutsideNumber>()], cancel);
        await db.InsertManyAsync([.. _born.Select(birth => birth.Import)], cancel);
        StampRows.OfNew(db, _born.Select(birth => birth.Matter));
        await db.SaveAsync(cancel);
        _born.Clear();
    }

    /// <summary>
    /// Only the words and the answer follow the file. Category, place and stage were the office's to change since, and
    /// stay as they are.
    /// </summary>
    private async Task<bool> ChangeAsync(ImportedBefore known, MatterLine line, CancellationToken cancel)
    {
        var request = line.Request;
        var title = UseCases.RaiseChecks.TitleOf(request);
        var isReworded = !ImportedBefore.IsSame(title, known.Title)
            || !ImportedBefore.IsSame(request.Detail?.Trim(), known.Detail)
            || !ImportedBefore.IsSame(request.PlaceWords?.Trim(), known.Place)
            || !ImportedBefore.IsSame(line.Note, known.Note);
        var isAnswered = line.Answer is { } answer
            && (known.AnsweredAt != answer.At || !ImportedBefore.IsSame(answer.Words, known.Reply));
        if (known.IsErased || !(isReworded || isAnswered))
        {
            return false;
        }

        var matter = await db.Matters.SingleAsync(m => m.Id == known.Id, cancel);
        var import = await ImportAsync(known.Id, cancel);
        import.ImportedAt = clock.GetUtcNow();
        if (isReworded)
        {
            Reword(matter, import, known, line, title);
        }

        if (isAnswered)
        {
            var (rules, _) = await days.OnAsync(ChinaTime.DayOf(line.Answer!.At), null, cancel);
            births.Answer(matter, import, line.Answer, rules, clock.GetUtcNow());
        }

        return true;
    }

    // Raised by Open311 or by hand under the same source and number: then the import begins here.
    private async Task<MatterImport> ImportAsync(Guid matterId, CancellationToken cancel)
    {
        if (await db.Set<MatterImport>().SingleOrDefaultAsync(i => i.MatterId == matterId, cancel) is { } import)
        {
            return import;
        }

        import = new MatterImport { MatterId = matterId };
        db.Add(import);
        return import;
    }

    private void Reword(Matter matter, MatterImport import, ImportedBefore known, MatterLine line, string title)
    {
        var now = clock.GetUtcNow();
        var said = new List<KeptText>();
        Guid? Keep(string? told, string? stands, Guid? id)
        {
            if (told is null || ImportedBefore.IsSame(told, stands))
            {
                return id;
            }

            said.Add(words.Keep(matter.Id, told, now));
            return said[^1].Id;
        }

        matter.Reword(
            Keep(title, known.Title, matter.TitleId)!.Value,
            Keep(line.Request.Detail?.Trim(), known.Detail, matter.DetailId)!.Value,
            Keep(line.Request.PlaceWords?.Trim(), known.Place, matter.PlaceId));
        var facts = new Dictionary<string, object?> { ["imported"] = true };
        if (Keep(line.Note, known.Note, import.NoteId) is { } note && note != import.NoteId)
        {
            (import.NoteId, facts["inner"], facts["office"]) = (note, note, true);
        }

        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.Reword", Viewer.System, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Words = said,
            Facts = facts,
        });
    }
}
