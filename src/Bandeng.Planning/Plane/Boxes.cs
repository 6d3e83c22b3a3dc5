using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>Square boxes over a piece of the plane, numbered row by row from the south-west.</summary>
internal sealed class Boxes
{
    private readonly Envelope _extent;
    private readonly double _side;
    private readonly double _perSide;
    private readonly int _columns;
    private readonly int _rows;

    /// <param name="wanted">About how many boxes.</param>
    public Boxes(Envelope extent, int wanted)
    {
        _extent = extent.IsNull ? new Envelope(0, 0, 0, 0) : extent;
        var longest = Math.Max(_extent.Width, _extent.Height);
        _side = Math.Max(Math.Sqrt(_extent.Area / wanted), longest / wanted);
        _side = _side > 0 ? _side : 1;
        _perSide = 1 / _side;
        _columns = (int)(_extent.Width * _perSide) + 1;
        _rows = (int)(_extent.Height * _perSide) + 1;
    }

    public int Count => _columns * _rows;

    public int At(int column, int row) => row * _columns + column;

    public double MiddleX(int column) => _extent.MinX + (column + 0.5) * _side;

    public double MiddleY(int row) => _extent.MinY + (row + 0.5) * _side;

    /// <summary>The box of a point, or -1 outside of the extent and for what is no number.</summary>
    public int Of(double x, double y) =>
        x >= _extent.MinX && x <= _extent.MaxX && y >= _extent.MinY && y <= _extent.MaxY ? At(Column(x), Row(y)) : -1;

    /// <summary>The boxes that a piece may run through: row by row, only the columns that it reaches there.</summary>
    public IEnumerable<int> Along(Segment piece)
    {
        var (x1, y1, x2, y2) = piece.Y1 <= piece.Y2
            ? (piece.X1, piece.Y1, piece.X2, piece.Y2)
            : (piece.X2, piece.Y2, piece.X1, piece.Y1);
        for (int row = Row(y1), last = Row(y2); row <= last; row++)
        {
            // Level pieces have no x for a y: they reach from end to end.
            var (from, to) = Row(y1) == Row(y2) ? (x1, x2) : (XAt(row), XAt(row + 1));
            for (int column = Column(Math.Min(from, to)), end = Column(Math.Max(from, to)); column <= end; column++)
            {
                yield return At(column, row);
            }
        }

        double XAt(int row) => x1 + (x2 - x1) * Math.Clamp((_extent.MinY + row * _side - y1) / (y2 - y1), 0, 1);
    }

    /// <summary>The rows that meet a box of the plane, each with its first and last column.</summary>
    public IEnumerable<(int Row, int West, int East)> Rows(Envelope box)
    {
        if (!_extent.Intersects(box))
        {
            yield break;
        }

        for (int row = Row(box.MinY), last = Row(box.MaxY); row <= last; row++)
        {
            yield return (row, Column(box.MinX), Column(box.MaxX));
        }
    }

    private int Column(double x) => Math.Clamp((int)((x - _extent.MinX) * _perSide), 0, _columns - 1);

    private int Row(double y) => Math.Clamp((int)((y - _extent.MinY) * _perSide), 0, _rows - 1);
}
