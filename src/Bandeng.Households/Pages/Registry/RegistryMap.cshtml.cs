using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>房屋地图: a community's places on the map, each a link to its page; below as a list.</summary>
[Access(Permission.KeepPlaces, Permission.ReadHouseholds)]
internal sealed class RegistryMapModel(ListPlaces list, CommunitiesToChoose communities) : PageModel
{
    private const int Most = 300;

    private static readonly Permission[] Any = [Permission.KeepPlaces, Permission.ReadHouseholds];

    public PlaceFilter Filter { get; private set; } = new();

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public IReadOnlyDictionary<PlaceKind, long> Kinds { get; private set; } = new Dictionary<PlaceKind, long>();

    public IReadOnlyList<PlaceRow> Rows { get; private set; } = [];

    public long All => Kinds.Values.Sum();

    /// <summary>Whether the list goes on.</summary>
    public bool Next { get; private set; }

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepPlaces);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var within = HttpContext.Viewer().AreasWith(Any);
        Communities = await communities.OfAsync(within, cancel);
        Filter = RegistryFilter.Of(Request.Query) with { After = null };
        Filter = Filter with { Area = Filter.Area ?? (Communities is [var first, ..] ? first.Code : null) };
        Kinds = await list.CountAsync(Filter, within, cancel);
        var rows = await list.RunAsync(Filter, within, Most + 1, cancel);
        (Rows, Next) = ([.. rows.Take(Most)], rows.Count > Most);
    }
}
