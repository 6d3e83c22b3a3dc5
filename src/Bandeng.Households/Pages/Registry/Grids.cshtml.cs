using Bandeng.Households.Grids;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Planning.Grids;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Pages.Registry;

/// <summary>划网格: a community's proposals side by side, its grids of today, its decisions.</summary>
[Access(Permission.DivideGrids)]
internal sealed class GridsModel(
    BandengDb db, DivideGrids divide, GridTable table, CommunitiesToChoose communities, IAreas areas) : PageModel
{
    private const int MostDecisions = 20;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty]
    public int Least { get; set; } = GridBounds.Usual.Least;

    [BindProperty]
    public int Most { get; set; } = GridBounds.Usual.Most;

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public IReadOnlyList<(GridPlan Plan, GridSheet? Sheet)> Plans { get; private set; } = [];

    public IReadOnlyList<GridPlan> Decisions { get; private set; } = [];

    public IReadOnlyList<AreaName> Today { get; private set; } = [];

    public Land? Land { get; private set; }

    public long Households { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Communities = await communities.OfAsync(viewer.AreasWith(Permission.DivideGrids), cancel);
        Area ??= Communities is [var only, ..] ? only.Code.ToString() : null;
        if (!AreaCode.TryParse(Area, out var area) || area.Level != AreaLevel.Village || !viewer.May(Permission.DivideGrids, area))
        {
            return NotFound();
        }

        Land = await table.LandAsync(area, cancel);
        Households = (await table.HouseholdsAsync(Land, cancel)).Sum();
        Today = await areas.ChildrenAsync(area, cancel);
        var plans = await db.Plans.AsNoTracking().Where(plan => plan.AreaCode == area).OrderByDescending(plan => plan.CreatedAt)
            .Take(MostDecisions).ToListAsync(cancel);
        Decisions = plans.FindAll(plan => plan.ValidFrom is not null);
        var shown = new List<(GridPlan, GridSheet?)>();
        foreach (var plan in plans.Where(plan => plan.ValidFrom is null).OrderBy(plan => plan.Style))
        {
            shown.Add((plan, (await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out _) ? sheet : null));
        }

        Plans = shown;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!AreaCode.TryParse(Area, out var area))
        {
            return NotFound();
        }

        if ((await divide.ProposeAsync(area, Least, Most, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/grids?area={area}");
        }

        Refusal = refusal;
        return refusal.Kind == RefusalKind.NotFound ? NotFound() : await OnGetAsync(cancel);
    }
}
