namespace Bandeng.Planning.Grids;

/// <summary>
/// Plots and their neighbours. The neighbours of plot i stand from <c>Start[i]</c> to <c>Start[i + 1]</c>.
/// </summary>
/// <param name="Side">How long the common side is, metres.</param>
/// <param name="Barrier">The weight of the heaviest barrier between the two.</param>
/// <param name="Firm">Neighbours beyond doubt: a grid hangs together by these alone.</param>
/// <param name="Price">What it costs to have both in one grid: barriers cost, wishes for being together save.</param>
/// <param name="Outer">How much of the boundary lies along the plot, metres.</param>
/// <param name="Area">Square metres.</param>
internal sealed record PlotGraph(
    int[] Start,
    int[] To,
    double[] Side,
    double[] Barrier,
    bool[] Firm,
    double[] Price,
    double[] Outer,
    double[] Area,
    long[] Households)
{
    public int Count => Area.Length;

    /// <summary>Pairs that need not be neighbours, with the price of being in one grid; both directions.</summary>
    public IReadOnlyDictionary<int, List<(int Other, double Price)>> Pairs { get; init; } =
        new Dictionary<int, List<(int, double)>>();

    /// <summary>Where plot i stands, metres.</summary>
    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    /// <summary>Where the neighbour at k has the plot among its own neighbours.</summary>
    public int Back(int plot, int k) => Array.BinarySearch(To, Start[To[k]], Start[To[k] + 1] - Start[To[k]], plot);

    /// <summary>Copies what stands at the lower of two neighbours to the higher.</summary>
    public void Mirror(double[] values)
    {
        for (var plot = 0; plot < Count; plot++)
        {
            for (var k = Start[plot]; k < Start[plot + 1] && To[k] < plot; k++)
            {
                values[k] = values[Back(plot, k)];
            }
        }
    }
}
