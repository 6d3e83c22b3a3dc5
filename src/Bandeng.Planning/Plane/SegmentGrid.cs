using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>Line pieces laid into square boxes, so that only those near a place are looked at.</summary>
/// <param name="Tag">Whatever the piece stands for.</param>
internal readonly record struct Segment(double X1, double Y1, double X2, double Y2, int Tag);

/// <inheritdoc cref="Segment"/>
internal sealed class SegmentGrid
{
    private const int MostBoxes = 1 << 22;

    private readonly Segment[] _segments;
    private readonly Envelope _extent = new();
    private readonly double _side;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int[] _starts;
    private readonly int[] _items;

    public SegmentGrid(Segment[] segments)
    {
        _segments = segments;
        foreach (var piece in segments)
        {
            _extent.ExpandToInclude(piece.X1, piece.Y1);
            _extent.ExpandToInclude(piece.X2, piece.Y2);
        }

        var boxes = Math.Clamp(segments.Length, 1, MostBoxes);
        _side = Math.Max(1e-3, Math.Sqrt(Math.Max(_extent.Area, 1e-6) / boxes));
        _side = Math.Max(_side, Math.Max(_extent.Width, _extent.Height) / (MostBoxes / 4));
        _columns = (int)(_extent.Width / _side) + 1;
        _rows = (int)(_extent.Height / _side) + 1;
        _starts = new int[_columns * _rows + 1];
        _items = Fill();
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

    /// <summary>Whether any piece touches the box; pieces that only might are taken to.</summary>
    public bool AnyNear(Envelope box)
    {
        foreach (var item in Near(box))
        {
            var piece = _segments[item];
            if (box.Intersects(new Coordinate(piece.X1, piece.Y1), new Coordinate(piece.X2, piece.Y2)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tags of the pieces that cross or touch the line between two points; a tag may come again.</summary>
    public IEnumerable<int> Crossed(double x1, double y1, double x2, double y2)
    {
        var box = new Envelope(x1, x2, y1, y2);
        foreach (var item in Near(box))
        {
            var piece = _segments[item];
            if (box.Intersects(new Envelope(piece.X1, piece.X2, piece.Y1, piece.Y2)) && Meets(piece, x1, y1, x2, y2))
            {
                yield return piece.Tag;
            }
        }
    }

    private static IEnumerable<Geometry> Parts(Geometry geometry) => geometry is Polygon polygon
        ? polygon.InteriorRings.Prepend(polygon.ExteriorRing)
        : ((GeometryCollection)geometry).Geometries;

    private static bool Meets(Segment piece, double x1, double y1, double x2, double y2) =>
        Predicates.Turn(x1, y1, x2, y2, piece.X1, piece.Y1) * Predicates.Turn(x1, y1, x2, y2, piece.X2, piece.Y2) <= 0
        && Predicates.Turn(piece.X1, piece.Y1, piece.X2, piece.Y2, x1, y1)
            * Predicates.Turn(piece.X1, piece.Y1, piece.X2, piece.Y2, x2, y2) <= 0;

    private int[] Fill()
    {
        for (var pass = 0; ; pass++)
        {
            var items = new int[pass == 0 ? 0 : _starts[^1]];
            for (var i = 0; i < _segments.Length; i++)
            {
                foreach (var box in Boxes(_segments[i]))
                {
                    _ = pass == 0 ? ++_starts[box + 1] : items[--_starts[box + 1]] = i;
                }
            }

            if (pass == 1)
            {
                // Each start was moved down to its first item, one place to the right of where it belongs.
                Array.Copy(_starts, 1, _starts, 0, _starts.Length - 1);
                _starts[^1] = items.Length;
                return items;
            }

            for (var box = 1; box < _starts.Length; box++)
            {
                _starts[box] += _starts[box - 1];
            }
        }
    }

    /// <summary>The boxes that a piece may run through: row by row, only the columns that it reaches there.</summary>
    private IEnumerable<int> Boxes(Segment piece)
    {
        var (low, high) = piece.Y1 <= piece.Y2 ? (piece, piece) : (piece with { X1 = piece.X2, Y1 = piece.Y2 }, piece with { X2 = piece.X1, Y2 = piece.Y1 });
        var (x1, y1, x2, y2) = (low.X1, low.Y1, high.X2, high.Y2);
        for (int row = Row(y1), last = Row(y2); row <= last; row++)
        {
            var (from, to) = (At(_extent.MinY + row * _side), At(_extent.MinY + (row + 1) * _side));
            for (int column = Column(Math.Min(from, to)), end = Column(Math.Max(from, to)); column <= end; column++)
            {
                yield return row * _columns + column;
            }
        }

        double At(double y) => y2 - y1 < 1e-12 ? (y <= y1 ? x1 : x2) : x1 + (x2 - x1) * Math.Clamp((y - y1) / (y2 - y1), 0, 1);
    }

    private IEnumerable<int> Near(Envelope box)
    {
        if (!_extent.Intersects(box))
        {
            yield break;
        }

        for (int row = Row(box.MinY), lastRow = Row(box.MaxY); row <= lastRow; row++)
        {
            for (int column = Column(box.MinX), lastColumn = Column(box.MaxX); column <= lastColumn; column++)
            {
                for (var i = _starts[row * _columns + column]; i < _starts[row * _columns + column + 1]; i++)
                {
                    yield return _items[i];
                }
            }
        }
    }

    private int Column(double x) => Math.Clamp((int)((x - _extent.MinX) / _side), 0, _columns - 1);

    private int Row(double y) => Math.Clamp((int)((y - _extent.MinY) / _side), 0, _rows - 1);
}
