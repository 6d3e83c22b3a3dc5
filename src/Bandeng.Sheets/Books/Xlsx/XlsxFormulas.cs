using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>Formulas that several cells share are written out, so that each cell can move by itself.</summary>
internal static class XlsxFormulas
{
    /// <summary>Rows and cells may leave out where they are; then they follow one another.</summary>
    public static void Number(XElement sheet)
    {
        var row = 0;
        foreach (var line in sheet.Elements(sheet.Name.Namespace + "sheetData").Elements(sheet.Name.Namespace + "row"))
        {
            row = (int?)line.Attribute("r") ?? row + 1;
            line.SetAttributeValue("r", row);
            var column = 0;
            foreach (var cell in line.Elements(sheet.Name.Namespace + "c"))
            {
                column = CellAt.Read((string?)cell.Attribute("r") ?? "")?.Column ?? column + 1;
                cell.SetAttributeValue("r", new CellAt(row, column).ToString());
            }
        }
    }

    public static void Spread(XElement sheet)
    {
        var shared = new Dictionary<string, (string Text, CellAt At)>();
        foreach (var cell in sheet.Descendants(sheet.Name.Namespace + "c"))
        {
            if (cell.Element(sheet.Name.Namespace + "f") is not { } formula
                || CellAt.Read((string?)cell.Attribute("r") ?? "") is not { } at)
            {
                continue;
            }

            switch ((string?)formula.Attribute("t"))
            {
                case "array" or "dataTable":
                    throw new BookFaultException(BookFault.ArrayFormula(at.ToString()));
                case "shared" when (string?)formula.Attribute("si") is { } group:
                    if (formula.Value.Length > 0)
                    {
                        shared[group] = (formula.Value, at);
                    }
                    else if (shared.TryGetValue(group, out var first))
                    {
                        formula.Value = Formulas.Copied(first.Text, at.Row - first.At.Row, at.Column - first.At.Column);
                    }

                    formula.RemoveAttributes();
                    break;
            }
        }
    }
}
