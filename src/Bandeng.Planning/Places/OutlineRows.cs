using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Places;

/// <summary>
/// One outline, its sides sorted into rows from south to north: a point is asked only against the sides of its row.
/// </summary>
/// <remarks>
/// A point is inside when a ray to the east crosses an odd number of sides (Shimrat 1962). A side counts from its lower
/// end up to, without, its upper end, and is always reckoned from the lower: of two outlines that share a side exactly
/// one has any point near it. Where nobody lies beyond a side, <see cref="Touches"/> has the points on it.
/// </remarks>
internal sealed class OutlineRows
{
    private const int SidesPerRow = 4;

    // Of a degree: a tenth of a millimetre. Points on a slanting side are seldom on it to the last digit.
    private const double OnIt = 1e-9;

    private readonly double _south;
    private readonly double _rowsPerDegree;
    private readonly int[] _starts;
    private readonly Side[] _sides;
    private readonly Plane.Segment[] _level;

    public OutlineRows(Geometry outline)
    {
        var box = outline.EnvelopeInternal;
        Plane.Segment[] pieces = [.. Plane.SegmentGrid.PiecesOf(outline, 0)];
        _level = Array.FindAll(pieces, piece => piece.Y1 == piece.Y2);
        Side[] sides = [.. pieces.Where(piece => piece.Y1 != piece.Y2).Select(Side.Of)];
        var rows = Math.Max(1, sides.Length / SidesPerRow);
        (_south, _rowsPerDegree) = (box.MinY, box.Height > 0 ? rows / box.Height : 0);
        var inRow = sides.SelectMany(side => RowsOf(side, rows).Select(row => (row, side)))
            .OrderBy(pair => pair.row).ToArray();
        _sides = Array.ConvertAll(inRow, pair => pair.side);
        _starts = new int[rows + 1];
        Array.ForEach(inRow, pair => _starts[pair.row + 1]++);
        for (var row = 0; row < rows; row++)
        {
            _starts[row + 1] += _starts[row];
        }
    }

    public bool Contains(double x, double y)
    {
        // At the very top and a digit below it the row is one too high.
        var row = Math.Min(RowOf(y), _starts.Length - 2);
        if (row < 0)
        {
            return false;
        }

        var inside = false;
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            ref readonly var side = ref _sides[i];
            inside ^= y >= side.Y1 && y < side.Y2 && x < side.X1 + (y - side.Y1) * side.Slope;
        }

        return inside;
    }

    /// <summary>Whether a point lies on a side.</summary>
    public bool Touches(double x, double y)
    {
        foreach (var level in _level)
        {
            if (Math.Abs(y - level.Y1) <= OnIt && x >= Math.Min(level.X1, level.X2) - OnIt
                && x <= Math.Max(level.X1, level.X2) + OnIt)
            {
                return true;
            }
        }

        var row = Math.Clamp(RowOf(y), 0, _starts.Length - 2);
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            ref readonly var side = ref _sides[i];
            if (y >= side.Y1 - OnIt && y <= side.Y2 + OnIt
                && Math.Abs(side.X1 + (y - side.Y1) * side.Slope - x) <= OnIt * (1 + Math.Abs(side.Slope)))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<int> RowsOf(Side side, int rows)
    {
        var (first, last) = (Math.Min(RowOf(side.Y1), rows - 1), Math.Min(RowOf(side.Y2), rows - 1));
        return Enumerable.Range(first, last - first + 1);
    }

    private int RowOf(double y) => (int)Math.Floor((y - _south) * _rowsPerDegree);

    private readonly record struct Side(double X1, double Y1, double Y2, double Slope)
    {
        public static Side Of(Plane.Segment piece) => piece.Y1 < piece.Y2
            ? new(piece.X1, piece.Y1, piece.Y2, (piece.X2 - piece.X1) / (piece.Y2 - piece.Y1))
            : new(piece.X2, piece.Y2, piece.Y1, (piece.X1 - piece.X2) / (piece.Y1 - piece.Y2));
    }
}
