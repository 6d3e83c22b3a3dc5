using Bandeng.Households.Grids;
using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Planning.Grids;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.UseCases;

/// <summary>Grids for a community: proposed, changed by hand, adopted by a decision.</summary>
internal sealed class DivideGrids(BandengDb db, TimeProvider clock, GridTable table, ShowPlan show, BeginGrids begin)
{
    private const int MostDaysAhead = 366;
    private const int NumberMax = 60;
    private const int MostHouseholds = 5_000;
    private const int MostSeconds = 120;

    /// <summary>Why nothing can be reckoned; null where it can.</summary>
    public static Refusal? FaultOf(DivisionRequest asked, Viewer by) =>
        asked.Community.Level != AreaLevel.Village || !by.May(Permission.DivideGrids, asked.Community) ? Scopes.NotYours
        : asked.Least < 1 || asked.Most < asked.Least
        || asked.Most > MostHouseholds || asked.Seconds is < 1 or > MostSeconds
            ? new(RefusalKind.Invalid, "plan.bounds", "The bounds are whole numbers, the lower one first.")
        : null;

    public Task<Result<AreaCode>> ProposeAsync(DivisionRequest asked, Viewer by, CancellationToken cancel) =>
        ProposeAsync(asked, by, null, CancellationToken.None, cancel);

    /// <summary>
    /// Two or three proposals to be laid side by side; those of before are thrown away, unless they were adopted or
    /// shown.
    /// </summary>
    /// <param name="progress">Told how far all of them together are, 0 to 1.</param>
    /// <param name="enough">Stops where the engine is; the best that it has is taken.</param>
    public async Task<Result<AreaCode>> ProposeAsync(
        DivisionRequest asked, Viewer by, Action<double>? progress, CancellationToken enough, CancellationToken cancel)
    {
        if (FaultOf(asked, by) is { } fault)
        {
            return fault;
        }

        var land = await table.LandAsync(asked.Community, cancel);
        var households = await table.HouseholdsAsync(land, cancel);
        var plans = new List<GridPlan>();
        foreach (var (i, style) in asked.Styles.Index())
        {
            var bounds = GridTable.Bounds(style, asked.Least, asked.Most);
            var task = GridTable.Task(land, households, asked.Kind, style, bounds, asked.Wishes);
            var run = new GridRun(TimeSpan.FromSeconds(asked.Seconds), TimeProvider.System)
            {
                Cancel = enough,
                Progress = step => progress?.Invoke((i + step.Done) / asked.Styles.Count),
            };
            if (!GridDivision.TryPropose(task, run, out var proposal, out var objection))
            {
                var name = objection.Building is { } at ? land.Buildings[at].Name : "";
                return new Refusal(RefusalKind.Invalid, objection.Code, $"{name} {objection.Message}".Trim());
            }

            var gridOf = land.Buildings.Select((one, n) => (one.Id, Grid: proposal.GridOf[n]))
                .ToDictionary(one => one.Id, one => one.Grid);
            plans.Add(GridPlan.Of(asked, style, bounds, gridOf, clock.GetUtcNow()));
        }

        cancel.ThrowIfCancellationRequested();
        var showings = db.Showings;
        db.Plans.RemoveRange(await db.Plans
            .Where(plan => plan.AreaCode == asked.Community && plan.Kind == asked.Kind && plan.ValidFrom == null
                && !showings.Any(showing => showing.PlanId == plan.Id))
            .ToListAsync(cancel));
        db.Plans.AddRange(plans);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? asked.Community : PlanAtHand.Overtaken;
    }

    /// <param name="grid">The grid's id, from 1; one above the last is a new grid.</param>
    public async Task<Result<Guid>> MoveAsync(
        Guid id, long version, Guid building, int grid, Viewer by, CancellationToken cancel)
    {
        if (!(await db.OpenPlanAsync(id, version, by, cancel)).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        if (await show.OfPlanAsync(id, cancel) is not null)
        {
            return new Refusal(
                RefusalKind.Conflict, "plan.shown", "It is being shown and stays as it is. Take it back to change it.");
        }

        var gridOf = plan.GridOf();
        if (!gridOf.TryGetValue(building, out var now) || grid < 1 || grid > gridOf.Values.Max() + 2)
        {
            return PlanAtHand.Unknown;
        }

        if (gridOf.Values.Count(one => one == now) == 1 && now != grid - 1)
        {
            return new Refusal(RefusalKind.Conflict, "plan.last", "It is the last building of its grid.");
        }

        plan.Move(building, grid - 1);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : PlanAtHand.Overtaken;
    }

    /// <summary>
    /// From its day the grids are areas. What was shown is adopted as it was shown, after the window and with every
    /// objection answered; what was not, where somebody says why it need not be.
    /// </summary>
    public async Task<Result<AreaCode>> AdoptAsync(
        Guid id, long version, GridDecision decision, Viewer by, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        if (!(await db.OpenPlanAsync(id, version, by, cancel)).TryGet(out var plan, out var refusal)
            || !(await ShownAsync(plan, decision, today, cancel)).TryGet(out var adopted, out refusal))
        {
            return refusal;
        }

        if (await IsOlderAsync(plan, cancel))
        {
            return new Refusal(
                RefusalKind.Conflict, "plan.older", "Since it was reckoned the grids were adopted by another plan.");
        }

        var (now, acting) = (clock.GetUtcNow(), by.ActingOn(Permission.DivideGrids, plan.AreaCode));
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        var why = adopted.Showing is null ? db.Keep(id, decision.NotShownWhy!.Trim(), now) : null;
        plan.Adopt(
            decision with { Number = decision.Number!.Trim() }, decision.HoldsFrom ?? today,
            adopted.Showing is { } shown ? new(shown.FirstDay, shown.LastDay) : null, why?.Id, adopted.Plan);
        adopted.Showing?.Adopt(now);
        db.Record(new TrailEntry("grid-plan", id, plan.AreaCode, "grid-plan.adopt", acting, now)
        {
            Words = why is null ? [] : [why],
            Facts = BeginGrids.Facts(plan),
        });
        if (plan.ValidFrom == today && await begin.BeginAsync(plan, acting, cancel) is { } stopped)
        {
            return stopped;
        }

        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return PlanAtHand.Overtaken;
        }

        await whole.CommitAsync(cancel);
        return plan.AreaCode;
    }

