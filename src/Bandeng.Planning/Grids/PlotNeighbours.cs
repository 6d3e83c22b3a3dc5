using Bandeng.Planning.Plane;

namespace Bandeng.Planning.Grids;

/// <summary>
/// Makes the graph of plots out of their common sides, and sees that it hangs together where the land does.
/// </summary>
internal sealed class PlotNeighbours(PlotMap map, HashSet<(int, int)> inDegrees, double firmSide)
{
    public PlotGraph Firmed(VoronoiCells cells, long[] households, int most, Func<PlotGraph, PlotGraph> price)
    {
        var graph = price(Unpriced(cells, households));
        MakeWhole(graph, most);
        return graph;
    }

    private PlotGraph Unpriced(VoronoiCells cells, long[] households)
    {
        var sides = map.Sides.OrderBy(side => side.Key)
            .SelectMany(side => ((int From, int To, double Whole, double Home)[])
            [
                (side.Key.Item1, side.Key.Item2, side.Value.Whole, side.Value.Home),
                (side.Key.Item2, side.Key.Item1, side.Value.Whole, side.Value.Home),
            ])
            .OrderBy(side => side.From)
            .ThenBy(side => side.To)
            .ToArray();
        var start = new int[map.Area.Length + 1];
        Array.ForEach(sides, side => start[side.From + 1]++);
        for (var plot = 0; plot < map.Area.Length; plot++)
        {
            start[plot + 1] += start[plot];
        }

        return new(
            start,
            Array.ConvertAll(sides, side => side.To),
            Array.ConvertAll(sides, side => side.Whole),
            new double[sides.Length],
            Array.ConvertAll(sides, side => side.Home >= firmSide && AreInDegrees(side.From, side.To)),
            new double[sides.Length],
            map.Outer,
            map.Area,
            households)
        { X = cells.X, Y = cells.Y };
    }

    private bool AreInDegrees(int one, int other) => inDegrees.Contains((Math.Min(one, other), Math.Max(one, other)));

    /// <summary>
    /// Where firm neighbours alone leave plots apart that lie side by side, the longest of the other sides become firm.
    /// Towers stand alone and join nothing.
    /// </summary>
    private void MakeWhole(PlotGraph graph, int most)
    {
        var groups = new Groups(graph.Count);
        var doubtful = new List<(int Plot, int K, double Home)>();
        for (var plot = 0; plot < graph.Count; plot++)
        {
            for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
            {
                var other = graph.To[k];
                if (other < plot || graph.Households[plot] > most || graph.Households[other] > most)
                {
                    continue;
                }

                if (graph.Firm[k])
                {
                    groups.Join(plot, other);
                }
                else if (map.Sides[(plot, other)].Home > 0)
                {
                    doubtful.Add((plot, k, map.Sides[(plot, other)].Home));
                }
            }
        }

        foreach (var (plot, k, _) in doubtful.OrderByDescending(side => side.Home).ThenBy(side => side.K))
        {
            if (groups.Join(plot, graph.To[k]))
            {
                graph.Firm[k] = graph.Firm[graph.Back(plot, k)] = true;
            }
        }
    }
}
