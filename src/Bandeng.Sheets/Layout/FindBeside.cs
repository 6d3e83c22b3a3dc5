using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Layout;

/// <summary>Finds headings that stand beside the cells they ask for: 户数 | ___ | 人口数 | ___.</summary>
internal static class FindBeside
{
    private const int RowsRead = 200;
    private const int LongestHeading = 30;
    private const int Most = 200;

    /// <summary>The layout, or null where no text has an empty cell beside it.</summary>
    public static SheetLayout? In(SheetPicture sheet)
    {
        var title = Enumerable.Range(1, sheet.Rows).FirstOrDefault(row => sheet.Row(row).Any(one => !one.Cell.IsBlank));
        var found = Enumerable.Range(1, Math.Min(sheet.Rows, RowsRead))
            .Where(row => row != title || sheet.Row(row).Count(one => !one.Cell.IsBlank) > 1)
            .SelectMany(row => OfRow(sheet, row)).Take(Most).ToList();
        return found is []
            ? null
            : new(
                found.Min(one => one.Row), found.Max(one => one.Bottom),
                [.. found.Select((one, at) => new Heading(at + 1, one.Text, one.Path) { Beside = one.Value })], [], [])
            {
                IsBeside = true,
            };
    }

    private static IEnumerable<(
        int Row, int Bottom, string Text, string Path, CellAt Value)> OfRow(SheetPicture sheet, int row)
    {
        var blocks = sheet.Row(row).ToList();
        string? over = null;
        var isOneBefore = false;
        for (var at = 0; at < blocks.Count; at++)
        {
            var (block, cell) = blocks[at];

            // Behind the last column that the file knows lies an empty one, where the row has asked for cells before.
            var (next, beside) = at + 1 < blocks.Count ? blocks[at + 1]
                : isOneBefore
                ? (new CellBlock(block.Top, block.Right + 1, block.Top, block.Right + 1), CellPicture.Empty)
                : (block, cell);
            if (!IsHeading(cell))
            {
                continue;
            }

            // 基本情况, merged over several rows at the left, belongs to every heading on its right.
            var text = cell.Text.ReplaceLineEndings("").Trim();
            if (!beside.IsBlank)
            {
                over = block.Rows > 1 ? text : over;
            }
            else if (block.Top == row && next.Top == row)
            {
                isOneBefore = true;
                yield return (row, Math.Max(block.Bottom, next.Bottom), text, over is null ? text : $"{over}/{text}", new(next.Top, next.Left));
            }
        }
    }

    private static bool IsHeading(CellPicture cell) => cell is { Formula: null, Text.Length: > 0 and <= LongestHeading }
        && Heading.Plain(cell.Text).Length > 0 && !RowWords.IsNumber(cell.Text) && !RowWords.IsTotal(cell.Text)
        && !RowWords.IsNote(cell.Text) && !RowWords.IsLabel(cell.Text) && !FormLines.IsLine(cell.Text);
}
