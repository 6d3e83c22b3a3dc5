using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>Writes one sheet: rows as they were, filled, and inserted; everything around them moved along.</summary>
internal sealed class XlsxSheetWriter
{
    private readonly XElement _sheet;
    private readonly XNamespace _ns;
    private readonly string _name;
    private readonly SheetFilling? _filling;
    private readonly IReadOnlyCollection<RowShift> _shifts;
    private readonly RowShift? _shift;
    private readonly XlsxCells _cells;
    private readonly Dictionary<int, XElement> _rows;
    private readonly ILookup<int, CellAt> _single;

    /// <param name="sheet">A copy of its own, formulas written out.</param>
    /// <param name="filling">Null: nothing goes into this sheet, but its formulas may look at one that grows.</param>
    public XlsxSheetWriter(
        XElement sheet, string name, SheetFilling? filling, IReadOnlyCollection<RowShift> shifts, XlsxStyles styles,
        bool is1904)
    {
        (_sheet, _ns, _name, _filling, _shifts) = (sheet, sheet.Name.Namespace, name, filling, shifts);
        _shift = shifts.FirstOrDefault(one => one.Sheet == name);
        _cells = new(_ns, styles, is1904);
        _rows = sheet.Elements(_ns + "sheetData").Elements(_ns + "row").Where(row => row.Attribute("r") is not null)
            .DistinctBy(row => (int)row.Attribute("r")!).ToDictionary(row => (int)row.Attribute("r")!);
        _single = (filling?.Cells.Keys ?? []).ToLookup(at => at.Row);
    }

    public void Write(Stream target)
    {
        using var xml = XmlWriter.Create(target, new XmlWriterSettings { CloseOutput = false });
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement(_sheet.GetPrefixOfNamespace(_ns) ?? "", _sheet.Name.LocalName, _ns.NamespaceName);
        foreach (var attribute in _sheet.Attributes())
        {
            WriteAttribute(xml, attribute);
        }

        foreach (var part in _sheet.Elements())
        {
            if (part.Name.LocalName == "sheetData")
            {
                xml.WriteStartElement(_sheet.GetPrefixOfNamespace(_ns) ?? "", "sheetData", _ns.NamespaceName);
                WriteRows(xml);
                xml.WriteEndElement();
            }
            else
            {
                Moved(part).WriteTo(xml);
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter xml, XAttribute attribute)
    {
        if (attribute.IsNamespaceDeclaration)
        {
            if (attribute.Name.LocalName != "xmlns")
            {
                xml.WriteAttributeString("xmlns", attribute.Name.LocalName, null, attribute.Value);
            }
        }
        else
        {
            xml.WriteAttributeString(attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value);
        }
    }

    private void WriteRows(XmlWriter xml)
    {
        var values = _filling is null
            ? []
            : _filling.Body.Zip(_filling.Rows).ToDictionary(pair => pair.First, pair => pair.Second);
        var numbers = _rows.Keys.Concat(values.Keys).Concat(_single.Select(group => group.Key))
            .Concat(_shift is { } at ? [at.After] : []).Distinct().Order();
        foreach (var number in numbers)
        {
            // What the row looks like is asked before it is filled.
            var model = _shift?.After == number ? new XElement(RowOf(number)) : null;
            Row(RowOf(number), number, values.GetValueOrDefault(number)).WriteTo(xml);
            if (model is not null)
            {
                WriteInserted(xml, model, number);
            }
        }
    }

    private XElement RowOf(int number) =>
        _rows.GetValueOrDefault(number) ?? new XElement(_ns + "row", new XAttribute("r", number));

    private XElement Row(XElement row, int number, object?[]? values)
    {
        var moved = _shift?.Row(number) ?? number;
        var single = _single[number].ToList();
        foreach (var cell in row.Elements(_ns + "c"))
        {
            if (cell.Element(_ns + "f") is { } formula)
            {
                formula.Value = Formulas.Inserted(formula.Value, _name, _shifts);
                cell.Elements(_ns + "v").Remove();
                cell.SetAttributeValue("t", null);
            }
        }

        if (values is not null)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Put(row, number, _filling!.Columns[i], values[i]);
            }
        }

        foreach (var at in single)
        {
            Put(row, number, at.Column, _filling!.Cells[at]);
        }

        return Numbered(row, moved);
    }

