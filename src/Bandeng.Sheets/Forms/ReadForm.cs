using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Layout;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Sheets.Forms;

/// <summary>A form with one of its versions, its workbook opened.</summary>
internal sealed record FormOpened(SheetForm Form, SheetVersion Version, IBook Book, IReadOnlyList<TableBinding> Tables);

/// <summary>Finds forms for a viewer and opens their blanks.</summary>
internal sealed class ReadForm(BandengDb db, BlankStore blanks, IEnumerable<ISheetSource> sources)
{
    private static readonly Refusal Unbound = new(
        RefusalKind.Conflict, "sheet.unbound", "Nobody has said yet what the headings of this form mean.");

    private static readonly Refusal Gone = new(
        RefusalKind.Conflict, "sheet.gone", "The blank's file is not in the data folder any more.");

    public GuessHeadings Guess { get; } = new(sources);

    public async Task<Result<SheetForm>> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        await db.Forms.SingleOrDefaultAsync(form => form.Id == id, cancel) is { } form && viewer.Sees(form.AreaCode)
            ? form : SheetScopes.Unknown;

    public Task<List<SheetVersion>> VersionsAsync(Guid form, CancellationToken cancel) =>
        db.FormVersions.Where(version => version.FormId == form)
            .OrderByDescending(version => version.Number).ToListAsync(cancel);

    /// <summary>The newest version that was bound; or, to bind it, the newest of all.</summary>
    public async Task<Result<FormOpened>> OpenAsync(SheetForm form, bool newest, CancellationToken cancel)
    {
        var versions = await VersionsAsync(form.Id, cancel);
        return versions.Find(one => newest || one.BoundAt is not null) is { } version
            ? await OpenAsync(form, version, cancel)
            : Unbound;
    }

    private async Task<Result<FormOpened>> OpenAsync(SheetForm form, SheetVersion version, CancellationToken cancel)
    {
        if (await blanks.ReadAsync(version.Id, cancel) is not { } bytes)
        {
            return Gone;
        }

        return OpenBook.From(bytes).TryGet(out var opened, out var refusal)
            ? new FormOpened(form, version, opened.Book, await TablesAsync(version.Id, cancel))
            : refusal;
    }

    public async Task<IReadOnlyList<TableBinding>> TablesAsync(Guid version, CancellationToken cancel)
    {
        var columns = (await db.FormColumns.AsNoTracking().Where(one => one.VersionId == version).OrderBy(one => one.Place).ToListAsync(cancel))
            .ToLookup(one => one.Sheet);
        return [.. (await db.FormTables.AsNoTracking().Where(one => one.VersionId == version).OrderBy(one => one.Sheet).ToListAsync(cancel))
            .Select(table => new TableBinding(
                (int)table.Sheet, table.Source, (int)table.HeadTop, (int)table.HeadBottom,
                [.. columns[table.Sheet].Select(one => new ColumnBinding((int)one.Place, one.Heading, one.Field))])
            {
                IsBeside = table.Beside,
            })];
    }

    /// <summary>The tables of a workbook as they are guessed: where headings are, which source, which fields.</summary>
    /// <param name="earlier">Bindings of the version before; a heading that is still there keeps its own.</param>
    public IReadOnlyList<TableBinding> Guessed(
        IBook book, IReadOnlyList<TableBinding> earlier) => [.. book.Sheets.Index()
        .Where(one => !one.Item.IsHidden)
        .Select(one => (one.Index, Layout: new FindLayout(Guess.Knows).In(one.Item)))
        .Where(one => one.Layout is not null)
        .Select(one =>
            Guessed(one.Index, one.Layout!, earlier.FirstOrDefault(table => table.Sheet == one.Index), null))];

    /// <param name="source">The source that a person chose; null: the one before, else a guess.</param>
    public TableBinding Guessed(int sheet, SheetLayout layout, TableBinding? earlier, string? source)
    {
        if (layout.IsBeside)
        {
            return GuessedBeside(sheet, layout, earlier is { IsBeside: true } ? earlier : null);
        }

        var chosen = Guess.Sources.FirstOrDefault(one => one.Code == (source ?? earlier?.Source))
            ?? Guess.Source(layout.Headings);
        var guessed = GuessHeadings.Fields(chosen, layout.Headings);
        var kept = chosen?.Code == earlier?.Source && earlier is not { IsBeside: true }
            ? earlier?.Columns.GroupBy(column => column.Heading)
                .ToDictionary(group => group.Key, group => group.First().Field) : null;
        return new(sheet, chosen?.Code ?? "", layout.HeadTop, layout.HeadBottom, [.. layout.Headings.Select(heading => new ColumnBinding(
            heading.Column, heading.Path,
            kept?.TryGetValue(heading.Path, out var field) == true
                ? field
                : guessed.GetValueOrDefault(heading.Column)))]);
    }

    private TableBinding GuessedBeside(int sheet, SheetLayout layout, TableBinding? earlier)
    {
        var guessed = Guess.Beside(layout.Headings);
        var kept = earlier?.Columns.GroupBy(column => column.Heading).ToDictionary(group => group.Key, group => group.First().Field) ?? [];
        return new(sheet, "", layout.HeadTop, layout.HeadBottom, [.. layout.Headings.Select(heading => new ColumnBinding(
            heading.Column, heading.Path,
            kept.TryGetValue(heading.Path, out var field) ? field : guessed.GetValueOrDefault(heading.Column)))])
        {
            IsBeside = true,
        };
    }
}
