using Bandeng.Households.Queries;
using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>房屋: estates, buildings and public units inside the viewer's areas.</summary>
[Access(Permission.KeepPlaces, Permission.ReadHouseholds)]
internal sealed class IndexModel(ListPlaces list, CountHouseholds counts, ReadTellings tellings, IAreas areas)
    : PageModel
{
    public PlaceFilter Filter { get; private set; } = new();

    public IReadOnlyList<PlaceRow> Rows { get; private set; } = [];

    /// <summary>The page that follows, or null at the end.</summary>
    public string? Next { get; private set; }

    public IReadOnlyDictionary<PlaceKind, long> Kinds { get; private set; } = new Dictionary<PlaceKind, long>();

    public IReadOnlyDictionary<Guid, Counted> Counts { get; private set; } = new Dictionary<Guid, Counted>();

    public IReadOnlyDictionary<AreaCode, AreaName> Names { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public IReadOnlyList<PlaceRow> Estates { get; private set; } = [];

    /// <summary>Households that told of themselves and wait.</summary>
    public long Tellings { get; private set; }

    public bool MayKeepPeople => HttpContext.Viewer().May(Permission.KeepHouseholds);

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepPlaces);

    public bool MayDivide => HttpContext.Viewer().May(Permission.DivideGrids);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Filter = RegistryFilter.Of(Request.Query);
        var within = HttpContext.Viewer().AreasWith(Permission.KeepPlaces, Permission.ReadHouseholds);
        var rows = await list.RunAsync(Filter, within, ListPlaces.PageSize + 1, cancel);
        Rows = [.. rows.Take(ListPlaces.PageSize)];
        Next = rows.Count > ListPlaces.PageSize
            ? "/registry" + (Filter with { After = ListPlaces.KeyOf(Rows[^1]) }).ToQuery()
            : null;
        Kinds = await list.CountAsync(Filter, within, cancel);
        Estates = await list.RunAsync(new(Filter.Area, PlaceKind.Estate), within, 200, cancel);
        Counts = await counts.OfBuildingsAsync(
            [.. Rows.Where(row => row.Kind == PlaceKind.Building).Select(row => row.Id)], cancel);
        Tellings = MayKeepPeople
            ? await tellings.CountAsync(HttpContext.Viewer().AreasWith(Permission.KeepHouseholds), cancel)
            : 0;
        Names = await areas.NamesAsync(Rows.Select(row => row.AreaCode.Community).Concat(within), cancel);
    }

    public string Name(AreaCode code) => Names.TryGetValue(code, out var name) ? name.Name : code.ToString();
}