    private void WriteInserted(XmlWriter xml, XElement model, int number)
    {
        if (_filling!.LooksLikeHead)
        {
            _cells.Lighten(model);
        }

        // Constants of the last row are its own; formulas beside the table go on.
        foreach (var cell in model.Elements(_ns + "c").Where(cell => cell.Element(_ns + "f") is null))
        {
            cell.RemoveNodes();
            cell.SetAttributeValue("t", null);
        }

        for (var i = 0; i < _filling.Inserted; i++)
        {
            var row = new XElement(model);
            foreach (var formula in row.Elements(_ns + "c").Elements(_ns + "f"))
            {
                formula.Value = Formulas.Copied(Formulas.Inserted(formula.Value, _name, _shifts), i + 1, 0);
                formula.Parent!.Elements(_ns + "v").Remove();
                formula.Parent.SetAttributeValue("t", null);
            }

            var values = _filling.Rows[_filling.Body.Count + i];
            for (var column = 0; column < values.Length; column++)
            {
                Put(row, number, _filling.Columns[column], values[column]);
            }

            Numbered(row, number + i + 1).WriteTo(xml);
        }
    }

    // Null leaves the cell of the blank empty, whatever stood there as an example.
    private void Put(XElement row, int number, int column, object? value)
    {
        var at = new CellAt(number, column).ToString();
        var cell = row.Elements(_ns + "c").FirstOrDefault(one => (string?)one.Attribute("r") == at);
        if (cell is null)
        {
            if (value is null)
            {
                return;
            }

            cell = new XElement(_ns + "c", new XAttribute("r", at));
            if (ColumnStyle(column) is { } style)
            {
                cell.SetAttributeValue("s", style);
            }

            var after = row.Elements(_ns + "c")
                .LastOrDefault(one => CellAt.Read((string?)one.Attribute("r") ?? "")?.Column < column);
            if (after is null)
            {
                row.AddFirst(cell);
            }
            else
            {
                after.AddAfterSelf(cell);
            }
        }

        _cells.Set(cell, value);
    }

    private int? ColumnStyle(int column) => _sheet.Elements(_ns + "cols").Elements()
        .Where(one => (int?)one.Attribute("min") <= column && (int?)one.Attribute("max") >= column)
        .Select(one => (int?)one.Attribute("style")).FirstOrDefault();

    private XElement Numbered(XElement row, int number)
    {
        row.SetAttributeValue("r", number);
        row.SetAttributeValue("spans", null);
        foreach (var cell in row.Elements(_ns + "c"))
        {
            if (CellAt.Read((string?)cell.Attribute("r") ?? "") is { } at)
            {
                cell.SetAttributeValue("r", (at with { Row = number }).ToString());
            }
        }

        return row;
    }

    /// <summary>A part beside the rows, with its references moved.</summary>
    private XElement Moved(XElement part)
    {
        foreach (var one in part.DescendantsAndSelf().ToList())
        {
            if (one.Name.LocalName is "formula" or "formula1" or "formula2" or "f" && !one.HasElements)
            {
                one.Value = Formulas.Inserted(one.Value, _name, _shifts);
            }

            if (_shift is { } shift)
            {
                XlsxBeside.MoveReferences(one, shift, isMerge: part.Name.LocalName == "mergeCells");
            }
        }

        if (_shift is { } grown && part.Name.LocalName == "mergeCells")
        {
            RepeatMerges(part, grown);
        }

        return part;
    }

    // A row of the body that merges cells has its copies merge the same.
    private void RepeatMerges(XElement merges, RowShift shift)
    {
        if (!shift.Grows)
        {
            return;
        }

        var ofRow = merges.Elements()
            .Select(one => CellBlock.Read((string?)one.Attribute("ref") ?? "")).OfType<CellBlock>()
            .Where(block => block.Top == shift.After && block.Rows == 1).ToList();
        foreach (var (block, by) in ofRow.SelectMany(
            block => Enumerable.Range(1, shift.By), (block, by) => (block, by)))
        {
            merges.Add(
                new XElement(
                    _ns + "mergeCell",
                    new XAttribute("ref", block with { Top = block.Top + by, Bottom = block.Bottom + by })));
        }

        merges.SetAttributeValue("count", merges.Elements().Count().ToString(CultureInfo.InvariantCulture));
    }
}
