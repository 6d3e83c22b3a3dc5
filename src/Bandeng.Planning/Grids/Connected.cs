namespace Bandeng.Planning.Grids;

/// <summary>Whether plots hang together by firm neighbours.</summary>
internal static class Connected
{
    /// <summary>The pieces into which plots fall, the one with the most plots first.</summary>
    public static List<List<int>> Pieces(PlotGraph graph, IReadOnlyCollection<int> plots)
    {
        HashSet<int> left = [.. plots];
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
