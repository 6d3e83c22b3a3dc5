using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Layout;

/// <summary>The rows between the headings and what stands below the table.</summary>
internal sealed class FindBody(SheetPicture sheet, int top, int bottom)
{
    private const int LookAhead = 4;

    public (IReadOnlyList<int> Body, IReadOnlyList<int> Totals) Run()
    {
        var (body, totals) = (new List<int>(), new List<int>());
        for (var row = bottom + 1; row <= sheet.Rows; row++)
        {
            if (RepeatedHead(row) is { } last)
            {
                row = last;
                continue;
            }

            var first = sheet.Row(row).FirstOrDefault(one => !one.Cell.IsBlank);
            if (first.Cell is null)
            {
                body.Add(row);
            }
            else if (RowWords.IsTotal(first.Cell.Text))
            {
                totals.Add(row);
                if (body.Count > 0)
                {
                    break; // What follows a total below the body is the foot.
                }
            }
            else if (IsFoot(first.Block, first.Cell))
            {
                break;
            }
            else
            {
                body.Add(row);
            }
        }

        return (body, totals);
    }

    private bool IsFoot(CellBlock block, CellPicture cell) =>
        RowWords.IsNote(cell.Text) || RowWords.IsLabel(cell.Text)
        || (block.Columns > 2 && block.Columns * 2 >= sheet.Columns && cell.Text.Length > 0 && !RowWords.IsNumber(cell.Text));

    // A head that is typed again on the next page, with its title or without.
    private int? RepeatedHead(int row)
    {
        for (var at = row; at <= Math.Min(row + LookAhead, sheet.Rows); at++)
        {
            if (IsHead(at))
            {
                return at + bottom - top;
            }

            if (!sheet.Row(at).Any(one => one.Cell.Text.Length > 0))
            {
                return null;
            }
        }

        return null;
    }

    private bool IsHead(int row)
    {
        var (here, head) = (Texts(row), Texts(top));
        return here.Count >= 2 && here.SequenceEqual(head);
    }

    private List<string> Texts(int row) =>
        [.. sheet.Row(row).Where(one => one.Block.Top == row && one.Cell.Text.Length > 0).Select(one => one.Cell.Text)];
}
