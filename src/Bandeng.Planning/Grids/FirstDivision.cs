namespace Bandeng.Planning.Grids;

/// <summary>The first division of everything: towers alone, then each connected rest by itself.</summary>
internal static class FirstDivision
{
    public static Division Of(PlotGraph graph, GridBounds bounds, Instruments instruments)
    {
        var division = new Division(graph, bounds);
        var rest = new HashSet<int>();
        for (var plot = 0; plot < graph.Count; plot++)
        {
            if (graph.Households[plot] > bounds.Most)
            {
                division.Found([plot]);
            }
            else
            {
                rest.Add(plot);
            }
        }

        foreach (var whole in Connected.Pieces(graph, rest))
        {
            var grids = GridCount.For(whole.Sum(plot => graph.Households[plot]), whole.Count, bounds);
            foreach (var grid in Bisection.Divide(graph, bounds, [.. whole], grids, instruments))
            {
                division.Found(grid);
            }
        }

        return division;
    }
}
