using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>联系包保: who looks after whom on a day; by community how many have no name at a level, and where.</summary>
[Access(Permission.ReadHouseholds)]
internal sealed class CareModel(CareBooks books, CountCare counts, IAreas areas, IPosts posts) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>The code of the building before the page.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public IReadOnlyList<CareCount> Communities { get; private set; } = [];

    public CareSheet? Sheet { get; private set; }

    public IReadOnlyList<CareBuilding> Shown { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => books.Today;

    public DateOnly On => Day ?? Today;

    public bool MayKeep => Sheet is { } sheet && HttpContext.Viewer().May(Permission.KeepCare, sheet.Community);

    private IReadOnlyDictionary<AreaCode, AreaName> Names { get; set; } = new Dictionary<AreaCode, AreaName>();

    public string Name(AreaCode code) => Names.TryGetValue(code, out var name) ? name.Name : code.ToString();

    /// <summary>Whose posts at a level are exactly there.</summary>
    public IEnumerable<CarePost> Holders(CareLevel level, CareBuilding building) => Sheet!.Posts.Where(post =>
        post.Role == level.Role() && post.AreaCode == ReadCare.PlaceOf(level, building.AreaCode));

    public bool MayFill(CareLevel level) => Sheet is { } sheet && Day is null && sheet.Holes(level) > 0
        && MayKeep && level is not CareLevel.Village
        && posts.MayAppoint(HttpContext.Viewer(), level.Role(), sheet.Community);

    public string Address(string? more = null) =>
        $"/registry/care?area={Sheet?.Community}{(Day is { } day ? $"&day={day:yyyy-MM-dd}" : "")}{more}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        foreach (var area in HttpContext.Viewer().AreasWith(Permission.ReadHouseholds))
        {
            Communities = [.. Communities, .. await counts.OfCommunitiesAsync(area, On, cancel)];
        }

        Communities = [.. Communities.DistinctBy(one => one.Community)];
        if (Chosen() is not { } chosen)
        {
            Names = await areas.NamesAsync(Communities.Select(one => one.Community), cancel);
            return Area is null ? Page() : NotFound();
        }

        Sheet = await books.SheetAsync(chosen, On, cancel);
        Shown = [.. Sheet.Buildings.Where(one => one.AreaCode.Value > After).Take(PageSize)];
        Next = Shown.Count == PageSize ? Address($"&after={Shown[^1].AreaCode.Value}") : null;
        Names = await areas.NamesAsync(
            [
                .. Communities.Select(one => one.Community), chosen, .. Sheet.Posts.Select(post => post.AreaCode),
                .. Shown.Select(one => ReadCare.PlaceOf(CareLevel.Area, one.AreaCode)).OfType<AreaCode>(),
            ],
            cancel);
        return Page();
    }

    private AreaCode? Chosen() => Area is null
        ? Communities is [var only] ? only.Community
            : Communities is []
            && HttpContext.Viewer().AreasWith(Permission.ReadHouseholds) is [{ Level: AreaLevel.Village } own] ? own
            : null
        : AreaCode.TryParse(Area, out var area) && area.Level is AreaLevel.Village
            && HttpContext.Viewer().May(Permission.ReadHouseholds, area) ? area
        : null;
}
