using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>An answer: which building goes to which grid, and what each grid is like.</summary>
/// <param name="GridOf">For each building of the task the index of its grid.</param>
public sealed record GridProposal(IReadOnlyList<int> GridOf, IReadOnlyList<ProposedGrid> Grids, GridFigures Figures);

/// <summary>One proposed grid.</summary>
/// <param name="Id">1, 2, 3 …, from north to south; of chosen grids as they were numbered.</param>
/// <param name="Buildings">Indexes into the task's buildings.</param>
/// <param name="Connected">Every two of its buildings are joined by neighbours inside the grid.</param>
/// <param name="Reason">Why the bounds are missed; null when they are not.</param>
/// <param name="Compactness">Polsby–Popper: 4π·area / perimeter², 1 for a circle, above 0.</param>
/// <param name="BarriersCrossed">Pairs of neighbours inside the grid with a barrier of some weight between
/// them.</param>
/// <param name="BarrierWeight">The weights of those barriers together; the heaviest one of each pair.</param>
/// <param name="EstatesSplit">Estates that have buildings in this grid and in another.</param>
/// <param name="RoundMetres">A walk to every building and back, as the crow flies.</param>
/// <param name="Outline">
/// Degrees, WGS-84; the outlines of all grids tile the boundary. One valid polygon; several only for a grid that was
/// chosen by hand and is not connected.
/// </param>
public sealed record ProposedGrid(
    int Id,
    long Households,
    IReadOnlyList<int> Buildings,
    bool Connected,
    GridMiss? Reason,
    double Compactness,
    int BarriersCrossed,
    double BarrierWeight,
    int EstatesSplit,
    double RoundMetres,
    Geometry Outline)
{
    /// <summary>Whether the households lie within the bounds.</summary>
    public bool WithinBounds => Reason is null;
}

/// <summary>Why a grid misses the bounds.</summary>
/// <param name="Code">
/// <c>grid.tower</c>, <c>grid.one-point</c>, <c>grid.too-few</c>, <c>grid.no-sum</c>, <c>grid.no-fit</c> or
/// <c>grid.missed</c>.
/// </param>
public sealed record GridMiss(string Code, string Message);

/// <summary>The whole proposal in numbers.</summary>
/// <param name="Missed">Grids outside of the bounds.</param>
/// <param name="Compactness">The mean over all grids.</param>
/// <param name="EstatesSplit">Estates in more than one grid.</param>
/// <param name="Moved">Households whose grid is not the one that took over most of their grid of today.</param>
/// <param name="FirstAnswer">After what time every grid that can be was within the bounds.</param>
/// <param name="StoppedEarly">The clock or the caller stopped it: another machine might answer otherwise.</param>
public sealed record GridFigures(
    int Missed,
    double Compactness,
    int BarriersCrossed,
    double BarrierWeight,
    int EstatesSplit,
    long Moved,
    TimeSpan FirstAnswer,
    bool StoppedEarly);

/// <summary>Why a task cannot be taken up.</summary>
/// <param name="Code">Stable and dotted: <c>building.outside</c>.</param>
/// <param name="Building">The index of the building that is meant, if one is.</param>
public sealed record GridObjection(string Code, string Message, int? Building = null);

/// <summary>How far it has come.</summary>
/// <param name="Done">0 to 1.</param>
/// <param name="Price">Barriers, shapes and wishes together; it falls, not always.</param>
public readonly record struct GridProgress(double Done, double Price);

/// <summary>What a run may use.</summary>
/// <param name="Limit">
/// How long it may take. It sets how many steps are made; the clock itself stops a run only on a machine that cannot
/// make them in time.
/// </param>
public sealed record GridRun(TimeSpan Limit, TimeProvider Clock)
{
    /// <summary>Stops the improvement; the best answer so far is given.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>What of the limit was used up before, for reading files.</summary>
    public TimeSpan Spent { get; init; }

    /// <summary>Told a hundred times at most, on the thread that runs.</summary>
    public Action<GridProgress>? Progress { get; init; }
}
