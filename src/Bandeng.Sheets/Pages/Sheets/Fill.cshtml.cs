using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Api;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Queries;
using Bandeng.Sheets.UseCases;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>A form is filled: looked at first, what stays empty is said, then fetched.</summary>
[Access(Permission.FillSheets)]
[ResponseCache(NoStore = true)]
internal sealed class FillModel(ReadForm read, FillForm fill, AreasToFill areas, TimeProvider clock) : FormPage(read)
{
    // In the first days of a month people report the one before.
    private const int StillLastMonth = 10;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public string? Checker { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>Made with the page: the same filling sent twice counts once.</summary>
    [BindProperty]
    public Guid Fill { get; set; } = Guid.CreateVersion7();

    public IReadOnlyList<AreaName> Areas { get; private set; } = [];

    public FormFilled? Filled { get; private set; }

    /// <summary>Whether the form asks for numbers of persons.</summary>
    public bool AsksNumbers { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is not { } asked)
        {
            return NotFound();
        }

        await LookAsync(asked, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is not { } asked)
        {
            return NotFound();
        }

        if ((await fill.RunAsync(Id, asked with { Checker = Checker, Purpose = Purpose }, HttpContext.Viewer(), cancel))
            .TryGet(out var filled, out var refusal))
        {
            return File(filled.Bytes, SheetFiles.MediaType(filled.Format), filled.Name);
        }

        await LookAsync(asked, cancel);
        Refusal = refusal;
        return Page();
    }

    private async Task LookAsync(FillAsked asked, CancellationToken cancel)
    {
        var looked = await fill.LookAsync(Id, asked, HttpContext.Viewer(), cancel);
        Filled = looked.TryGet(out var filled, out var refusal) ? filled : null;
        Refusal = refusal;
    }

    private async Task<FillAsked?> LoadAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Form.RetiredAt is not null)
        {
            return null;
        }

        Areas = await areas.OfAsync(HttpContext.Viewer().FillAreas(), Form.AreaCode, cancel);
        if (Areas is [] || (!string.IsNullOrEmpty(Area) && (!AreaCode.TryParse(Area, out var given) || !HttpContext.Viewer().MayFill(Form, given))))
        {
            return null;
        }

        var area = AreaCode.TryParse(Area, out var asked) ? asked : Areas[0].Code;
        var (first, last) = Period();
        (Area, From, To) = (area.ToString(), Day(first), Day(last));
        await AskAsync(cancel);
        return new(Fill, area, first, last, null, null);
    }

    private (DateOnly First, DateOnly Last) Period()
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var month = today.Day <= StillLastMonth ? today.AddMonths(-1) : today;
        return (
            ChinaTime.ReadDay(From) ?? new DateOnly(month.Year, month.Month, 1),
            ChinaTime.ReadDay(To)
                ?? new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));
    }

    private async Task AskAsync(CancellationToken cancel)
    {
        var version = (await Read.VersionsAsync(Id, cancel)).Find(one => one.BoundAt is not null);
        var tables = version is null ? [] : await Read.TablesAsync(version.Id, cancel);
        AsksNumbers = tables.Any(table => Sources.FirstOrDefault(source => source.Code == table.Source)?.Fields
            .Any(field => field.IsNumberOfPerson && table.Columns.Any(column => column.Field == field.Code)) == true);
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
