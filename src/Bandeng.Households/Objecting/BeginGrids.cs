using Bandeng.Households.Grids;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Objecting;

/// <summary>
/// Grids that were adopted become areas on the day from which they hold: at once, or by the round of that day.
/// </summary>
internal sealed partial class BeginGrids(
    BandengDb db, TimeProvider clock, GridTable table, AdoptGrids adopt, AdoptCourtyards courtyards, IPosts posts,
    ILogger<BeginGrids> log)
{
    /// <summary>What was decided for a day that has come; says how many plans began.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var due = await db.Plans.AsNoTracking()
            .Where(plan => plan.ValidFrom != null && plan.BegunOn == null && plan.ValidFrom <= today)
            .OrderBy(plan => plan.ValidFrom).ThenBy(plan => plan.Id).Select(plan => plan.Id).ToListAsync(cancel);
        var begun = 0;
        foreach (var id in due)
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancel);
            var plan = await db.Plans.SingleAsync(one => one.Id == id, cancel);
            if (plan.BegunOn is not null)
            {
                continue;
            }

            if (await BeginAsync(plan, Viewer.System, cancel) is { } stopped)
            {
                Stopped(log, id, stopped.Code);
            }
            else if (await db.TrySaveAsync(cancel) is SaveOutcome.Saved)
            {
                await whole.CommitAsync(cancel);
                begun++;
            }

            db.ChangeTracker.Clear();
        }

        return begun;
    }

    /// <summary>Works inside the transaction of the caller, who saves the plan with it.</summary>
    public async Task<Refusal?> BeginAsync(GridPlan plan, Viewer by, CancellationToken cancel)
    {
        var land = await table.LandAsync(plan.AreaCode, cancel);
        var grids = ShownPlan.Of(plan.Grids!).ToAdopt(land.Buildings);
        plan.Begin(ChinaTime.DayOf(clock.GetUtcNow()));
        return plan.Kind == PlanKind.Courtyard
            ? await CourtyardsAsync(plan, grids, by, cancel)
            : await GridsAsync(plan, grids, by, cancel);
    }

    private async Task<Refusal?> GridsAsync(GridPlan plan, GridToAdopt[] grids, Viewer by, CancellationToken cancel)
    {
        var before = await table.CodesAsync(plan.AreaCode, cancel);
        if (!(await adopt.RunAsync(plan.AreaCode, grids, plan.ValidFrom!.Value, Facts(plan), by, cancel))
            .TryGet(out _, out var refusal))
        {
            return refusal;
        }

        var after = await table.CodesAsync(plan.AreaCode, cancel);
        await posts.MoveAsync(GridTable.Moved(before, after), by, cancel);
        return null;
    }

    private async Task<Refusal?> CourtyardsAsync(
        GridPlan plan, GridToAdopt[] parts, Viewer by, CancellationToken cancel) =>
        (await courtyards.RunAsync(
            plan.AreaCode, parts, plan.ValidFrom!.Value, Facts(plan),
            number => DivideGrids.Named(number, PlanKind.Courtyard), by, cancel))
            .TryGet(out _, out var refusal) ? null : refusal;

    /// <summary>The decision, for the trail.</summary>
    internal static Dictionary<string, object?> Facts(GridPlan plan) => new()
    {
        ["plan"] = plan.Id,
        ["number"] = plan.DecisionNumber,
        ["decided-on"] = Day(plan.DecidedOn),
        ["objections-from"] = Day(plan.ObjectionsFrom),
        ["objections-to"] = Day(plan.ObjectionsTo),
        ["holds-from"] = Day(plan.ValidFrom),
    };

    private static string? Day(DateOnly? day) => day is { } known ? ShowPlan.Day(known) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The adopted plan {Plan} cannot begin: {Code}.")]
    private static partial void Stopped(ILogger log, Guid plan, string code);
}
