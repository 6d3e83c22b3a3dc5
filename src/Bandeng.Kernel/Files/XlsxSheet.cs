using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bandeng.Kernel.Files;

/// <summary>
/// Writes rows as one sheet of an .xlsx workbook, row by row: numbers are numbers, days and moments are dates, texts
/// (codes, telephones) stay texts and are never formulas. The head is frozen and can be filtered by.
/// </summary>
public static class XlsxSheet
{
    // A cell of a spreadsheet holds 32,767 characters; more makes WPS and Excel "repair" the file.
    private const int CellMax = 32_767;
    private const uint DayFormat = 14;
    private const uint MomentFormat = 22;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private enum Style : uint
    {
        Plain,
        Head,
        Day,
        Moment,
        Wrapped,
    }

    /// <param name="target">Must allow seeking: the format is a zip with a table at its end.</param>
    /// <param name="name">On the sheet's tab, at most 31 characters.</param>
    /// <param name="rows">One value a column: string, number, day or moment, or null.</param>
    public static async Task WriteAsync(
        Stream target, string name, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel)
    {
        using var document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            Begin(writer, columns);
            WriteRow(writer, [.. columns.Select(column => column.Title)], 1, _ => Style.Head);
            var number = 1;
            await foreach (var row in rows.WithCancellation(cancel))
            {
                WriteRow(writer, row, ++number, StyleOf);
            }

            End(writer, columns.Count, number);
        }

        workbook.Workbook = new Workbook(
            new Sheets(new Sheet { Name = name, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
    }

    /// <summary>A column's letters: A for 1, AA for 27.</summary>
    internal static string Letters(int column) =>
        column <= 26
            ? ((char)('A' + column - 1)).ToString()
            : Letters((column - 1) / 26) + Letters((column - 1) % 26 + 1);

    private static void Begin(OpenXmlWriter writer, IReadOnlyList<SheetColumn> columns)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1,
            TopLeftCell = "A2",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(columns.Select((column, index) => new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
    }

    private static void End(OpenXmlWriter writer, int columns, int rows)
    {
        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"A1:{Letters(columns)}{rows}" });
        writer.WriteElement(new PageSetup { Orientation = OrientationValues.Landscape, PaperSize = 9 });
        writer.WriteEndElement();
    }

    private static void WriteRow(
        OpenXmlWriter writer, IReadOnlyList<object?> row, int number, Func<object?, Style> style)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is { } value)
            {
                writer.WriteElement(CellOf(value, $"{Letters(i + 1)}{number}", style(value)));
            }
        }

        writer.WriteEndElement();
    }

    private static Style StyleOf(object? value) => value switch
    {
        DateOnly => Style.Day,
        DateTimeOffset => Style.Moment,
        string => Style.Wrapped,
        _ => Style.Plain,
    };

    private static Cell CellOf(object value, string reference, Style style) => value switch
    {
        string text =>
            new Cell(new InlineString(new Text(Writable(text)) { Space = SpaceProcessingModeValues.Preserve }))
            {
                CellReference = reference,
                DataType = CellValues.InlineString,
                StyleIndex = (uint)style,
            },
        DateOnly day => Number(reference, day.ToDateTime(TimeOnly.MinValue).Subtract(Epoch).TotalDays, style),
        DateTimeOffset at => Number(reference, ChinaTime.OnTheWall(at).Subtract(Epoch).TotalDays, style),
        IConvertible number => Number(reference, number.ToDouble(CultureInfo.InvariantCulture), style),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static Cell Number(string reference, double number, Style style) =>
        new(new CellValue(number)) { CellReference = reference, StyleIndex = (uint)style };

    // XML 1.0 knows no control characters, and one of them would make the whole file unreadable.
    private static string Writable(string text)
    {
        var kept = text.Where(letter =>
            letter is '\n' or '\t' || letter >= ' ' && letter is not ('\uFFFE' or '\uFFFF'));
        var clean = string.Concat(kept);
        return clean.Length <= CellMax ? clean : string.Concat(clean.AsSpan(0, CellMax - 1), "…");
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = MomentFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }));
}
