namespace Bandeng.Planning.Grids;

/// <summary>
/// Cuts a group of plots in two, both connected: a random spanning tree that avoids barriers is cut where the two sides
/// are within their bounds and cost least (the recombination step of DeFord, Duchin, Solomon 2021).
/// </summary>
/// <remarks>About n log n for a group of n plots.</remarks>
internal sealed class TreeCut
{
    private const int MostTries = 48;
    private const double LeastKey = -3;
    private const double MostKey = 8;

    private readonly PlotGraph _graph;
    private readonly Dice _dice;
    private readonly int[] _local;
    private readonly SpanningTree _tree;
    private int[] _one = new int[64];
    private int[] _other = new int[64];
    private double[] _side = new double[64];
    private double[] _price = new double[64];
    private double[] _key = new double[64];
    private int[] _firm = new int[64];
    private double[] _area = [];
    private double[] _outside = [];
    private long[] _households = [];
    private int _edges;

    public TreeCut(PlotGraph graph, Dice dice)
    {
        (_graph, _dice, _tree) = (graph, dice, new SpanningTree());
        _local = new int[graph.Count];
        Array.Fill(_local, -1);
    }

    /// <summary>
    /// The price of the best cut, leaving out what does not depend on it; after <see cref="TryCut"/>.
    /// </summary>
    public double Price { get; private set; }

    /// <summary>Cuts the plots so that the side marked true has from least to most households.</summary>
    /// <returns>False when no edge of the tree does.</returns>
    public bool TryCut(ReadOnlySpan<int> plots, long least, long most, bool[] side)
    {
        Gather(plots);
        var whole = _tree.Grow(plots.Length, _one, _other, _firm, _key, CountFirm());
        Sum();
        var best = whole ? Best(plots.Length, least, most) : -1;
        for (var i = 0; i < plots.Length; i++)
        {
            _local[plots[i]] = -1;
            side[i] = best >= 0 && _tree.IsUnder(i, best);
        }

        return best >= 0;
    }

    private void Gather(ReadOnlySpan<int> plots)
    {
        if (_area.Length < plots.Length)
        {
            (_area, _outside, _households) =
                (new double[plots.Length * 2], new double[plots.Length * 2], new long[plots.Length * 2]);
        }

        for (var i = 0; i < plots.Length; i++)
        {
            _local[plots[i]] = i;
        }

        _edges = 0;
        var care = _dice.Part();
        for (var i = 0; i < plots.Length; i++)
        {
            Gather(i, plots[i], care);
        }
    }

    private void Gather(int i, int plot, double care)
    {
        (_area[i], _outside[i], _households[i]) = (_graph.Area[plot], _graph.Outer[plot], _graph.Households[plot]);
        for (var k = _graph.Start[plot]; k < _graph.Start[plot + 1]; k++)
        {
            var other = _local[_graph.To[k]];
            if (other < 0)
            {
                _outside[i] += _graph.Side[k];
            }
            else if (other > i)
            {
                Add(i, other, _graph.Side[k], _graph.Price[k], _graph.Firm[k], care);
            }
        }

        if (_graph.Pairs.Count > 0 && _graph.Pairs.TryGetValue(plot, out var pairs))
        {
            pairs.ForEach(pair => AddPair(i, _local[pair.Other], pair.Price));
        }
    }

    private void AddPair(int i, int other, double price)
    {
        if (other > i)
        {
            Add(i, other, 0, price, false, 0);
        }
    }

    private void Add(int one, int other, double side, double price, bool firm, double care)
    {
        if (_edges == _one.Length)
        {
            Array.Resize(ref _one, 2 * _edges);
            Array.Resize(ref _other, 2 * _edges);
            Array.Resize(ref _side, 2 * _edges);
            Array.Resize(ref _price, 2 * _edges);
            Array.Resize(ref _key, 2 * _edges);
            Array.Resize(ref _firm, 2 * _edges);
        }

        (_one[_edges], _other[_edges], _side[_edges], _price[_edges]) = (one, other, side, price);
        _key[_edges] = firm ? _dice.Part() + care * Math.Clamp(price, LeastKey, MostKey) : double.NaN;
        _edges++;
    }

    /// <summary>Moves the firm edges' numbers and keys to the front.</summary>
    private int CountFirm()
    {
        var firm = 0;
        for (var edge = 0; edge < _edges; edge++)
        {
            if (!double.IsNaN(_key[edge]))
            {
                (_firm[firm], _key[firm]) = (edge, _key[edge]);
                firm++;
            }
        }

        return firm;
    }

    private void Sum()
    {
        _tree.SumUp(_households);
        _tree.SumUp(_area);
        _tree.SumUp(_outside);
    }

    private int Best(int count, long least, long most)
    {
        var fitting = 0;
        for (var at = 1; at < count; at++)
        {
            fitting += Fits(_tree.Order[at], least, most) ? 1 : 0;
        }

        var stride = Math.Max(1, fitting / MostTries);
        var (best, seen) = (-1, 0);
        for (var at = 1; at < count; at++)
        {
            var node = _tree.Order[at];
            if (Fits(node, least, most) && seen++ % stride == 0 && PriceOf(node) is var price
                && (best < 0 || price < Price))
            {
                (best, Price) = (node, price);
            }
        }

        return best;
    }

    private bool Fits(int node, long least, long most) => _households[node] >= least && _households[node] <= most;

    private double PriceOf(int node)
    {
        var (cut, saved) = (0.0, 0.0);
        for (var edge = 0; edge < _edges; edge++)
        {
            if (_tree.IsUnder(_one[edge], node) != _tree.IsUnder(_other[edge], node))
            {
                cut += _side[edge];
                saved += _price[edge];
            }
        }

        var root = _tree.Order[0];
        return Division.Shape(_area[node], _outside[node] + cut)
            + Division.Shape(_area[root] - _area[node], _outside[root] - _outside[node] + cut)
            - saved;
    }
}
