using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Grids;

/// <summary>A proposal of grids for whoever acts on it.</summary>
internal static class PlanAtHand
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "plan.unknown", "There is no such proposal.");

    public static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    /// <summary>
    /// A proposal that is not adopted yet, in the state that was looked at, for who divides grids there.
    /// </summary>
    /// <param name="version">Of the proposal, as the form had it.</param>
    public static async Task<Result<GridPlan>> OpenPlanAsync(
        this BandengDb db, Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var plan = await db.Plans.SingleOrDefaultAsync(one => one.Id == id, cancel);
        return plan is null || !by.May(Permission.DivideGrids, plan.AreaCode) ? Unknown
            : plan.ValidFrom is not null ? new Refusal(RefusalKind.Conflict, "plan.adopted", "It was adopted already.")
            : plan.Version != version ? Overtaken
            : plan;
    }
}
