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
    private readonly TreeCut _trees;
    private readonly Sweep _sweep;
    private readonly int[][] _orders;
    private readonly List<int[]> _grids = [];

    private Bisection(PlotGraph graph, GridBounds bounds, int[] plots, Dice dice, TreeCut trees)
    {
        (_graph, _bounds, _trees, _sweep) = (graph, bounds, trees, new Sweep(graph));
        var turn = dice.Part();
        _orders = [.. Enumerable.Range(0, Directions).Select(i => Ordered(plots, (i + turn) * Math.PI / Directions))];
    }

    /// <summary>Parts that are connected, and within the bounds wherever a line or a tree could do it.</summary>
    /// <param name="plots">Connected by firm neighbours.</param>
    /// <param name="grids">How many parts; not more than plots.</param>
    public static List<int[]> Divide(PlotGraph graph, GridBounds bounds, int[] plots, int grids, Dice dice, TreeCut trees)
    {
        var work = new Bisection(graph, bounds, plots, dice, trees);
        work.Divide(0, plots.Length, grids);
        return work._grids;
    }

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
        var cut = Cut(from, to, half, grids - half);
        var middle = from + cut.Count;
        foreach (var order in _orders)
        {
            Part(order.AsSpan(from, to - from), cut);
        }

        Divide(from, middle, half);
        Divide(middle, to, Math.Min(grids - half, to - middle));
    }

    private static void Part(Span<int> order, HashSet<int> first)
    {
        var rest = new List<int>(order.Length);
        var at = 0;
        foreach (var plot in order)
        {
            if (first.Contains(plot))
            {
                order[at++] = plot;
            }
            else
            {
                rest.Add(plot);
            }
        }

        rest.CopyTo(order[at..]);
    }

    /// <summary>The plots of the first part: the cheapest line that leaves both connected and within bounds, else a tree.</summary>
    private HashSet<int> Cut(int from, int to, int half, int rest)
    {
        var plots = _orders[0].AsSpan(from, to - from);
        var households = Sum(plots);
        var window = Window(households, half, rest);
        var shape = Shape(plots, half + rest);
        var lines = _orders
            .Select(order => _sweep.Best(order.AsSpan(from, to - from), window.Tight, shape))
            .OrderBy(line => line.Price);
        foreach (var (_, order, count) in lines.Where(line => line.Count > 0))
        {
            var part = Connected.Both(_graph, order[..count], order[count..]);
            if (part.Count > 0 && part.Count < plots.Length && Within(Sum([.. part]), window.Wide))
            {
                return part;
            }
        }

        // Any cut leaves both connected; what is too large or too small then is for the repair.
        return ByTree(plots, window) ?? ByTree(plots, (Anything, Anything))
            ?? throw new InvalidOperationException("The plots to be cut do not hang together.");
    }

    private HashSet<int>? ByTree(ReadOnlySpan<int> plots, ((long Least, long Most) Tight, (long Least, long Most) Wide) window)
    {
        var side = new bool[plots.Length];
        for (var i = 0; i < TreeTries; i++)
        {
            var (least, most) = i < TreeTries / 2 ? window.Tight : window.Wide;
            if (_trees.TryCut(plots, least, most, side))
            {
                var part = new HashSet<int>();
                for (var k = 0; k < side.Length; k++)
                {
                    _ = side[k] && part.Add(plots[k]);
                }

                return part;
            }
        }

        return null;
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

    private static bool Within(long value, (long Least, long Most) window) => value >= window.Least && value <= window.Most;

    /// <summary>What a metre of cut costs: by so much it lengthens the outlines of two grids of usual size.</summary>
    private double Shape(ReadOnlySpan<int> plots, int grids)
    {
        var area = 0.0;
        foreach (var plot in plots)
        {
            area += _graph.Area[plot];
        }

        return 2 * Division.Shape(Math.Max(1, area / grids), 1);
    }

    private long Sum(ReadOnlySpan<int> plots)
    {
        var sum = 0L;
        foreach (var plot in plots)
        {
            sum += _graph.Households[plot];
        }

        return sum;
    }
}