    // What was shown was compared with the grids of its day, in public: only what was not is reckoned anew.
    private async Task<bool> IsOlderAsync(GridPlan plan, CancellationToken cancel) =>
        await db.RowAsync<long>(
            """
            select count(*) from grid_plans p join trail_events e on e.subject_id = p.id and e.action = 'grid-plan.adopt'
            where p.area_code = @Value and p.kind = @kind and e.at > @reckoned
            """,
            new
            {
                plan.AreaCode.Value,
                kind = plan.Kind.ToString(),
                reckoned = plan.CreatedAt.ToUnixTimeMilliseconds(),
            },
            cancel) > 0;

    private sealed record Adopted(ShownPlan Plan, GridShowing? Showing);

    private async Task<Result<Adopted>> ShownAsync(
        GridPlan plan, GridDecision decision, DateOnly today, CancellationToken cancel)
    {
        var showing = await show.OfAreaAsync(plan, cancel);
        if (showing is not null && showing.PlanId != plan.Id)
        {
            return ShowPlan.Other;
        }

        if (FaultOf(decision, showing, today) is { } fault)
        {
            return fault;
        }

        var open = await db.Objections.CountAsync(
            one => one.PlanId == plan.Id && one.State == ObjectionState.Open, cancel);
        if (open > 0)
        {
            return new Refusal(RefusalKind.Conflict, "objections.open", $"Objections without an answer: {open}.");
        }

        return showing is not null ? new Adopted(ShownPlan.Of(showing.Shown), showing)
            : (await table.WeighAsync(plan, cancel))
                .TryGet(out var sheet, out var refusal) ? new Adopted(ShownPlan.Of(sheet), null)
            : refusal;
    }

    /// <summary>第一网格, 第十二屋场.</summary>
    internal static string Named(int number, PlanKind kind = PlanKind.Grid)
    {
        const string digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        var words = number > 99 ? $"{number}"
            : (tens switch { 0 => "", 1 => "十", _ => $"{digits[tens]}十" }) + (ones > 0 ? digits[ones].ToString() : "");
        return $"第{words}{(kind == PlanKind.Grid ? "网格" : "屋场")}";
    }

    private static Refusal? FaultOf(GridDecision decision, GridShowing? showing, DateOnly today) =>
        decision.Number?.Trim() is not { Length: > 0 and <= NumberMax }
            ? new(RefusalKind.Invalid, "decision.number", "Give the number of the decision.")
        : decision.DecidedOn is not { } decided || decided > today
            ? new(RefusalKind.Invalid, "decision.day", "The day of the decision is today or before.")
        : decision.HoldsFrom is { } from && (from < today || from > today.AddDays(MostDaysAhead))
            ? new(RefusalKind.Invalid, "decision.from-day", "The grids hold from today or a later day within a year.")
        : showing is null ? FaultOf(decision.NotShownWhy)
        : showing.LastDay >= today ? new(
            RefusalKind.Invalid, "decision.open", "The window for objections is still open.")
        : decided <= showing.LastDay ? new(
            RefusalKind.Invalid, "decision.early", "It is decided after the window, not in it.")
        : null;

    private static Refusal? FaultOf(string? notShownWhy) =>
        notShownWhy.IsUnseen() ? new(
            RefusalKind.Conflict, "plan.not-shown", "It was not shown. Show it, or say why it need not be shown.")
        : notShownWhy!.Trim().Length is < ShowPlan.ReasonMin or > ShowPlan.ReasonMax
            ? new(
                RefusalKind.Invalid, "showing.reason",
                $"Say why: {ShowPlan.ReasonMin} to {ShowPlan.ReasonMax} characters.")
        : null;
}
