using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// 对不上的: buildings without a grid, rooms with none, persons in two households.
/// </summary>
[Access(Permission.ReadHouseholds)]
internal sealed class GapsModel(FindGaps gaps, LooseBuildings loose, JoinGrid join, IAreas areas) : PageModel
{
    public IReadOnlyList<EmptyDoor> Empty { get; private set; } = [];

    public long EmptyInAll { get; private set; }

    public Guid? Next { get; private set; }

    public bool IsFirst { get; private set; }

    public ILookup<Guid, TwoHomes> Twice { get; private set; } = Enumerable.Empty<TwoHomes>().ToLookup(_ => Guid.Empty);

    /// <summary>Buildings that came after the grids.</summary>
    public IReadOnlyList<LooseBuilding> Loose { get; private set; } = [];

    public long LooseInAll { get; private set; }

    /// <summary>The grids of their communities.</summary>
    public IReadOnlyDictionary<AreaCode, IReadOnlyList<AreaName>> Grids { get; private set; } =
        new Dictionary<AreaCode, IReadOnlyList<AreaName>>();

    public Refusal? Refusal { get; private set; }

    public bool MayJoin(LooseBuilding building) => HttpContext.Viewer().May(Permission.DivideGrids, building.Community);

    public async Task<IActionResult> OnPostAsync(Guid building, long version, string? grid, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (!AreaCode.TryParse(grid, out var chosen) || !viewer.May(Permission.DivideGrids, chosen))
        {
            Refusal = new(RefusalKind.NotFound, "grid.unknown", "There is no such grid.");
        }
        else if ((await join.RunAsync(
            building, version, chosen, viewer.ActingOn(Permission.DivideGrids, chosen), cancel))
            .TryGet(out _, out var refusal))
        {
            return LocalRedirect("/registry/gaps");
        }
        else
        {
            Refusal = refusal;
        }

        await OnGetAsync(null, cancel);
        return Page();
    }

    public async Task OnGetAsync(Guid? after, CancellationToken cancel)
    {
        var within = HttpContext.Viewer().AreasWith(Permission.ReadHouseholds);
        var rows = await gaps.EmptyAsync(within, after, cancel);
        Empty = [.. rows.Take(FindGaps.PageSize)];
        (Next, IsFirst) = (rows.Count > FindGaps.PageSize ? Empty[^1].Id : null, after is null);
        EmptyInAll = await gaps.CountEmptyAsync(within, cancel);
        (Loose, LooseInAll) = (await loose.RunAsync(within, cancel), await loose.CountAsync(within, cancel));
        var grids = new Dictionary<AreaCode, IReadOnlyList<AreaName>>();
        foreach (var community in Loose.Select(one => one.Community).Distinct())
        {
            grids[community] = await areas.ChildrenAsync(community, cancel);
        }

        Grids = grids;
        Twice = (await gaps.TwiceAsync(within, cancel)).ToLookup(one => one.ResidentId);
    }
}
