namespace Bandeng.Planning.Plane;

/// <summary>The Delaunay triangulation of points in the plane, in n log n.</summary>
/// <remarks>
/// The sweep hull: points join in the order of their distance from a first triangle, each new triangle is made legal by
/// flips (Sinclair 2010; Lawson 1977). Triangles turn to the left. Half-edge e belongs to triangle e / 3 and begins at
/// point <c>Corners[e]</c>; <c>Twins[e]</c> is the same edge seen from the neighbour, -1 on the hull.
/// </remarks>
internal sealed class Delaunay
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly SweepHull _hull;
    private readonly Stack<int> _suspects = new();
    private int _used;

    /// <param name="x">At least three points, not all on one line, no two equal.</param>
    /// <exception cref="ArgumentException">All on one line, or two equal.</exception>
    public Delaunay(double[] x, double[] y)
    {
        (_x, _y) = (x, y);
        Corners = new int[Math.Max(1, 2 * x.Length - 5) * 3];
        Twins = new int[Corners.Length];
        var seed = SweepSeed.Of(x, y);
        _hull = new SweepHull(x, y, seed);
        Add(seed.A, seed.B, seed.C, -1, -1, -1);
        foreach (var point in seed.Order)
        {
            Join(point);
        }

        Corners = Corners[.._used];
        Twins = Twins[.._used];
    }

    public int[] Corners { get; }

    public int[] Twins { get; }

    public static int Next(int edge) => edge % 3 == 2 ? edge - 2 : edge + 1;

    private static int Previous(int edge) => edge % 3 == 0 ? edge + 2 : edge - 1;

    private void Join(int point)
    {
        var (start, visible) = _hull.VisibleFrom(point);
        var ahead = _hull.Next[visible];
        var first = Add(visible, point, ahead, -1, -1, _hull.Edge[visible]);
        _hull.Edge[point] = Legalize(first + 2);
        _hull.Edge[visible] = first;
        ahead = JoinAhead(point, ahead);
        _hull.Insert(point, visible == start ? JoinBehind(point, visible) : visible, ahead);
    }

    private int JoinAhead(int point, int at)
    {
        while (_hull.Sees(point, at, _hull.Next[at]))
        {
            var next = _hull.Next[at];
            var edge = Add(at, point, next, _hull.Edge[point], -1, _hull.Edge[at]);
            _hull.Edge[point] = Legalize(edge + 2);
            _hull.Remove(at);
            at = next;
        }

        return at;
    }

    private int JoinBehind(int point, int at)
    {
        while (_hull.Sees(point, _hull.Previous[at], at))
        {
            var previous = _hull.Previous[at];
            var edge = Add(previous, point, at, -1, _hull.Edge[at], _hull.Edge[previous]);
            Legalize(edge + 2);
            _hull.Edge[previous] = edge;
            _hull.Remove(at);
            at = previous;
        }

        return at;
    }

    private int Add(int a, int b, int c, int twinA, int twinB, int twinC)
    {
        var edge = _used;
        (Corners[edge], Corners[edge + 1], Corners[edge + 2]) = (a, b, c);
        Link(edge, twinA);
        Link(edge + 1, twinB);
        Link(edge + 2, twinC);
        _used += 3;
        return edge;
    }

    private void Link(int edge, int twin)
    {
        Twins[edge] = twin;
        if (twin >= 0)
        {
            Twins[twin] = edge;
        }
    }

    /// <summary>Flips edges until no circle holds a point; returns the half-edge that lies on the hull.</summary>
    private int Legalize(int edge)
    {
        while (true)
        {
            var twin = Twins[edge];
            var right = Previous(edge);
            if (twin >= 0 && IsIllegal(edge, twin))
            {
                Flip(edge, twin);
                _suspects.Push(Next(twin));
            }
            else if (!_suspects.TryPop(out edge))
            {
                return right;
            }
        }
    }

    private bool IsIllegal(int edge, int twin)
    {
        var (apex, from, to, far) =
            (Corners[Previous(edge)], Corners[edge], Corners[Next(edge)], Corners[Previous(twin)]);
        return Predicates.IsInCircle(_x[apex], _y[apex], _x[from], _y[from], _x[to], _y[to], _x[far], _y[far]);
    }

    private void Flip(int edge, int twin)
    {
        var (right, left) = (Previous(edge), Previous(twin));
        (Corners[edge], Corners[twin]) = (Corners[left], Corners[right]);
        var outer = Twins[left];
        if (outer < 0)
        {
            _hull.Replace(left, edge);
        }

        Link(edge, outer);
        Link(twin, Twins[right]);
        Link(right, left);
    }
}
