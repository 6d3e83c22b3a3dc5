using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Layout;
using Bandeng.Sheets.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>What each heading means is said once; guesses stand there already.</summary>
[Access(Permission.KeepSheets)]
internal sealed class BindModel(ReadForm read, BindForm bind) : FormPage(read)
{
    /// <summary>The headings stand over the columns.</summary>
    public const string Above = "above";

    /// <summary>They stand beside the cells.</summary>
    public const string IsBeside = "beside";

    private FormOpened _opened = null!;
    private IReadOnlyDictionary<int, string> _guesses = new Dictionary<int, string>();

    [BindProperty(SupportsGet = true)]
    public int? Sheet { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Way { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Top { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Bottom { get; set; }

    /// <summary>Which state of the version was shown.</summary>
    [BindProperty]
    public long Seen { get; set; }

    public TableBinding Table { get; private set; } = null!;

    public SheetDrawing Drawing { get; private set; } = null!;

    public ISheetSource? Chosen => Sources.FirstOrDefault(source => source.Code == Table.Source);

    public long State => _opened.Version.Version;

    /// <summary>Sheets that have headings: place, name, and whether they are bound.</summary>
    public IReadOnlyList<(int At, string Name, bool IsBound)> Tabs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } stopped)
        {
            return stopped;
        }

        Table = Table with
        {
            Columns = [.. Table.Columns.Select(column => column with { Field = Request.Form[$"f.{column.Column}"].ToString() is { Length: > 0 } field ? field : null })],
        };
        Drawing = Draw(_opened, Table, _ => false);
        if ((await bind.RunAsync(Id, Seen, [Table], HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            var next = Tabs.FirstOrDefault(tab => !tab.IsBound && tab.At != Table.Sheet);
            return LocalRedirect(next.Name is null ? $"/sheets/{Id}" : $"/sheets/{Id}/bind?sheet={next.At}");
        }

        Refusal = refusal;
        return Page();
    }

    /// <summary>Whether what stands in a column was guessed and nobody has said yes to it.</summary>
    public bool IsGuess(ColumnBinding column) => _opened.Tables.All(table => table.Sheet != Table.Sheet)
        && column.Field is not null && _guesses.GetValueOrDefault(column.Column) == column.Field;

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        if (!(await Read.OpenAsync(Form, newest: true, cancel)).TryGet(out var opened, out _))
        {
            return LocalRedirect($"/sheets/{Id}");
        }

        _opened = opened;
        var guessed = Read.Guessed(opened.Book, await EarlierAsync(cancel));
        Tabs = [.. guessed.Select(table => (table.Sheet, opened.Book.Sheets[table.Sheet].Name, opened.Tables.Any(
            bound => bound.Sheet == table.Sheet)))];
        var sheet = Sheet is { } asked && asked >= 0 && asked < opened.Book.Sheets.Count
            ? asked
            : (guessed is [var first, ..] ? first.Sheet : 0);
        var found = guessed.FirstOrDefault(table => table.Sheet == sheet);
        var bound = opened.Tables.FirstOrDefault(table => table.Sheet == sheet);
        var layout = LayoutOf(opened.Book.Sheets[sheet], bound ?? found);
        if (layout is null)
        {
            Refusal = new(RefusalKind.Invalid, "sheet.no-heading", "No headings stand in these rows.");
            layout = found is null
                ? FindLayout.At(opened.Book.Sheets[sheet], 1, 1)
                : FindLayout.Of(opened.Book.Sheets[sheet], found);
        }

        if (layout is null)
        {
            return NotFound();
        }

        Table = Read.Guessed(sheet, layout, bound ?? await EarlierOfAsync(sheet, cancel), Source);
        _guesses = layout.IsBeside ? Read.Guess.Beside(layout.Headings) : GuessHeadings.Fields(Chosen, layout.Headings);
        Drawing = Draw(opened, Table, IsGuess);
        return null;
    }

    // What a person said, before what was bound or found.
    private SheetLayout? LayoutOf(SheetPicture sheet, TableBinding? known) =>
        Way is null ? (known?.IsBeside == true && Top is null ? FindLayout.Of(sheet, known) : At(sheet, known))
        : Way == IsBeside ? FindLayout.Of(sheet, new(0, "", 1, 1, []) { IsBeside = true })
        : At(sheet, known is { IsBeside: true } ? null : known);

    private SheetLayout? At(SheetPicture sheet, TableBinding? known) =>
        FindLayout.At(sheet, Top ?? known?.HeadTop ?? 1, Bottom ?? known?.HeadBottom ?? 1);

    // The bindings of the version that is filled now: a new version goes on with them.
    private async Task<IReadOnlyList<TableBinding>> EarlierAsync(CancellationToken cancel) =>
        (await Read.VersionsAsync(Id, cancel)).Find(version => version.BoundAt is not null) is { } bound
            ? await Read.TablesAsync(bound.Id, cancel) : [];

    private async Task<TableBinding?> EarlierOfAsync(int sheet, CancellationToken cancel) =>
        (await EarlierAsync(cancel)).FirstOrDefault(table => table.Sheet == sheet);
}
