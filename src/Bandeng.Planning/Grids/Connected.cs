namespace Bandeng.Planning.Grids;

/// <summary>Whether plots hang together by firm neighbours, and how to make two parts do so.</summary>
internal static class Connected
{
    private const int MostPasses = 8;

    /// <summary>The pieces into which plots fall, the one with the most plots first.</summary>
    public static List<List<int>> Pieces(PlotGraph graph, IReadOnlyCollection<int> plots)
    {
        var left = plots as HashSet<int> ?? [.. plots];
        left = [.. left];
        var pieces = new List<List<int>>();
        foreach (var plot in plots)
        {
            if (left.Remove(plot))
            {
                pieces.Add(From(graph, plot, left));
            }
        }

        return [.. pieces.OrderByDescending(piece => piece.Count)];
    }

    /// <summary>
    /// Gives the smaller pieces of each part to the other until both hang together; the plots of the first part, none
    /// when that does not end.
    /// </summary>
    public static HashSet<int> Both(PlotGraph graph, int[] first, int[] second)
    {
        HashSet<int> one = [.. first];
        HashSet<int> other = [.. second];
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (!(GiveAway(graph, one, other) | GiveAway(graph, other, one)))
            {
                return one;
            }
        }

        return [];
    }

    private static bool GiveAway(PlotGraph graph, HashSet<int> from, HashSet<int> to)
    {
        var pieces = Pieces(graph, from);
        foreach (var plot in pieces.Skip(1).SelectMany(piece => piece))
        {
            from.Remove(plot);
            to.Add(plot);
        }

        return pieces.Count > 1;
    }

    private static List<int> From(PlotGraph graph, int start, HashSet<int> left)
    {
        var reached = new List<int> { start };
        for (var i = 0; i < reached.Count; i++)
        {
            for (var k = graph.Start[reached[i]]; k < graph.Start[reached[i] + 1]; k++)
            {
                if (graph.Firm[k] && left.Remove(graph.To[k]))
                {
                    reached.Add(graph.To[k]);
                }
            }
        }

        return reached;
    }
}
