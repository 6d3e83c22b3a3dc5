using Bandeng.Households.Grids;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Planning.Grids;
using Bandeng.Territory.Maps;
using Bandeng.Territory.UseCases;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.UseCases;

/// <summary>Grids for a community: proposed, changed by hand, adopted by a decision.</summary>
internal sealed class DivideGrids(
    BandengDb db, TimeProvider clock, GridTable table, AdoptGrids adopt, AdoptCourtyards courtyards, IPosts posts)
{
    private const int LeastWindowDays = 7;
    private const int NumberMax = 60;
    private const int MostHouseholds = 5_000;
    private const int MostSeconds = 120;

    private static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "plan.unknown", "There is no such proposal.");

    /// <summary>Why nothing can be reckoned; null where it can.</summary>
    public static Refusal? FaultOf(DivisionRequest asked, Viewer by) =>
        asked.Community.Level != AreaLevel.Village || !by.May(Permission.DivideGrids, asked.Community) ? Scopes.NotYours
        : asked.Least < 1 || asked.Most < asked.Least || asked.Most > MostHouseholds || asked.Seconds is < 1 or > MostSeconds
            ? new(RefusalKind.Invalid, "plan.bounds", "The bounds are whole numbers, the lower one first.")
        : null;

    public Task<Result<AreaCode>> ProposeAsync(DivisionRequest asked, Viewer by, CancellationToken cancel) =>
        ProposeAsync(asked, by, null, CancellationToken.None, cancel);

    /// <summary>Two or three proposals to be laid side by side; those not adopted before are thrown away.</summary>
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

            var gridOf = land.Buildings.Select((one, n) => (one.Id, Grid: proposal.GridOf[n])).ToDictionary(one => one.Id, one => one.Grid);
            plans.Add(GridPlan.Of(asked, style, bounds, gridOf, clock.GetUtcNow()));
        }

        cancel.ThrowIfCancellationRequested();
        db.Plans.RemoveRange(await db.Plans
            .Where(plan => plan.AreaCode == asked.Community && plan.Kind == asked.Kind && plan.ValidFrom == null).ToListAsync(cancel));
        db.Plans.AddRange(plans);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? asked.Community : Overtaken;
    }

    /// <param name="grid">The grid's id, from 1.</param>
    public async Task<Result<Guid>> MoveAsync(Guid id, long version, Guid building, int grid, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        var gridOf = plan.GridOf();
        if (!gridOf.TryGetValue(building, out var now) || grid < 1 || grid > gridOf.Values.Max() + 1)
        {
            return Unknown;
        }

        if (gridOf.Values.Count(one => one == now) == 1 && now != grid - 1)
        {
            return new Refusal(RefusalKind.Conflict, "plan.last", "It is the last building of its grid.");
        }

        plan.Move(building, grid - 1);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Overtaken;
    }

    /// <summary>From today the grids are areas. The window for objections must be over.</summary>
    public async Task<Result<AreaCode>> AdoptAsync(Guid id, long version, GridDecision decision, Viewer by, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var plan, out var refusal)
            || (refusal = FaultOf(decision, today)) is not null
            || !(await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out refusal))
        {
            return refusal;
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        GridToAdopt[] grids =
        [
            .. sheet.Proposal.Grids.Select((grid, i) => new GridToAdopt(
                Named(i + 1, plan.Kind), grid.Outline, [.. grid.Buildings.Select(at => sheet.Land.Buildings[at].Id)])),
        ];
        plan.Adopt(decision with { Number = decision.Number!.Trim() }, today, GeoJson.Write(Together(sheet)));
        var facts = new Dictionary<string, object?>
        {
            ["plan"] = id,
            ["number"] = plan.DecisionNumber,
            ["decided-on"] = Day(plan.DecidedOn),
            ["objections-from"] = Day(plan.ObjectionsFrom),
            ["objections-to"] = Day(plan.ObjectionsTo),
        };
        var acting = by.ActingOn(Permission.DivideGrids, plan.AreaCode);
        refusal = plan.Kind == PlanKind.Courtyard
            ? await CourtyardsAsync(plan.AreaCode, grids, facts, acting, cancel)
            : await GridsAsync(plan.AreaCode, grids, facts, acting, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Overtaken;
        }

        await whole.CommitAsync(cancel);
        return plan.AreaCode;
    }

    private async Task<Refusal?> GridsAsync(
        AreaCode community, GridToAdopt[] grids, Dictionary<string, object?> facts, Viewer by, CancellationToken cancel)
    {
        var before = await table.CodesAsync(community, cancel);
        if (!(await adopt.RunAsync(community, grids, facts, by, cancel)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        var after = await table.CodesAsync(community, cancel);
        await posts.MoveAsync(GridTable.Moved(before, after), by, cancel);
        return null;
    }

    private async Task<Refusal?> CourtyardsAsync(
        AreaCode village, GridToAdopt[] parts, Dictionary<string, object?> facts, Viewer by, CancellationToken cancel) =>
        (await courtyards.RunAsync(village, parts, facts, number => Named(number, PlanKind.Courtyard), by, cancel))
            .TryGet(out _, out var refusal) ? null : refusal;

    /// <summary>第一网格, 第十二屋场.</summary>
    internal static string Named(int number, PlanKind kind = PlanKind.Grid)
    {
        const string digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        var words = number > 99 ? $"{number}"
            : (tens switch { 0 => "", 1 => "十", _ => $"{digits[tens]}十" }) + (ones > 0 ? digits[ones].ToString() : "");
        return $"第{words}{(kind == PlanKind.Grid ? "网格" : "屋场")}";
    }

    private static MultiPolygon Together(GridSheet sheet) => GeometryFactory.Default.CreateMultiPolygon(
    [
        .. sheet.Proposal.Grids.SelectMany(grid =>
            grid.Outline is MultiPolygon several ? several.Geometries.Cast<Polygon>() : [(Polygon)grid.Outline]),
    ]);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Refusal? FaultOf(GridDecision decision, DateOnly today) =>
        decision.Number?.Trim() is not { Length: > 0 and <= NumberMax }
            ? new(RefusalKind.Invalid, "decision.number", "Give the number of the decision.")
        : decision.DecidedOn is not { } decided || decided > today
            ? new(RefusalKind.Invalid, "decision.day", "The day of the decision is today or before.")
        : decision is not { ObjectionsFrom: { } from, ObjectionsTo: { } to } || to.DayNumber - from.DayNumber < LeastWindowDays
            ? new(RefusalKind.Invalid, "decision.window-short", $"Objections need at least {LeastWindowDays} days.")
        : to >= today ? new(RefusalKind.Invalid, "decision.open", "The window for objections is still open.")
        : null;

    private async Task<Result<GridPlan>> OpenAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var plan = await db.Plans.SingleOrDefaultAsync(one => one.Id == id, cancel);
        return plan is null || !by.May(Permission.DivideGrids, plan.AreaCode) ? Unknown
            : plan.ValidFrom is not null ? new Refusal(RefusalKind.Conflict, "plan.adopted", "It was adopted already.")
            : plan.Version != version ? Overtaken
            : plan;
    }
}
