using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>What is to be divided into grids. All geometries in degrees, WGS-84, longitude before latitude.</summary>
/// <param name="Buildings">At least one; ids are unique.</param>
/// <param name="Boundary">Polygon or several; null for the hull around all buildings, with a margin.</param>
/// <param name="Seed">The same task with the same seed gives the same grids.</param>
public sealed record GridTask(
    IReadOnlyList<GridBuilding> Buildings, Geometry? Boundary, IReadOnlyList<GridBarrier> Barriers, GridBounds Bounds,
    int Seed)
{
    /// <summary>What should be, where bounds and connection allow it.</summary>
    public GridWishes Wishes { get; init; } = new();
}

/// <summary>A building with the households that live in it.</summary>
/// <param name="Place">A point, or an outline whose centroid stands for the building.</param>
/// <param name="Households">0 or more; a shed has none.</param>
/// <param name="Estate">The estate (小区) it belongs to.</param>
/// <param name="Today">The grid that it belongs to today, or the head who looks after it.</param>
public sealed record GridBuilding(
    string Id, Geometry Place, int Households, string? Estate = null, string? Today = null);

/// <summary>Something that people do not like to cross on a round. It costs; it never disconnects.</summary>
/// <param name="Line">Lines, or areas whose edge is the barrier.</param>
/// <param name="Weight">0 to 100; see <see cref="BarrierWeights"/>.</param>
public sealed record GridBarrier(Geometry Line, double Weight);

/// <summary>How many households a grid has.</summary>
/// <param name="Least">0 or more.</param>
/// <param name="Most">At least <paramref name="Least"/>, at least 1.</param>
public readonly record struct GridBounds(int Least, int Most)
{
    /// <summary>300 to 500, as most offices have it.</summary>
    public static GridBounds Usual { get; } = new(300, 500);

    /// <summary>How far outside of the bounds a number is; 0 inside.</summary>
    public long Miss(long households) => Math.Max(0, Math.Max(Least - households, households - Most));
}

/// <summary>Wishes cost when they are not met; none of them is forced against bounds or connection.</summary>
public sealed record GridWishes
{
    /// <summary>Neighbours of one estate stay in one grid.</summary>
    public bool KeepEstates { get; init; } = true;

    /// <summary>Neighbours who have one grid today keep one, so that few people change their worker.</summary>
    public bool NearToday { get; init; } = true;

    /// <summary>Pairs of building ids that should be in one grid.</summary>
    public IReadOnlyList<(string One, string Other)> Together { get; init; } = [];

    /// <summary>Pairs of building ids that should not be in one grid.</summary>
    public IReadOnlyList<(string One, string Other)> Apart { get; init; } = [];
}
