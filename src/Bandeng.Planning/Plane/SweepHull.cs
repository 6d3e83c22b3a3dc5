namespace Bandeng.Planning.Plane;

/// <summary>
/// The hull of the points that have joined so far: a ring that turns to the left, found by direction.
/// </summary>
internal sealed class SweepHull
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly SweepSeed _seed;
    private readonly int[] _byDirection;
    private int _any;

    public SweepHull(double[] x, double[] y, SweepSeed seed)
    {
        (_x, _y, _seed) = (x, y, seed);
        Next = new int[x.Length];
        Previous = new int[x.Length];
        Edge = new int[x.Length];
        _byDirection = new int[(int)Math.Ceiling(Math.Sqrt(x.Length))];
        Array.Fill(_byDirection, -1);
        (Next[seed.A], Next[seed.B], Next[seed.C]) = (seed.B, seed.C, seed.A);
        (Previous[seed.B], Previous[seed.C], Previous[seed.A]) = (seed.A, seed.B, seed.C);
        (Edge[seed.A], Edge[seed.B], Edge[seed.C]) = (0, 1, 2);
        foreach (var corner in (ReadOnlySpan<int>)[seed.A, seed.B, seed.C])
        {
            _byDirection[Direction(corner)] = corner;
        }

        _any = seed.A;
    }

    public int[] Next { get; }

    public int[] Previous { get; }

    /// <summary>The half-edge of the triangle behind the hull's edge that begins at a point.</summary>
    public int[] Edge { get; }

    /// <summary>Whether the point lies outside of the hull's edge from one point to the next.</summary>
    public bool Sees(int point, int from, int to) =>
        Predicates.Turn(_x[point], _y[point], _x[from], _y[from], _x[to], _y[to]) < 0;

    /// <summary>Where the search began, and the first point from there on whose edge the point sees.</summary>
    public (int Start, int Visible) VisibleFrom(int point)
    {
        var start = Previous[Near(point)];
        var at = start;
        while (!Sees(point, at, Next[at]))
        {
            at = Next[at];
            if (at == start)
            {
                throw new ArgumentException($"Point {point} stands twice.", nameof(point));
            }
        }

        return (start, at);
    }

    public void Insert(int point, int behind, int ahead)
    {
        (Previous[point], Next[behind], Previous[ahead], Next[point]) = (behind, point, point, ahead);
        _byDirection[Direction(point)] = point;
        _byDirection[Direction(behind)] = behind;
        _any = behind;
    }

    /// <summary>A point that is not on the hull any more is its own next.</summary>
    public void Remove(int point) => Next[point] = point;

    public void Replace(int edge, int by)
    {
        var at = _any;
        do
        {
            if (Edge[at] == edge)
            {
                Edge[at] = by;
                return;
            }

            at = Previous[at];
        }
        while (at != _any);
    }

    private int Near(int point)
    {
        var direction = Direction(point);
        for (var i = 0; i < _byDirection.Length; i++)
        {
            var found = _byDirection[(direction + i) % _byDirection.Length];
            if (found >= 0 && Next[found] != found)
            {
                return found;
            }
        }

        return _any;
    }

    private int Direction(int point)
    {
        var (dx, dy) = (_x[point] - _seed.X, _y[point] - _seed.Y);
        var sum = Math.Abs(dx) + Math.Abs(dy);
        var part = sum == 0 ? 0 : dx / sum;
        var turn = (dy > 0 ? 3 - part : 1 + part) / 4;
        return (int)(turn * _byDirection.Length) % _byDirection.Length;
    }
}
