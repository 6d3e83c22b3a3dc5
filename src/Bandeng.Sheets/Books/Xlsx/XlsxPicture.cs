using System.Globalization;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>Reads a sheet as a person sees it.</summary>
internal static class XlsxPicture
{
    private const int MostColumns = 200;
    private const double PlainWidth = 8.43;

    public static SheetPicture Of(string name, XElement sheet, XlsxStrings strings, XlsxStyles styles, bool isHidden)
    {
        var ns = sheet.Name.Namespace;
        var cells = new Dictionary<CellAt, CellPicture>();
        var (last, right) = (0, 0);
        foreach (var cell in sheet.Elements(ns + "sheetData").Elements(ns + "row").Elements(ns + "c"))
        {
            if (CellAt.Read((string?)cell.Attribute("r") ?? "") is not { Column: <= MostColumns } at)
            {
                continue;
            }

            last = Math.Max(last, at.Row);
            var picture = Cell(cell, strings, styles);
            if (!picture.IsBlank)
            {
                cells[at] = picture;
                right = Math.Max(right, at.Column);
            }
        }

        var merges = sheet.Elements(ns + "mergeCells").Elements()
            .Select(one => CellBlock.Read((string?)one.Attribute("ref") ?? ""))
            .OfType<CellBlock>().Where(block => block.Right <= MostColumns).ToList();
        right = merges.Where(block => cells.ContainsKey(new(block.Top, block.Left)))
            .Select(block => block.Right).Append(right).Max();
        return new(name, cells, merges, Widths(sheet, right), last, isHidden);
    }

    private static CellPicture Cell(XElement cell, XlsxStrings strings, XlsxStyles styles)
    {
        var style = XlsxStyles.Of(cell);
        var formula = cell.Element(cell.Name.Namespace + "f")?.Value;
        return new(
            formula is null ? strings.Of(cell).Trim() : "", formula, styles.IsBold(style), styles.IsCentred(style));
    }

    private static double[] Widths(XElement sheet, int right)
    {
        var widths = Enumerable.Repeat(PlainWidth, right).ToArray();
        foreach (var column in sheet.Elements(sheet.Name.Namespace + "cols").Elements())
        {
            if ((int?)column.Attribute("min") is { } first && (int?)column.Attribute("max") is { } last
                && double.TryParse(
                    (string?)column.Attribute("width"), NumberStyles.Float, CultureInfo.InvariantCulture,
                    out var width))
            {
                for (var at = first; at <= Math.Min(last, right); at++)
                {
                    widths[at - 1] = (string?)column.Attribute("hidden") is "1" or "true" ? 0 : width;
                }
            }
        }

        return widths;
    }
}
