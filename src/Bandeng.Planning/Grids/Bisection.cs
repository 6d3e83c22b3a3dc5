namespace Bandeng.Planning.Grids;

/// <summary>
/// The first division: plots are cut in two by a line, again and again, until every part is one grid. The line may lie
/// in several directions; where it lies best is what costs least.
/// </summary>
/// <remarks>n log n: the order along each direction is found once and handed down.</remarks>
internal sealed class Bisection
{
    private const int Directions = 6;
    private const int TreeTries = 12;

    // A part keeps this far from its bounds, as a share of their width, while it is still to be cut.
    private const double Slack = 0.15;

    private static readonly (long, long) Anything = (long.MinValue, long.MaxValue);

    private readonly PlotGraph _graph;
    private readonly GridBounds _bounds;
    private readonly Instruments _instruments;
    private readonly int[] _rest;
    private readonly int[][] _orders;
    private readonly List<int[]> _grids = [];

    private Bisection(PlotGraph graph, GridBounds bounds, int[] plots, Instruments instruments)
    {
        (_graph, _bounds, _instruments) = (graph, bounds, instruments);
        _rest = new int[plots.Length];
        var turn = instruments.Dice.Part();
        _orders = [.. Enumerable.Range(0, Directions).Select(i => Ordered(plots, (i + turn) * Math.PI / Directions))];
    }

    /// <summary>Parts that are connected, and within the bounds wherever a line or a tree could do it.</summary>
    /// <param name="plots">Connected by firm neighbours.</param>
    /// <param name="grids">How many parts; not more than plots.</param>
    public static List<int[]> Divide(
        PlotGraph graph, GridBounds bounds, int[] plots, int grids, Instruments instruments)
    {
        var work = new Bisection(graph, bounds, plots, instruments);
        work.Divide(0, plots.Length, grids);
        return work._grids;
    }

    private TwoParts Parts => _instruments.Parts;

    private int[] Ordered(int[] plots, double angle)
    {
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var keys = Array.ConvertAll(plots, plot => _graph.X[plot] * cos + _graph.Y[plot] * sin);
        int[] order = [.. plots];
        Array.Sort(keys, order);
        return order;
    }

    private void Divide(int from, int to, int grids)
    {
        if (grids == 1 || to - from == 1)
        {
            _grids.Add(_orders[0][from..to]);
            return;
        }

        var half = Math.Min(grids / 2, (to - from) / 2);
        var middle = from + Cut(from, to, half, grids - half);
        foreach (var order in _orders)
        {
            Part(order.AsSpan(from, to - from));
        }

        Parts.Clear(_orders[0].AsSpan(from, to - from));
        Divide(from, middle, Math.Min(half, middle - from));
        Divide(middle, to, Math.Min(grids - half, to - middle));
    }

    /// <summary>The first part to the front, the order of both as it was.</summary>
    private void Part(Span<int> order)
    {
        var (first, rest) = (0, 0);
        foreach (var plot in order)
        {
            if (Parts.IsFirst(plot))
            {
                order[first++] = plot;
            }
            else
            {
                _rest[rest++] = plot;
            }
        }

        _rest.AsSpan(0, rest).CopyTo(order[first..]);
    }

    /// <summary>
    /// How many plots the first part gets: by the cheapest line that leaves both connected and within bounds, else by a
    /// tree.
    /// </summary>
    private int Cut(int from, int to, int half, int rest)
    {
        var plots = _orders[0].AsSpan(from, to - from);
        var (households, shape) = Measure(plots, half + rest);
        var window = Window(households, half, rest);
        var lines = _orders
            .Select(order =>
                (Order: order, Line: _instruments.Sweep.Best(order.AsSpan(from, to - from), window.Tight, shape)))
            .Where(line => line.Line.Count > 0)
            .OrderBy(line => line.Line.Price);
        foreach (var (order, line) in lines)
        {
            Parts.Set(order.AsSpan(from, to - from), i => i < line.Count);
            if (Parts.Mend(plots) && Parts.CountFirst(plots) is var first && first.Plots > 0 && first.Plots < plots.Length
                && first.Households >= window.Wide.Least && first.Households <= window.Wide.Most)
            {
                return first.Plots;
            }
        }

        // Any cut leaves both connected; what is too large or too small then is for the repair.
        return ByTree(plots, window.Tight, window.Wide) || ByTree(plots, Anything, Anything)
            ? Parts.CountFirst(plots).Plots
            : throw new InvalidOperationException("The plots to be cut do not hang together.");
    }

    private bool ByTree(ReadOnlySpan<int> plots, (long Least, long Most) tight, (long Least, long Most) wide)
    {
        var side = new bool[plots.Length];
        for (var i = 0; i < TreeTries; i++)
        {
            var (least, most) = i < TreeTries / 2 ? tight : wide;
            if (_instruments.Trees.TryCut(plots, least, most, side))
            {
                Parts.Set(plots, k => side[k]);
                return true;
            }
        }

        return false;
    }

    private ((long Least, long Most) Tight, (long Least, long Most) Wide) Window(long households, int half, int rest)
    {
        var slack = half + rest > 2 ? Slack * (_bounds.Most - _bounds.Least) : 0;
        var wide = Within(households, half, rest, 0);
        var tight = Within(households, half, rest, slack);
        if (wide.Least > wide.Most)
        {
            var share = households * half / (half + rest);
            wide = (share - _bounds.Most / 10, share + _bounds.Most / 10);
        }

        return (tight.Least <= tight.Most ? tight : wide, wide);
    }

    private (long Least, long Most) Within(long households, int half, int rest, double slack)
    {
        var (least, most) = ((long)Math.Ceiling(_bounds.Least + slack), (long)Math.Floor(_bounds.Most - slack));
        return (Math.Max(half * least, households - rest * most), Math.Min(half * most, households - rest * least));
    }

    /// <summary>
    /// All households, and what a metre of cut costs: by so much it lengthens the outlines of two grids of usual size.
    /// </summary>
    private (long Households, double Shape) Measure(ReadOnlySpan<int> plots, int grids)
    {
        var (households, area) = (0L, 0.0);
        foreach (var plot in plots)
        {
            (households, area) = (households + _graph.Households[plot], area + _graph.Area[plot]);
        }

        return (households, 2 * Division.Shape(Math.Max(1, area / grids), 1));
    }
}
