using System.Globalization;
using Bandeng.Households.Grids;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Objecting;

/// <summary>A plan is laid before everyone, and taken back to be changed.</summary>
internal sealed class ShowPlan(BandengDb db, TimeProvider clock, GridTable table)
{
    /// <summary>Days of a window, the first and the last included.</summary>
    public const int LeastDays = 7;

    /// <summary>Days of a window, and days until it begins.</summary>
    public const int MostDays = 90;
    public const int ReasonMin = 2;
    public const int ReasonMax = 300;

    /// <summary>What another plan is answered while one is shown.</summary>
    public static Refusal Other { get; } = new(
        RefusalKind.Conflict, "showing.other",
        "Another plan of this community is being shown. Take it back or adopt it first.");

    /// <summary>From now on nobody changes it; objections are taken in the window.</summary>
    /// <returns>The id of the showing.</returns>
    public async Task<Result<Guid>> ShowAsync(
        Guid planId, long version, DateOnly? first, DateOnly? last, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!(await db.OpenPlanAsync(planId, version, by, cancel)).TryGet(out var plan, out var refusal)
            || !Days(first, last, ChinaTime.DayOf(now)).TryGet(out var days, out refusal))
        {
            return refusal;
        }

        if (await OfAreaAsync(plan, cancel) is { } open)
        {
            return open.PlanId == planId
                ? new Refusal(RefusalKind.Conflict, "plan.shown", "It is being shown already.")
                : Other;
        }

        if (!(await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out refusal))
        {
            return refusal;
        }

        var showing = GridShowing.Of(plan, days, ShownPlan.Of(sheet), by.PersonId!.Value, now);
        db.Showings.Add(showing);
        plan.Turn();
        db.Record(new TrailEntry("grid-plan", planId, plan.AreaCode, "grid-plan.show", by.ActingOn(Permission.DivideGrids, plan.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["showing"] = showing.Id,
                ["from"] = Day(days.First),
                ["to"] = Day(days.Last),
                ["grids"] = sheet.Proposal.Grids.Count,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? showing.Id : PlanAtHand.Overtaken;
    }

    /// <summary>It can be changed again; what was objected stays and waits for its answer.</summary>
    public async Task<Result<Guid>> TakeBackAsync(
        Guid planId, long version, string? reason, Viewer by, CancellationToken cancel)
    {
        if (!(await db.OpenPlanAsync(planId, version, by, cancel)).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        if (await OfPlanAsync(planId, cancel) is not { } showing)
        {
            return new Refusal(RefusalKind.Conflict, "showing.none", "It is not being shown.");
        }

        var words = reason?.Trim() ?? "";
        if (words.IsUnseen() || words.Length is < ReasonMin or > ReasonMax)
        {
            return new Refusal(
                RefusalKind.Invalid, "showing.reason", $"Say why: {ReasonMin} to {ReasonMax} characters.");
        }

        var now = clock.GetUtcNow();
        var kept = db.Keep(planId, words, now);
        showing.TakeBack(kept.Id, now);
        plan.Turn();
        db.Record(new TrailEntry("grid-plan", planId, plan.AreaCode, "grid-plan.take-back", by.ActingOn(Permission.DivideGrids, plan.AreaCode), now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["showing"] = showing.Id },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? showing.Id : PlanAtHand.Overtaken;
    }

    /// <summary>The showing of a plan that goes on; null where it is not shown.</summary>
    public Task<GridShowing?> OfPlanAsync(Guid planId, CancellationToken cancel) =>
        db.Showings.SingleOrDefaultAsync(one => one.PlanId == planId && one.EndedAt == null, cancel);

    /// <summary>What is being shown in the community of a plan, of its kind.</summary>
    public Task<GridShowing?> OfAreaAsync(GridPlan plan, CancellationToken cancel) =>
        db.Showings.SingleOrDefaultAsync(
            one => one.AreaCode == plan.AreaCode && one.Kind == plan.Kind && one.EndedAt == null, cancel);

    private static Result<ShowingDays> Days(DateOnly? first, DateOnly? last, DateOnly today) =>
        first is not { } from
            || from < today ? new Refusal(RefusalKind.Invalid, "showing.from", "It is shown from today or a later day.")
        : last is not { } to || new ShowingDays(from, to).Count < LeastDays
            ? new Refusal(RefusalKind.Invalid, "decision.window-short", $"Objections need at least {LeastDays} days.")
        : new ShowingDays(from, to).Count > MostDays || from.DayNumber - today.DayNumber > MostDays
            ? new Refusal(RefusalKind.Invalid, "showing.long", $"At most {MostDays} days.")
        : new ShowingDays(from, to);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
