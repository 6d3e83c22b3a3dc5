using System.Diagnostics.CodeAnalysis;

namespace Bandeng.Planning.Grids;

/// <summary>Divides buildings into grids that are connected, within bounds, round, and crossed by few barriers.</summary>
/// <remarks>
/// <para>
/// Two buildings are neighbours when their cells of the Voronoi diagram within the boundary share a side of positive
/// length. A grid is connected when its buildings are joined by neighbours inside it.
/// </para>
/// <para>
/// A first answer comes from cutting in two along lines (n log n); the time that is left goes into moving buildings over
/// borders and cutting pairs of grids anew. The number of steps follows from the number of seconds, not from the clock:
/// the same task, seed and seconds give the same grids on every machine that makes the steps in time. See
/// docs/decisions/0005-grid-division.md.
/// </para>
/// </remarks>
public static class GridDivision
{
    /// <summary>Steps of improvement for each second of the limit: about half of what one slow core makes.</summary>
    private const long StepsPerSecond = 1_000_000;

    // More than this changes nothing that could be seen.
    private const long MostStepsPerPlot = 20_000;

    // So much of the limit may be used before the clock stops the improvement; the rest is for drawing outlines.
    private const double UsableTime = 0.8;

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
        if (GridSite.Of(task, out objection) is not { } site)
        {
            objection ??= new("task.unknown", "The task cannot be laid out.");
            return false;
        }

        var dice = new Dice(task.Seed);
        var trees = new TreeCut(site.Graph, dice);
        var division = FirstDivision.Of(site.Graph, task.Bounds, dice, trees);
        new Repair(division, dice, trees).Run(run.Cancel);
        var first = run.Clock.GetElapsedTime(began);
        var steps = Math.Min((long)(run.Limit.TotalSeconds * StepsPerSecond), site.Graph.Count * MostStepsPerPlot);
        var toTheEnd = new Improvement(division, new Moves(division, dice, trees), dice).Run(
            steps,
            () => run.Cancel.IsCancellationRequested || run.Spent + run.Clock.GetElapsedTime(began) > UsableTime * run.Limit,
            run.Progress);
        proposal = new Description(task, site, division).Proposal(first, !toTheEnd);
        return true;
    }
}
