using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace Bandeng.Planning.Plane;

/// <summary>A piece of land without anything inside but its own site: most often a whole cell.</summary>
/// <param name="Rings">Corners by number; the shell turns to the left, holes to the right.</param>
internal sealed record Piece(int Site, int[][] Rings, double Area);

/// <summary>
/// The Voronoi cells cut with a boundary: pieces that tile it with neither gap nor overlap, because neighbours have the
/// same corners and every piece lies in one cell.
/// </summary>
/// <remarks>
/// Only cells that the boundary touches are cut: their sides and the boundary are noded together once, and every face
/// of that drawing goes to the site nearest to it. A cell may fall into several pieces (a bay, an island).
/// </remarks>
internal sealed class Land
{
    private readonly VoronoiCells _cells;
    private readonly Dictionary<Coordinate, int> _numbers = [];
    private readonly List<Coordinate> _corners = [];
    private readonly List<Piece> _pieces = [];

    /// <param name="boundary">Valid, in metres; every site lies inside or on it.</param>
    public Land(VoronoiCells cells, Geometry boundary)
    {
        _cells = cells;
        Inside = new IndexedPointInAreaLocator(boundary);
        var edge = new SegmentGrid([.. SegmentGrid.PiecesOf(boundary, 0)]);
        IsCut = [.. Enumerable.Range(0, cells.X.Length).Select(site => edge.AnyNear(BoxOf(site)))];
        TakeWhole();
        TakeCut(boundary);
    }

    public IReadOnlyList<Piece> Pieces => _pieces;

    public IReadOnlyList<Coordinate> Corners => _corners;

    /// <summary>Whether the boundary comes near the cell of a site.</summary>
    public bool[] IsCut { get; }

    public IPointOnGeometryLocator Inside { get; }

    private Envelope BoxOf(int site)
    {
        var box = new Envelope(_cells.X[site], _cells.X[site], _cells.Y[site], _cells.Y[site]);
        for (var k = _cells.Start[site]; k < _cells.Start[site + 1]; k++)
        {
            box.ExpandToInclude(_cells.Corners[_cells.Corner[k]]);
        }

        box.ExpandBy(10 * VoronoiCells.Closest);
        return box;
    }

    private void TakeWhole()
    {
        for (var site = 0; site < IsCut.Length; site++)
        {
            if (!IsCut[site])
            {
                var ring = Enumerable.Range(_cells.Start[site], _cells.Start[site + 1] - _cells.Start[site])
                    .Select(k => Number(_cells.Corners[_cells.Corner[k]])).ToArray();
                _pieces.Add(new(site, [ring], AreaOf(ring)));
            }
        }
    }

    private void TakeCut(Geometry boundary)
    {
        var lines = GeometryFactory.Default.BuildGeometry([.. Sides(), .. Rings(boundary)]);
        var drawing = new Polygonizer();
        drawing.Add(OverlayNGRobust.Union(lines));
        var near = 0;
        foreach (var face in drawing.GetPolygons().Cast<Polygon>())
        {
            var middle = face.InteriorPoint.Coordinate;
            if (Inside.Locate(middle) != Location.Interior)
            {
                continue;
            }

            near = _cells.Nearest(middle, near);
            if (IsCut[near])
            {
                Take(near, face);
            }
        }
    }

    private IEnumerable<Geometry> Sides()
    {
        for (var site = 0; site < IsCut.Length; site++)
        {
            for (var k = _cells.Start[site]; k < _cells.Start[site + 1]; k++)
            {
                var other = _cells.Neighbour[k];
                if (IsCut[site] && (other < site || !IsCut[other]))
                {
                    yield return GeometryFactory.Default.CreateLineString(
                        [_cells.Corners[_cells.Corner[k]], _cells.Corners[_cells.End(site, k)]]);
                }
            }
        }
    }

    private static IEnumerable<Geometry> Rings(Geometry boundary) =>
        from part in Enumerable.Range(0, boundary.NumGeometries).Select(i => (Polygon)boundary.GetGeometryN(i))
        from ring in part.InteriorRings.Prepend(part.ExteriorRing)
        select GeometryFactory.Default.CreateLineString(ring.Coordinates);

    private void Take(int site, Polygon face)
    {
        var rings = face.InteriorRings.Select(ring => Turned(ring, false)).Prepend(Turned(face.Shell, true)).ToArray();
        _pieces.Add(new(site, rings, face.Area));
    }

    private int[] Turned(LineString ring, bool left)
    {
        var at = ring.Coordinates;
        var numbers = at.Take(at.Length - 1).Select(Number).ToArray();
        if (AreaOf(numbers) > 0 != left)
        {
            Array.Reverse(numbers);
        }

        return numbers;
    }

    private int Number(Coordinate corner)
    {
        if (!_numbers.TryGetValue(corner, out var number))
        {
            _numbers[corner] = number = _corners.Count;
            _corners.Add(corner);
        }

        return number;
    }

    private double AreaOf(int[] ring) => RingArea.Of(_corners, ring);
}
