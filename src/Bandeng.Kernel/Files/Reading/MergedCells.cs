using System.Globalization;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>What is merged in a sheet: the text of the first cell counts for all of them.</summary>
internal sealed class MergedCells(Workbook book)
{
    private sealed record Range(int Top, int Bottom, int Left, int Right);

    private readonly Queue<Range> _coming = new(Ranges(book).OrderBy(range => range.Top));
    private readonly List<(Range Range, SheetCell Cell)> _open = [];

    /// <summary>Fills the cells of a row; rows must come in order.</summary>
    public void Fill(int line, List<SheetCell> cells)
    {
        while (_coming.TryPeek(out var range) && range.Top <= line)
        {
            _coming.Dequeue();
            if (range.Top == line && range.Left < cells.Count)
            {
                _open.Add((range, cells[range.Left]));
            }
        }

        _open.RemoveAll(open => open.Range.Bottom < line);
        foreach (var (range, cell) in _open)
        {
            while (cells.Count <= range.Right)
            {
                cells.Add(SheetCell.Empty);
            }

            for (var column = range.Left; column <= range.Right; column++)
            {
                cells[column] = cell;
            }
        }
    }

    private static IEnumerable<Range> Ranges(Workbook book)
    {
        using var xml = book.OpenSheet();
        if (!xml.ReadToFollowing("mergeCells", Workbook.Main))
        {
            yield break;
        }

        while (xml.ReadToFollowing("mergeCell", Workbook.Main))
        {
            if (xml.GetAttribute("ref")?.Split(':') is [var first, var last]
                && XlsxRows.ColumnOf(first) is { } left && XlsxRows.ColumnOf(last) is { } right)
            {
                yield return new(LineOf(first), LineOf(last), left, right);
            }
        }
    }

    private static int LineOf(string reference) => int.TryParse(
        reference.AsSpan(reference.TakeWhile(char.IsAsciiLetterUpper).Count()), NumberStyles.None,
        CultureInfo.InvariantCulture, out var line) ? line : 0;
}
