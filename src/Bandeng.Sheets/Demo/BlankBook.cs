using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Demo;

/// <summary>How a cell of an invented blank looks.</summary>
internal enum BlankStyle
{
    Plain,
    Title,
    Head,
    Body,
    Line,
    Day,
    Share,
    Text,
}

/// <summary>Draws invented blank tables of an office, as WPS would save them.</summary>
internal sealed class BlankBook(string sheet)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly SortedDictionary<int, SortedDictionary<int, string>> _rows = [];
    private readonly List<string> _merges = [];
    private readonly List<double> _widths = [];

    /// <summary>The rows that are repeated on every page: 3:4.</summary>
    public string? Repeated { get; init; }

    public BlankBook Widths(params double[] widths)
    {
        _widths.AddRange(widths);
        return this;
    }

    /// <summary>A cell; a text that begins with = is a formula. With a second corner the cells are merged.</summary>
    public BlankBook Put(string at, string text, BlankStyle style = BlankStyle.Body)
    {
        var block = CellBlock.Read(at)!.Value;
        for (var row = block.Top; row <= block.Bottom; row++)
        {
            for (var column = block.Left; column <= block.Right; column++)
            {
                Set(row, column, row == block.Top && column == block.Left ? text : "", style);
            }
        }

        if (block.Rows * block.Columns > 1)
        {
            _merges.Add(block.ToString());
        }

        return this;
    }

    /// <summary>Empty rows with the lines of the table.</summary>
    public BlankBook Lines(int first, int last, params BlankStyle[] styles)
    {
        for (var row = first; row <= last; row++)
        {
            for (var column = 1; column <= styles.Length; column++)
            {
                Set(row, column, "", styles[column - 1]);
            }
        }

        return this;
    }

    public byte[] ToArray(params (string Name, string Text)[] more)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string text)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(
                    Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + text));
            }

            Part("[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
            Part("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
            Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets>{Names()}</workbook>""");
            Part("xl/styles.xml", Styles);
            Part("xl/worksheets/sheet1.xml", Sheet());
            foreach (var (name, text) in more)
            {
                Part(name, text);
            }
        }

        return target.ToArray();
    }

    private string Names() => Repeated is not { } rows ? ""
        : $"""<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'{sheet}'!${rows.Replace(":", ":$", StringComparison.Ordinal)}</definedName></definedNames>""";

    private void Set(int row, int column, string text, BlankStyle style)
    {
        if (!_rows.TryGetValue(row, out var cells))
        {
            _rows[row] = cells = [];
        }

        var at = new CellAt(row, column);
        cells[column] = text.Length == 0 ? $"""<c r="{at}" s="{(int)style}"/>"""
            : text[0] == '=' ? $"""<c r="{at}" s="{(int)style}"><f>{SecurityElement.Escape(text[1..])}</f></c>"""
            : $"""<c r="{at}" s="{(int)style}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is></c>""";
    }

    private string Sheet()
    {
        var text = new StringBuilder($"""<worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>""");
        foreach (var (index, width) in _widths.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"""<col min="{index + 1}" max="{index + 1}" width="{width}" customWidth="1"/>""");
        }

        text.Append("</cols><sheetData>");
        foreach (var (row, cells) in _rows)
        {
            var height = row == 1 ? "32" : "24";
            text.Append(CultureInfo.InvariantCulture, $"""<row r="{row}" ht="{height}" customHeight="1">{string.Concat(cells.Values)}</row>""");
        }

        text.Append("</sheetData>");
        if (_merges.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"""<mergeCells count="{_merges.Count}">{string.Concat(_merges.Select(one => $"<mergeCell ref=\"{one}\"/>"))}</mergeCells>""");
        }

        return text.Append("""<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>""").ToString();
    }

    private const string Styles =
        $"""
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="方正小标宋简体"/></font><font><b/><sz val="11"/><name val="黑体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf><xf fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf applyAlignment="1"><alignment vertical="center"/></xf><xf numFmtId="164" borderId="1" applyNumberFormat="1" applyBorder="1"/><xf numFmtId="10" borderId="1" applyNumberFormat="1" applyBorder="1"/><xf numFmtId="49" borderId="1" applyNumberFormat="1" applyBorder="1"/></cellXfs></styleSheet>
        """;
}
