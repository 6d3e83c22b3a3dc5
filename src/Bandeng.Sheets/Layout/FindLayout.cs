using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Layout;

/// <summary>
/// Finds the rows of headings below the title and the lines of the form, and the body below them; or headings that
/// stand beside the cells.
/// </summary>
/// <param name="isKnown">Whether some source knows a heading of these words.</param>
internal sealed class FindLayout(Func<string, bool> isKnown)
{
    private const int Depth = 40;
    private const int LongestHeading = 40;
    private const int TallestHead = 5;

    /// <summary>The layout, or null where no row looks like headings.</summary>
    public SheetLayout? In(SheetPicture sheet)
    {
        var best = Enumerable.Range(1, Math.Min(sheet.Rows, Depth)).Where(row => MayBegin(sheet, row))
            .Select(row => (Row: row, Bottom: Bottom(sheet, row)))
            .Select(head => (head.Row, head.Bottom, Score: Score(Headings(sheet, head.Row, head.Bottom))))
            .Where(head => head.Score > 0).OrderByDescending(head => head.Score)
            .ThenBy(head => head.Row).FirstOrDefault();
        var above = best.Row == 0 ? null : At(sheet, best.Row, best.Bottom);
        var beside = FindBeside.In(sheet);
        return beside is not null
            && (above is null ? Score([.. beside.Headings]) > 0 : Known(beside) > Math.Max(1, Known(above)))
            ? beside
            : above;
    }

    /// <summary>The layout that a binding was made for.</summary>
    public static SheetLayout? Of(SheetPicture sheet, Filling.TableBinding table) =>
        table.IsBeside ? FindBeside.In(sheet) : At(sheet, table.HeadTop, table.HeadBottom);

    /// <summary>The layout below rows of headings that a person named; null where they hold none.</summary>
    public static SheetLayout? At(SheetPicture sheet, int top, int bottom)
    {
        if (top < 1 || bottom < top || bottom - top > TallestHead * 2
            || Headings(sheet, top, bottom) is not [_, ..] headings)
        {
            return null;
        }

        var (body, totals) = new FindBody(sheet, top, bottom).Run();
        return new(top, bottom, headings, body, totals);
    }

    private static bool MayBegin(SheetPicture sheet, int row)
    {
        var texts = sheet.Row(row).Where(one => one.Block.Top == row && one.Cell.Text.Length > 0)
            .Select(one => one.Cell.Text).ToList();
        return texts.Count >= 2 && texts.Count(RowWords.IsLabel) * 2 < texts.Count
            && texts.All(text => text.Length <= LongestHeading)
            && !RowWords.IsTotal(texts[0]) && texts.Count(RowWords.IsNumber) * 2 < texts.Count;
    }

    // Merged cells tell how tall a head is, and a head over several columns has names below it.
    private static int Bottom(SheetPicture sheet, int top)
    {
        var bottom = Math.Min(
            top + TallestHead, sheet.Row(top).Where(one => one.Cell.Text.Length > 0).Max(one => one.Block.Bottom));
        while (bottom < top + TallestHead && HasNamesBelow(sheet, top, bottom))
        {
            bottom++;
        }

        return bottom;
    }

    private static bool HasNamesBelow(SheetPicture sheet, int top, int bottom) => sheet.Row(bottom)
        .Where(one => one.Block.Columns > 1 && one.Block.Top >= top && one.Cell.Text.Length > 0)
        .Any(one => sheet.Row(bottom + 1).Count(below => below.Cell.Text.Length > 0 && !RowWords.IsNumber(below.Cell.Text)
            && below.Block.Left >= one.Block.Left && below.Block.Right <= one.Block.Right) >= 2);

    private int Known(SheetLayout layout) =>
        layout.Headings.Count(heading => isKnown(heading.Text) || heading.IsNotKept);

    private int Score(List<Heading> headings)
    {
        var known = headings.Count(heading => isKnown(heading.Text) || heading.IsNotKept);
        return headings.Count >= 3 || known >= 2 ? known * 3 + headings.Count : 0;
    }

    private static List<Heading> Headings(SheetPicture sheet, int top, int bottom)
    {
        var headings = new List<Heading>();
        for (var column = 1; column <= sheet.Columns; column++)
        {
            var lines = new List<string>();
            var lowest = new CellBlock();
            for (var row = top; row <= bottom; row++)
            {
                var text = sheet.At(row, column).Text.ReplaceLineEndings("");
                if (text.Length > 0 && (row == top || sheet.First(row, column) != sheet.First(row - 1, column)))
                {
                    lines.Add(text);
                    lowest = sheet.Block(row, column);
                }
            }

            // A heading over two columns that has no names below it is one column of the table.
            if (lines is [.., var last] && (lowest.Left == column || lowest.Bottom < bottom))
            {
                headings.Add(new(column, last, string.Join('/', lines)));
            }
        }

        return headings;
    }
}
