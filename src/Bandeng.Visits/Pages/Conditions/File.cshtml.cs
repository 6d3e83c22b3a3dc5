using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Visits.Pages.Conditions;

/// <summary>民情档案: what a grid is like, on any day; two pages on paper.</summary>
[Access(Permission.ReadHouseholds, Permission.PlanVisits)]
internal sealed class FileModel(GridFile file, IAreas areas, IHomes homes, BandengDb db, TimeProvider clock) : PageModel
{
    private const int UsualDays = 90;

    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    private sealed record CategoryName(string Code, string Name, string? NameEn);

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public GridFileSheet Sheet { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> CareKinds { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Categories { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public string Name(AreaCode area) => _names.GetValueOrDefault(area)?.FullName ?? area.ToString();

    public string Short(AreaCode area) => _names.GetValueOrDefault(area)?.Name ?? area.ToString();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (!AreaCode.TryParse(Code, out var area) || area.Level < AreaLevel.Village
            || !(viewer.May(Permission.ReadHouseholds, area) || viewer.May(Permission.PlanVisits, area)))
        {
            return NotFound();
        }

        var to = To is { } day && day <= Today ? day : Today;
        var from = From is { } first && first <= to ? first : to.AddDays(1 - UsualDays);
        Sheet = await file.RunAsync(area, from, to, cancel);
        CareKinds = (await homes.CareKindsAsync(cancel)).ToDictionary(kind => kind.Code, kind => kind.Name);
        var english = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        Categories = (await db.RowsAsync<CategoryName>(
            "select code, name, name_en from matters_categories", null, cancel))
            .ToDictionary(row => row.Code, row => english && row.NameEn is { Length: > 0 } name ? name : row.Name);
        _names = await areas.NamesAsync(
            Sheet.Workers.Select(row => row.AreaCode)
                .Concat(Sheet.Former.Select(row => row.Grid)).Append(area).Append(area.Community),
            cancel);
        return Page();
    }
}
