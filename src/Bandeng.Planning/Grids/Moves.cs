namespace Bandeng.Planning.Grids;

/// <summary>
/// The two ways in which a division is made better, both leaving every grid connected: one plot changes its grid
/// (Fiduccia, Mattheyses 1982), or two neighbouring grids are put together and cut anew.
/// </summary>
internal sealed class Moves(Division division, Instruments instruments)
{
    private readonly PlotGraph _graph = division.Graph;
    private readonly int[] _seen = new int[division.Graph.Count];
    private int[] _reached = new int[division.Graph.Count];
    private readonly bool[] _side = new bool[division.Graph.Count];
    private int _now;

    /// <summary>
    /// Tries to give a plot to the grid of a neighbour. A worse price is taken by chance, the hotter the sooner.
    /// </summary>
    public void Shift(int plot, int to, double heat)
    {
        var from = division.GridOf[plot];
        if (division.Plots[from] == 1 || Worse(from, to, _graph.Households[plot]) is not (<= 0 and var missed))
        {
            return;
        }

        var change = ShiftPrice(plot, from, to) + Division.MissWorth * missed;
        if (IsTaken(change, heat) && StaysWhole(plot, from))
        {
            division.Put(plot, to);
        }
    }

    /// <summary>Tries to cut two neighbouring grids anew.</summary>
    /// <param name="plot">In the one grid.</param>
    /// <param name="neighbour">In the other, a firm neighbour.</param>
    /// <returns>How many plots were looked at.</returns>
    public int Recut(int plot, int neighbour, double heat)
    {
        var (one, other) = (division.GridOf[plot], division.GridOf[neighbour]);
        var count = Reach(plot, one, other, -1);
        var plots = _reached.AsSpan(0, count);
        var (sum, bounds) = (division.Households[one] + division.Households[other], division.Bounds);
        var (least, most) = (Math.Max(bounds.Least, sum - bounds.Most), Math.Min(bounds.Most, sum - bounds.Least));
        if (least <= most && instruments.Trees.TryCut(plots, least, most, _side)
            && IsTaken(RecutPrice(plots, one, other), heat))
        {
            Assign(plots, one, other);
        }

        return count;
    }

    private bool IsTaken(double change, double heat) =>
        change <= 0 || (heat > 0 && change < 20 * heat && instruments.Dice.Part() < Math.Exp(-change / heat));

    private long Worse(int from, int to, long households) =>
        division.Bounds.Miss(division.Households[from] - households)
            + division.Bounds.Miss(division.Households[to] + households)
        - division.Bounds.Miss(division.Households[from]) - division.Bounds.Miss(division.Households[to]);

    private double ShiftPrice(int plot, int from, int to)
    {
        var (inFrom, inTo, all, price) = (0.0, 0.0, _graph.Outer[plot], PairPrice(plot, from, to));
        for (var k = _graph.Start[plot]; k < _graph.Start[plot + 1]; k++)
        {
            var (grid, side) = (division.GridOf[_graph.To[k]], _graph.Side[k]);
            all += side;
            if (grid == from)
            {
                inFrom += side;
                price -= _graph.Price[k];
            }
            else if (grid == to)
            {
                inTo += side;
                price += _graph.Price[k];
            }
        }

        var area = _graph.Area[plot];
        return price
            + Division.Shape(division.Area[from] - area, division.Perimeter[from] + 2 * inFrom - all)
            + Division.Shape(division.Area[to] + area, division.Perimeter[to] + all - 2 * inTo)
            - ShapeNow(from) - ShapeNow(to);
    }

    private double ShapeNow(int grid) => Division.Shape(division.Area[grid], division.Perimeter[grid]);

    private double PairPrice(int plot, int from, int to)
    {
        var price = 0.0;
        if (_graph.Pairs.Count > 0 && _graph.Pairs.TryGetValue(plot, out var pairs))
        {
            foreach (var (other, worth) in pairs)
            {
                price += division.GridOf[other] == to ? worth : division.GridOf[other] == from ? -worth : 0;
            }
        }

        return price;
    }

    /// <summary>Whether the grid hangs together without the plot.</summary>
    private bool StaysWhole(int plot, int grid)
    {
        for (var k = _graph.Start[plot]; k < _graph.Start[plot + 1]; k++)
        {
            if (_graph.Firm[k] && division.GridOf[_graph.To[k]] == grid)
            {
                return Reach(_graph.To[k], grid, grid, plot) == division.Plots[grid] - 1;
            }
        }

        return false;
    }

    /// <summary>Walks from a plot over firm neighbours in two grids, not over one plot.</summary>
    private int Reach(int start, int one, int other, int without)
    {
        _now++;
        (_reached[0], _seen[start]) = (start, _now);
        var count = 1;
        for (var i = 0; i < count; i++)
        {
            for (var k = _graph.Start[_reached[i]]; k < _graph.Start[_reached[i] + 1]; k++)
            {
                var next = _graph.To[k];
                if (_seen[next] != _now && _graph.Firm[k] && next != without
                    && (division.GridOf[next] == one || division.GridOf[next] == other))
                {
                    (_seen[next], _reached[count++]) = (_now, next);
                }
            }
        }

        return count;
    }

    private double RecutPrice(ReadOnlySpan<int> plots, int one, int other)
    {
        // What the two cost now, leaving out the same as the price of a cut: what lies between them is not paid.
        var saved = 0.0;
        foreach (var plot in plots)
        {
            if (division.GridOf[plot] == one)
            {
                saved += PriceTowards(plot, other);
            }
        }

        var missed = division.Bounds.Miss(division.Households[one]) + division.Bounds.Miss(division.Households[other]);
        return instruments.Trees.Price - (ShapeNow(one) + ShapeNow(other) - saved) - Division.MissWorth * missed;
    }

    private double PriceTowards(int plot, int grid)
    {
        var price = 0.0;
        for (var k = _graph.Start[plot]; k < _graph.Start[plot + 1]; k++)
        {
            price += division.GridOf[_graph.To[k]] == grid ? _graph.Price[k] : 0;
        }

        return price + PairPrice(plot, -1, grid);
    }

    /// <summary>The larger part of the first grid keeps its number.</summary>
    private void Assign(ReadOnlySpan<int> plots, int one, int other)
    {
        var same = 0;
        for (var i = 0; i < plots.Length; i++)
        {
            same += _side[i] == (division.GridOf[plots[i]] == one) ? 1 : -1;
        }

        for (var i = 0; i < plots.Length; i++)
        {
            var grid = _side[i] == same >= 0 ? one : other;
            if (division.GridOf[plots[i]] != grid)
            {
                division.Put(plots[i], grid);
            }
        }
    }
}
