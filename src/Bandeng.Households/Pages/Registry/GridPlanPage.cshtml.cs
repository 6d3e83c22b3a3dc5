using Bandeng.Households.Grids;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Pages.Registry;

/// <summary>One proposal: a building is moved and the figures change; then the decision.</summary>
[Access(Permission.DivideGrids)]
internal sealed class GridPlanPageModel(BandengDb db, DivideGrids divide, GridTable table, IAreas areas) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The building that was chosen on the map.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Building { get; set; }

    /// <summary>The grid that was chosen on the map.</summary>
    [BindProperty(SupportsGet = true)]
    public int? To { get; set; }

    public GridPlan Plan { get; private set; } = null!;

    public GridSheet? Sheet { get; private set; }

    public AreaName? Community { get; private set; }

    public Refusal? Refusal { get; private set; }

    [BindProperty]
    public long Version { get; set; }

    public string NameOf(Guid building) => Sheet?.Land.Buildings.FirstOrDefault(one => one.Id == building)?.FullName ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMoveAsync(Guid building, int grid, CancellationToken cancel)
    {
        var moved = await divide.MoveAsync(Id, Version, building, grid, HttpContext.Viewer(), cancel);
        return moved.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}?building={building}#figures")
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostAdoptAsync(
        string? number, DateOnly? decidedOn, DateOnly? objectionsFrom, DateOnly? objectionsTo, CancellationToken cancel)
    {
        var adopted = await divide.AdoptAsync(
            Id, Version, new(number, decidedOn, objectionsFrom, objectionsTo), HttpContext.Viewer(), cancel);
        return adopted.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}")
            : await RefusedAsync(refusal, cancel);
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel)
    {
        Refusal = refusal;
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, cancel);
        if (plan is null || !HttpContext.Viewer().May(Permission.DivideGrids, plan.AreaCode))
        {
            return false;
        }

        Plan = plan;
        Community = (await areas.NamesAsync([plan.AreaCode], cancel)).GetValueOrDefault(plan.AreaCode);
        Sheet = (await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out _) ? sheet : null;
        return true;
    }
}
