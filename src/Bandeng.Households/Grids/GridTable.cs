using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Planning.Grids;
using Bandeng.Territory;

namespace Bandeng.Households.Grids;

/// <summary>A community laid out for the engine, and a proposal as it stands weighed again.</summary>
internal sealed record GridSheet(GridPlan Plan, Land Land, IReadOnlyList<long> Households, GridProposal Proposal)
{
    /// <summary>The pairs that were wished, and whether they are as wished.</summary>
    public IReadOnlyList<(PlanPair Pair, bool IsKept)> Wished { get; init; } = [];

    /// <summary>In which grid a building is, by its place among the buildings of the land.</summary>
    public int GridOf(int building) => Proposal.GridOf[building];
}

/// <summary>Lays communities out and weighs proposals.</summary>
internal sealed class GridTable(LandToDivide lands, CountHouseholds counts, BandengDb db)
{
    private const double SmallPart = 0.8;

    public Task<Land> LandAsync(AreaCode community, CancellationToken cancel) => lands.OfAsync(community, cancel);

    /// <summary>Households by building: those known by name, else what the office told, else the doors.</summary>
    public async Task<IReadOnlyList<long>> HouseholdsAsync(Land land, CancellationToken cancel)
    {
        var known = await counts.OfBuildingsAsync([.. land.Buildings.Select(building => building.Id)], cancel);
        return [.. land.Buildings.Select(
            one => Math.Max(known.GetValueOrDefault(one.Id)?.Households ?? 0, one.Households ?? one.Doors))];
    }

    private sealed record CodeRow(Guid BuildingId, AreaCode AreaCode);

    /// <summary>The codes that buildings have today.</summary>
    public async Task<IReadOnlyDictionary<Guid, AreaCode>> CodesAsync(AreaCode community, CancellationToken cancel) =>
        (await db.RowsAsync<CodeRow>(
            "select building_id, area_code from building_codes where valid_to is null and area_code between @First and @Last",
            new { community.Range.First, community.Range.Last },
            cancel)).ToDictionary(row => row.BuildingId, row => row.AreaCode);

    /// <summary>Former code to new code, for buildings that had and have one of their own.</summary>
    public static IReadOnlyDictionary<AreaCode, AreaCode> Moved(
        IReadOnlyDictionary<Guid, AreaCode> before, IReadOnlyDictionary<Guid, AreaCode> after) =>
        before.Where(one => one.Value.Level is AreaLevel.Building
                && after.TryGetValue(one.Key, out var now) && now.Level is AreaLevel.Building && now != one.Value)
            .ToDictionary(one => one.Value, one => after[one.Key]);

    public static GridBounds Bounds(GridStyle style, int least, int most) => style == GridStyle.Small
        ? new((int)(least * SmallPart), (int)(most * SmallPart))
        : new(least, most);

    /// <param name="wishes">A pair of which one is no more asks for nothing.</param>
    public static GridTask Task(
        Land land, IReadOnlyList<long> households, PlanKind kind, GridStyle style, GridBounds bounds, PlanWishes wishes)
    {
        var there = land.Buildings.Select(one => one.Id).ToHashSet();
        var standing = wishes with { Pairs = [.. wishes.Pairs.Where(pair => there.Contains(pair.One) && there.Contains(pair.Other))] };
        return new(
            [
                .. land.Buildings.Select((one, i) => new GridBuilding(
                    one.Id.ToString(), one.Place, (int)households[i], Estate(one, kind)?.ToString(), Today(one, kind))),
            ],
            land.Boundary, land.Barriers, bounds, (int)style + 1)
        {
            Wishes = standing.For(style),
        };
    }

    // A courtyard is what is being drawn anew; villager groups and estates may be kept whole.
    private static Guid? Estate(BuildingToDivide one, PlanKind kind) =>
        kind == PlanKind.Courtyard && one.EstateKind == PlaceKind.Courtyard ? null : one.EstateId;

    private static string? Today(BuildingToDivide one, PlanKind kind) =>
        kind == PlanKind.Grid
            ? one.Grid?.ToString()
            : one.EstateKind == PlaceKind.Courtyard ? one.EstateId?.ToString()
            : null;

    /// <summary>The proposal with its figures of this moment; a refusal where buildings came or went since.</summary>
    public async Task<Result<GridSheet>> WeighAsync(GridPlan plan, CancellationToken cancel)
    {
        var land = await LandAsync(plan.AreaCode, cancel);
        var households = await HouseholdsAsync(land, cancel);
        var gridOf = plan.GridOf();
        if (land.Buildings.Count == 0 || land.Buildings.Any(one => !gridOf.ContainsKey(one.Id)))
        {
            return new Refusal(RefusalKind.Conflict, "plan.stale", "Buildings came or went since; propose again.");
        }

        var wishes = PlanWishes.Of(plan.Wishes);
        var task = Task(land, households, plan.Kind, plan.Style, new((int)plan.Least, (int)plan.Most), wishes);
        return GridDivision.TryWeigh(
            task, [.. land.Buildings.Select(one => gridOf[one.Id])], out var proposal, out var objection)
            ? new GridSheet(plan, land, households, proposal)
            {
                Wished = [.. wishes.Pairs.Where(pair => gridOf.ContainsKey(pair.One) && gridOf.ContainsKey(pair.Other))
                    .Select(pair => (pair, pair.IsKept(gridOf)))],
            }
            : new Refusal(RefusalKind.Conflict, objection.Code, objection.Message);
    }
}
