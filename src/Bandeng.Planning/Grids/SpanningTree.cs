namespace Bandeng.Planning.Grids;

/// <summary>A spanning tree of least keys (Kruskal 1956) whose branches can be told by their numbers.</summary>
internal sealed class SpanningTree
{
    private int[] _above = [];
    private int[] _first = [];
    private int[] _next = [];
    private int[] _end = [];
    private int[] _parent = [];
    private int[] _number = [];
    private int[] _last = [];
    private int _numbered;

    /// <summary>The nodes, each after its parent; the root is the first.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>Grows the tree; false when the edges do not join all nodes.</summary>
    /// <param name="edges">The numbers of the edges that may be used; sorted by their keys, which are sorted
    /// too.</param>
    public bool Grow(int nodes, int[] one, int[] other, int[] edges, double[] keys, int count)
    {
        Clear(nodes);
        Array.Sort(keys, edges, 0, count);
        var ends = 0;
        for (var i = 0; i < count && ends < 2 * (nodes - 1); i++)
        {
            var (a, b) = (one[edges[i]], other[edges[i]]);
            var (rootA, rootB) = (Root(a), Root(b));
            if (rootA != rootB)
            {
                _above[rootA] = rootB;
                ends = Hang(b, a, Hang(a, b, ends));
            }
        }

        return ends == 2 * (nodes - 1) && Number(nodes);
    }

    public bool IsUnder(int node, int above) => _number[node] >= _number[above] && _number[node] <= _last[above];

    /// <summary>Adds to every node what its branches have.</summary>
    public void SumUp(long[] values)
    {
        for (var at = _numbered - 1; at > 0; at--)
        {
            values[_parent[Order[at]]] += values[Order[at]];
        }
    }

    /// <inheritdoc cref="SumUp(long[])"/>
    public void SumUp(double[] values)
    {
        for (var at = _numbered - 1; at > 0; at--)
        {
            values[_parent[Order[at]]] += values[Order[at]];
        }
    }

    private void Clear(int nodes)
    {
        if (_above.Length < nodes)
        {
            var size = 2 * nodes;
            (_above, _first, _parent, _number, _last, Order) =
                (new int[size], new int[size], new int[size], new int[size], new int[size], new int[size]);
            (_next, _end) = (new int[2 * size], new int[2 * size]);
        }

        for (var i = 0; i < nodes; i++)
        {
            (_above[i], _first[i]) = (i, -1);
        }

        _numbered = 0;
    }

    private int Root(int node)
    {
        while (_above[node] != node)
        {
            node = _above[node] = _above[_above[node]];
        }

        return node;
    }

    private int Hang(int from, int to, int ends)
    {
        (_end[ends], _next[ends], _first[from]) = (to, _first[from], ends);
        return ends + 1;
    }

    /// <summary>Depth first, so that a branch has the numbers from its own to its last.</summary>
    private bool Number(int nodes)
    {
        // The order doubles as the stack: what is still to visit lies at its far end.
        var (top, parent) = (nodes, 0);
        Order[--top] = 0;
        _parent[0] = 0;
        while (top < nodes)
        {
            var node = Order[top++];
            (_number[node], parent) = (_numbered, _parent[node]);
            Order[_numbered++] = node;
            for (var i = _first[node]; i >= 0; i = _next[i])
            {
                if (_end[i] != parent)
                {
                    _parent[_end[i]] = node;
                    Order[--top] = _end[i];
                }
            }
        }

        Array.Copy(_number, _last, nodes);
        for (var at = nodes - 1; at > 0; at--)
        {
            var node = Order[at];
            _last[_parent[node]] = Math.Max(_last[_parent[node]], _last[node]);
        }

        return true;
    }
}
