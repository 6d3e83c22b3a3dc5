namespace Bandeng.Planning.Grids;

/// <summary>Moves a line over plots and says where it cuts cheapest.</summary>
internal sealed class Sweep(PlotGraph graph)
{
    private readonly int[] _place = new int[graph.Count];
    private readonly int[] _turn = new int[graph.Count];
    private int _now;

    /// <summary>The best cut with the first plots' households in the window; a count of 0 when no cut is.</summary>
    /// <param name="order">The plots in the order in which the line passes them.</param>
    /// <param name="shape">What a metre of cut costs.</param>
    public (double Price, int Count) Best(ReadOnlySpan<int> order, (long Least, long Most) window, double shape)
    {
        _now++;
        for (var i = 0; i < order.Length; i++)
        {
            (_place[order[i]], _turn[order[i]]) = (i, _now);
        }

        var (best, count, price, households) = (double.PositiveInfinity, 0, 0.0, 0L);
        for (var i = 0; i + 1 < order.Length; i++)
        {
            price += Step(order[i], i, shape);
            households += graph.Households[order[i]];
            if (households >= window.Least && households <= window.Most && price < best)
            {
                (best, count) = (price, i + 1);
            }
        }

        return (best, count);
    }

    /// <summary>Sides to plots behind the line are cut no more, sides to those before it are.</summary>
    private double Step(int plot, int place, double shape)
    {
        var change = 0.0;
        for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
        {
            if (_turn[graph.To[k]] == _now)
            {
                change += (_place[graph.To[k]] > place ? 1 : -1) * (shape * graph.Side[k] - graph.Price[k]);
            }
        }

        return change;
    }
}
