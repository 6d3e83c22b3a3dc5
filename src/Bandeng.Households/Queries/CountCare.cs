using Bandeng.Households.Care;
using Bandeng.Kernel;

namespace Bandeng.Households.Queries;

/// <summary>The chain of care of a community on a day, in households.</summary>
/// <param name="Twice">Households with more than one name at a level: one of them is too many.</param>
internal sealed record CareCount(
    AreaCode Community, long Homes, long NoLeader, long NoWorker, long NoHead, long NoLinked, long Twice)
{
    /// <summary>Households without a name at a level.</summary>
    public long Holes(CareLevel level) => level switch
    {
        CareLevel.Village => NoLeader,
        CareLevel.Area => NoWorker,
        CareLevel.Block => NoHead,
        _ => NoLinked,
    };

    /// <summary>Whether every household has exactly one name at every level.</summary>
    public bool IsFull => Homes > 0 && CareLevels.All.All(level => Holes(level) == 0) && Twice == 0;
}

/// <summary>A building with its holes.</summary>
/// <param name="Unlinked">Households without a linked-household head.</param>
internal sealed record CareBuilding(
    Guid BuildingId, AreaCode AreaCode, string Name, string? Estate, long Homes, long Unlinked, long Leaders,
    long Workers, long Heads)
{
    /// <summary>桥头小区 5号楼.</summary>
    public string FullName => Estate is null ? Name : $"{Estate} {Name}";

    public long Holes(CareLevel level) => level switch
    {
        CareLevel.Village => Leaders == 0 ? Homes : 0,
        CareLevel.Area => Workers == 0 ? Homes : 0,
        CareLevel.Block => Heads == 0 ? Homes : 0,
        _ => Unlinked,
    };

    public bool HasHoles => CareLevels.All.Any(level => Holes(level) > 0);

    public bool HasTwice => Leaders > 1 || Workers > 1 || Heads > 1;
}

/// <summary>Where the chain of care has holes, on any day.</summary>
internal sealed class CountCare(BandengDb db)
{
    private static readonly string Sums =
        $"""
        {CareSql.Buildings}
        select (b.area_code / 1000000 * 1000000) as community, cast(sum(homes) as bigint) as homes,
            cast(sum(case when leaders = 0 then homes else 0 end) as bigint) as no_leader,
            cast(sum(case when workers = 0 then homes else 0 end) as bigint) as no_worker,
            cast(sum(case when heads = 0 then homes else 0 end) as bigint) as no_head,
            cast(sum(unlinked) as bigint) as no_linked,
            cast(sum(case when leaders > 1 or workers > 1 or heads > 1 then homes else 0 end) as bigint) as twice
        from buildings b group by (b.area_code / 1000000 * 1000000)
        """;

    private static readonly string Rows =
        $"""
        {CareSql.Buildings}
        select building_id, area_code, name, estate, homes, cast(unlinked as bigint) as unlinked, leaders, workers, heads
        from buildings order by area_code, building_id
        """;

    /// <summary>By community.</summary>
    public async Task<IReadOnlyList<CareCount>> OfCommunitiesAsync(
        AreaCode area, DateOnly day, CancellationToken cancel) =>
        [.. (await db.RowsAsync<CareCount>(Sums, Values(area, day), cancel)).OrderBy(one => one.Community)];

    /// <summary>Every building of a community in which somebody lives.</summary>
    public Task<IReadOnlyList<CareBuilding>> OfBuildingsAsync(
        AreaCode community, DateOnly day, CancellationToken cancel) =>
        db.RowsAsync<CareBuilding>(Rows, Values(community, day), cancel);

    private static object Values(AreaCode area, DateOnly day) =>
        new { day, first = area.Range.First, last = area.Range.Last };
}
