using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>
/// The Voronoi cells of places in a box. Cells that have no end are closed far outside of the box: inside, every cell
/// is as it should be.
/// </summary>
/// <remarks>
/// Site i has the corners <c>Corner[k]</c>, k from <c>Start[i]</c> to <c>Start[i + 1]</c>, turning to the left; the
/// side from corner k to the next is shared with <c>Neighbour[k]</c>, -1 for the far outside. Corners closer to each
/// other than <see cref="Closest"/> are one corner, so places on a lattice meet four at a point.
/// </remarks>
internal sealed class VoronoiCells
{
    /// <summary>Metres.</summary>
    public const double Closest = 1e-4;

    private const int Guards = 8;
    private const double GuardDistance = 10;

    private readonly Delaunay _triangles;
    private readonly List<int> _corner = [];
    private readonly List<int> _neighbour = [];

    /// <param name="box">Holds every site and whatever the cells will be cut with.</param>
    public VoronoiCells(double[] x, double[] y, Envelope box)
    {
        (X, Y) = (x, y);
        var guards = Around(box);
        _triangles = new([.. x, .. guards.Select(at => at.X)], [.. y, .. guards.Select(at => at.Y)]);
        Corners = Centres([.. x, .. guards.Select(at => at.X)], [.. y, .. guards.Select(at => at.Y)]);
        Start = new int[x.Length + 1];
        Trace(Merge());
    }

    public double[] X { get; }

    public double[] Y { get; }

    public Coordinate[] Corners { get; }

    public int[] Start { get; }

    public IReadOnlyList<int> Corner => _corner;

    public IReadOnlyList<int> Neighbour => _neighbour;

    /// <summary>The corner at the end of side k of a site.</summary>
    public int End(int site, int k) => _corner[k + 1 < Start[site + 1] ? k + 1 : Start[site]];

    /// <summary>The site whose cell holds a point, walking from a site that is thought to be near.</summary>
    public int Nearest(Coordinate at, int from)
    {
        for (var best = from; ; from = best)
        {
            var least = Square(from, at);
            for (var k = Start[from]; k < Start[from + 1]; k++)
            {
                if (_neighbour[k] >= 0 && Square(_neighbour[k], at) is var distance && distance < least)
                {
                    (best, least) = (_neighbour[k], distance);
                }
            }

            if (best == from)
            {
                return best;
            }
        }
    }

    private double Square(int site, Coordinate at) =>
        (X[site] - at.X) * (X[site] - at.X) + (Y[site] - at.Y) * (Y[site] - at.Y);

    private static Coordinate[] Around(Envelope box)
    {
        var radius = GuardDistance * Math.Max(1, box.Diameter);
        return
        [
            .. Enumerable.Range(0, Guards).Select(i => (i + 0.3) * 2 * Math.PI / Guards).Select(angle =>
                new Coordinate(box.Centre.X + radius * Math.Cos(angle), box.Centre.Y + radius * Math.Sin(angle))),
        ];
    }

    private Coordinate[] Centres(double[] x, double[] y)
    {
        var centres = new Coordinate[_triangles.Corners.Length / 3];
        for (var i = 0; i < centres.Length; i++)
        {
            var (a, b, c) = (_triangles.Corners[3 * i], _triangles.Corners[3 * i + 1], _triangles.Corners[3 * i + 2]);
            var (atX, atY) = Circle.Centre(x[a], y[a], x[b], y[b], x[c], y[c]);
            centres[i] = new(atX, atY);
        }

        return centres;
    }

    private int[] Merge()
    {
        var groups = new Groups(Corners.Length);
        for (var edge = 0; edge < _triangles.Twins.Length; edge++)
        {
            var (triangle, other) = (edge / 3, _triangles.Twins[edge] / 3);
            if (_triangles.Twins[edge] > edge && Corners[triangle].Distance(Corners[other]) < Closest)
            {
                groups.Join(triangle, other);
            }
        }

        return [.. Enumerable.Range(0, Corners.Length).Select(groups.Of)];
    }

    private void Trace(int[] merged)
    {
        var first = new int[X.Length];
        for (var edge = 0; edge < _triangles.Corners.Length; edge++)
        {
            if (_triangles.Corners[edge] < X.Length)
            {
                first[_triangles.Corners[edge]] = edge;
            }
        }

        for (var site = 0; site < X.Length; site++)
        {
            Trace(first[site], merged);
            Start[site + 1] = _corner.Count;
        }
    }

    private void Trace(int first, int[] merged)
    {
        var edge = first;
        do
        {
            var incoming = edge % 3 == 0 ? edge + 2 : edge - 1;
            var next = _triangles.Twins[incoming];
            if (merged[edge / 3] != merged[next / 3])
            {
                var neighbour = _triangles.Corners[incoming];
                _corner.Add(merged[edge / 3]);
                _neighbour.Add(neighbour < X.Length ? neighbour : -1);
            }

            edge = next;
        }
        while (edge != first);
    }
}
