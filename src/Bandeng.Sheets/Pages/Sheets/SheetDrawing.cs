using Bandeng.Sheets.Books;
using Bandeng.Sheets.Layout;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>A sheet as it is drawn on a page: head and foot whole, of the body the first rows.</summary>
/// <param name="Marks">By column: what is put in, and whether that is a guess.</param>
internal sealed record SheetDrawing(SheetPicture Sheet, SheetLayout Layout, IReadOnlyDictionary<int, ColumnMark> Marks)
{
    private const int BodyShown = 3;
    private const int FootShown = 8;
    private const int MostColumns = 60;

    public int Columns => Math.Min(Sheet.Columns, MostColumns);

    /// <summary>The rows that are drawn; 0 is a gap.</summary>
    public IReadOnlyList<int> Rows
    {
        get
        {
            var body = Layout.Body.Take(BodyShown).ToList();
            var foot = Enumerable.Range(Layout.Grow + 1, Math.Max(0, Math.Min(FootShown, Sheet.Rows - Layout.Grow)));
            var before = Enumerable.Range(1, Layout.HeadBottom);
            return [.. before, .. Layout.Totals.Where(row => row > Layout.HeadBottom && row < Layout.Grow), .. body, .. Layout.Body.Count > BodyShown ? [0] : Array.Empty<int>(), .. foot];
        }
    }

    /// <summary>The cells of a row, each merged block where its first drawn row is.</summary>
    public IEnumerable<(CellBlock Block, CellPicture Cell, int Down, int Across)> CellsOf(int row)
    {
        var rows = Rows;
        for (var column = 1; column <= Columns;)
        {
            var block = Sheet.Block(row, column);
            var down = rows.Count(one => one >= block.Top && one <= block.Bottom);
            var across = Math.Min(block.Right, Columns) - column + 1;
            if (rows.First(one => one >= block.Top && one <= block.Bottom) == row)
            {
                yield return (block, Sheet.At(row, column), down, across);
            }

            column = Math.Max(block.Right, column) + 1;
        }
    }

    /// <summary>What is put into a cell that has its heading beside it; null: it has none.</summary>
    public ColumnMark? MarkAt(CellBlock block) => Layout.IsBeside
        && Layout.Headings.FirstOrDefault(heading => heading.Beside == new CellAt(block.Top, block.Left)) is { } heading
            ? Marks.GetValueOrDefault(heading.Column) : null;

    public bool IsHead(int row) => !Layout.IsBeside && row >= Layout.HeadTop && row <= Layout.HeadBottom;

    /// <summary>In pixels, for a column of the drawing.</summary>
    public int Width(int column) => (int)Math.Clamp(Sheet.Widths[column - 1] * 8, 44, 240);
}

/// <summary>What is put into a column.</summary>
internal sealed record ColumnMark(string? Name, bool IsGuess, bool IsNotKept);
