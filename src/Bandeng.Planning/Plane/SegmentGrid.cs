using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>A piece of a line.</summary>
/// <param name="Tag">Whatever the piece stands for.</param>
internal readonly record struct Segment(double X1, double Y1, double X2, double Y2, int Tag);

/// <summary>Pieces of lines laid into boxes, so that only those near a place are looked at.</summary>
internal sealed class SegmentGrid
{
    private const int MostBoxes = 1 << 22;

    private readonly Segment[] _segments;
    private readonly Boxes _boxes;
    private readonly int[] _starts;
    private readonly int[] _items;

    public SegmentGrid(Segment[] segments)
    {
        _segments = segments;
        var extent = new Envelope();
        foreach (var piece in segments)
        {
            extent.ExpandToInclude(piece.X1, piece.Y1);
            extent.ExpandToInclude(piece.X2, piece.Y2);
        }

        _boxes = new Boxes(extent, Math.Clamp(segments.Length, 1, MostBoxes));
        _starts = new int[_boxes.Count + 1];
        var laid = segments.SelectMany((piece, i) => _boxes.Along(piece).Select(box => (Box: box, Item: i))).ToArray();
        Array.ForEach(laid, piece => _starts[piece.Box + 1]++);
        for (var box = 0; box < _boxes.Count; box++)
        {
            _starts[box + 1] += _starts[box];
        }

        _items = new int[laid.Length];
        var next = _starts.AsSpan(0, _boxes.Count).ToArray();
        Array.ForEach(laid, piece => _items[next[piece.Box]++] = piece.Item);
    }

    /// <summary>The pieces of lines, tagged; rings of polygons count as lines, single points do not.</summary>
    public static IEnumerable<Segment> PiecesOf(Geometry geometry, int tag)
    {
        switch (geometry)
        {
            case LineString line:
                var at = line.Coordinates;
                for (var i = 1; i < at.Length; i++)
                {
                    yield return new(at[i - 1].X, at[i - 1].Y, at[i].X, at[i].Y, tag);
                }

                break;
            case Polygon or GeometryCollection:
                foreach (var piece in Parts(geometry).SelectMany(part => PiecesOf(part, tag)))
                {
                    yield return piece;
                }

                break;
        }
    }

    /// <summary>Whether any piece touches the box.</summary>
    public bool AnyNear(Envelope box)
    {
        foreach (var (row, west, east) in _boxes.Rows(box))
        {
            for (var i = _starts[_boxes.At(west, row)]; i < _starts[_boxes.At(east, row) + 1]; i++)
            {
                var piece = _segments[_items[i]];
                if (box.Intersects(new Envelope(piece.X1, piece.X2, piece.Y1, piece.Y2)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Tells the tags of the pieces that cross or touch the line between two points; a tag may come again.
    /// </summary>
    public void Cross(double x1, double y1, double x2, double y2, Action<int> tell)
    {
        var box = new Envelope(x1, x2, y1, y2);
        foreach (var (row, west, east) in _boxes.Rows(box))
        {
            // The boxes of a row lie one after another, and so do their pieces.
            for (var i = _starts[_boxes.At(west, row)]; i < _starts[_boxes.At(east, row) + 1]; i++)
            {
                var piece = _segments[_items[i]];
                if (IsNear(piece, box) && Meets(piece, x1, y1, x2, y2))
                {
                    tell(piece.Tag);
                }
            }
        }
    }

    private static IEnumerable<Geometry> Parts(Geometry geometry) => geometry is Polygon polygon
        ? polygon.InteriorRings.Prepend(polygon.ExteriorRing)
        : ((GeometryCollection)geometry).Geometries;

    private static bool IsNear(Segment piece, Envelope box) =>
        Math.Min(piece.X1, piece.X2) <= box.MaxX && Math.Max(piece.X1, piece.X2) >= box.MinX
        && Math.Min(piece.Y1, piece.Y2) <= box.MaxY && Math.Max(piece.Y1, piece.Y2) >= box.MinY;

    private static bool Meets(Segment piece, double x1, double y1, double x2, double y2) =>
        Predicates.Turn(x1, y1, x2, y2, piece.X1, piece.Y1) * Predicates.Turn(x1, y1, x2, y2, piece.X2, piece.Y2) <= 0
        && Predicates.Turn(piece.X1, piece.Y1, piece.X2, piece.Y2, x1, y1)
            * Predicates.Turn(piece.X1, piece.Y1, piece.X2, piece.Y2, x2, y2) <= 0;
}
