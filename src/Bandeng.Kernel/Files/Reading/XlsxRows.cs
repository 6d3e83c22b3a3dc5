using System.Globalization;
using System.Xml;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>
/// Rows of the first visible sheet of an .xlsx workbook (ECMA-376), streamed. What is merged counts for every cell it
/// covers.
/// </summary>
internal static class XlsxRows
{
    public static IEnumerable<SheetRow> Read(string path)
    {
        using var book = Workbook.Open(path);
        var merged = new MergedCells(book);
        using var xml = book.OpenSheet();
        var line = 0;
        while (Guard(path, () => xml.ReadToFollowing("row", Workbook.Main)))
        {
            line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
                ? told
                : line + 1;
            var cells = Guard(path, () => Cells(xml, book));
            merged.Fill(line, cells);
            if (cells.Exists(cell => cell.Text.Length > 0))
            {
                yield return new(line, cells);
            }
        }
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is XmlException or InvalidDataException)
        {
            throw new MistakeException("file.unreadable", $"{path} is a damaged workbook: {failure.Message}");
        }
    }

    private static List<SheetCell> Cells(XmlReader xml, Workbook book)
    {
        var cells = new List<SheetCell>();
        if (xml.IsEmptyElement)
        {
            return cells;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var at = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
                while (cells.Count <= at)
                {
                    cells.Add(SheetCell.Empty);
                }

                cells[at] = Cell(xml, book);
            }
        }

        return cells;
    }

    private static SheetCell Cell(XmlReader xml, Workbook book)
    {
        var (kind, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        var (text, isFormula) = Content(xml);
        return kind switch
        {
            "s" => new(book.Shared(text), IsFormula: isFormula),
            "inlineStr" or "str" or "d" => new(text.Trim(), IsFormula: isFormula),
            "e" or "b" => new(text, IsFormula: isFormula),
            _ => Number(text, book.ShowsDay(style), book.Since1904) with { IsFormula = isFormula },
        };
    }

    private static (string Text, bool IsFormula) Content(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return ("", false);
        }

        var (text, isFormula, depth) = ("", false, xml.Depth);
        while (xml.Read() && xml.Depth > depth)
        {
            isFormula |= xml is { NodeType: XmlNodeType.Element, LocalName: "f" };
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" or "t", IsEmptyElement: false })
            {
                xml.Read();
                text += xml.Value;
            }
        }

        return (text, isFormula);
    }

    private static SheetCell Number(string text, bool isDay, bool since1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return new(text.Trim());
        }

        if (isDay && SheetDay.MomentOfSerial(since1904 ? number + SheetDay.From1904 : number) is { } at)
        {
            // The hour of a deadline is not the sheet's to lose.
            var pattern = at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
            return new(at.ToString(pattern, CultureInfo.InvariantCulture));
        }

        // 4.3130219560712E+17 becomes its digits; the last ones are not to be trusted, which IsNumber says.
        return new(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.############################", CultureInfo.InvariantCulture) : text, IsNumber: true);
    }

    /// <summary>Column 54 is BC.</summary>
    internal static string LetterOf(int column) =>
        (column < 26 ? "" : LetterOf(column / 26 - 1)) + (char)('A' + column % 26);

    /// <summary>BC7 is column 54; null without letters.</summary>
    internal static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper))
        {
            column = column * 26 + (letter - 'A' + 1);
        }

        return column is > 0 and <= 16_384 ? column - 1 : null;
    }
}
