using System.Globalization;
using Bandeng.Planning.Grids;

namespace Bandeng.Planning.Bench;

/// <summary>What a division is like, whoever made it: counted from the graph alone.</summary>
internal sealed record Judge(double BarrierWeight, double[] Compactness, double CutWeight, int Missed)
{
    private const int MostWeight = 8;

    public static Judge Of(GridSite site, GridBounds bounds, int[] gridOf)
    {
        var division = new Division(site.Graph, bounds);
        foreach (var grid in Enumerable.Range(0, gridOf.Length).GroupBy(plot => gridOf[plot]))
        {
            division.Found(grid);
        }

        var grids = Enumerable.Range(0, division.Grids).ToArray();
        return new(
            Sides(site.Graph, gridOf, same: true, weight => weight),
            [.. grids.Select(grid => 4 * Math.PI * division.Area[grid] / (division.Perimeter[grid] * division.Perimeter[grid])).Order()],
            Sides(site.Graph, gridOf, same: false, weight => 1 + MostWeight - weight),
            grids.Count(grid => bounds.Miss(division.Households[grid]) > 0));
    }

    public string Line(string name, Judge own, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-24}{BarrierWeight,16:0}{BarrierWeight / own.BarrierWeight,8:0.00}"
        + $"{Compactness.Average(),13:0.000}{Compactness[Compactness.Length / 2],8:0.000}{Compactness[0],8:0.000}"
        + $"{CutWeight,12:0}{Missed,8}{took.TotalSeconds,9:0.00}");

    private static double Sides(PlotGraph graph, int[] gridOf, bool same, Func<double, double> worth)
    {
        var sum = 0.0;
        for (var plot = 0; plot < graph.Count; plot++)
        {
            for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
            {
                sum += gridOf[plot] == gridOf[graph.To[k]] == same ? worth(graph.Barrier[k]) / 2 : 0;
            }
        }

        return sum;
    }
}
