using System.Diagnostics.CodeAnalysis;

namespace Bandeng.Planning.Grids;

/// <summary>
/// Divides buildings into grids that are connected, within bounds, round, and crossed by few barriers.
/// </summary>
/// <remarks>
/// <para>
/// Two buildings are neighbours when their cells of the Voronoi diagram within the boundary share a side of positive
/// length. A grid is connected when its buildings are joined by neighbours inside it.
/// </para>
/// <para>
/// A first answer comes from cutting in two along lines (n log n); the time that is left goes into moving buildings
/// over borders and cutting pairs of grids anew. The number of steps follows from the number of seconds, not from the
/// clock: the same task, seed and seconds give the same grids on every machine that makes the steps in time. See
/// docs/decisions/0005-grid-division.md.
/// </para>
/// </remarks>
public static class GridDivision
{
    // Steps of improvement for each second that is left after the first answer: about half of what one slow core makes.
    // What the first answer takes is reckoned from the plots, not measured, so that the steps do not depend on the
    // clock.
    private const double StepsPerSecond = 1_000_000;
    private const double FirstSecondsPerPlot = 0.000_15;

    // More than this changes nothing that could be seen.
    private const long MostStepsPerPlot = 20_000;

    // Drawing outlines takes a part of what the first answer took; so much of the limit is left for it.
    private const double TimeToDraw = 0.5;
    private const double LeastShare = 0.1;

    /// <summary>
    /// Says what grids are like that somebody chose by hand: after every building that is moved on a map.
    /// </summary>
    /// <param name="gridOf">For each building a number from 0; the grid's id is one more, and stays.</param>
    /// <remarks>About 10 ms for a community of 500 buildings.</remarks>
    public static bool TryWeigh(
        GridTask task,
        IReadOnlyList<int> gridOf,
        [NotNullWhen(true)] out GridProposal? proposal,
        [NotNullWhen(false)] out GridObjection? objection)
    {
        proposal = null;
        var site = GridSite.Of(task, out objection);
        objection ??= ChosenGrids.FirstFault(task, site!, gridOf);
        if (objection is null)
        {
            proposal = ChosenGrids.Describe(task, site!, gridOf);
        }

        return proposal is not null;
    }

    /// <summary>Proposes grids, or says why the task cannot be taken up.</summary>
    /// <remarks>20,000 buildings: about 1 s to the first answer, 200 MB.</remarks>
    public static bool TryPropose(
        GridTask task,
        GridRun run,
        [NotNullWhen(true)] out GridProposal? proposal,
        [NotNullWhen(false)] out GridObjection? objection)
    {
        var began = run.Clock.GetTimestamp();
        proposal = null;
        var site = GridSite.Of(task, out objection);
        if (objection is null)
        {
            proposal = Propose(task, run, site!, began);
        }

        return proposal is not null;
    }

    private static GridProposal Propose(GridTask task, GridRun run, GridSite site, long began)
    {

        var instruments = new Instruments(site.Graph, task.Seed);
        var division = FirstDivision.Of(site.Graph, task.Bounds, instruments);
        new Repair(division, instruments).Run(run.Cancel);
        var first = run.Clock.GetElapsedTime(began);
        var left = Math.Max(0, run.Limit.TotalSeconds - site.Graph.Count * FirstSecondsPerPlot);
        var steps = Math.Min((long)(left * StepsPerSecond), site.Graph.Count * MostStepsPerPlot);
        var usable = run.Limit - run.Spent - TimeToDraw * first - LeastShare * run.Limit;
        var toTheEnd = new Improvement(division, new Moves(division, instruments), instruments.Dice).Run(
            steps,
            () => run.Cancel.IsCancellationRequested || run.Clock.GetElapsedTime(began) > usable,
            run.Progress);
        return Description.Sorted(task, site, division).Proposal(first, !toTheEnd);
    }
}
