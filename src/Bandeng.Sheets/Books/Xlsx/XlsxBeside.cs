using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>What refers to the rows of a sheet from elsewhere: names, tables, pictures, notes.</summary>
internal static partial class XlsxBeside
{
    private static readonly string[] Blocks = ["ref", "sqref"];

    /// <summary>Moves the references that an element carries.</summary>
    public static void MoveReferences(XElement one, RowShift shift, bool isMerge)
    {
        foreach (var attribute in one.Attributes()
            .Where(attribute => Blocks.Contains(attribute.Name.LocalName)).ToList())
        {
            attribute.Value = Moved(attribute.Value, shift, isMerge);
        }

        if (one.Name.LocalName == "sqref" && !one.HasElements)
        {
            one.Value = Moved(one.Value, shift, isMerge);
        }

        if (one.Name.LocalName == "brk" && one.Parent?.Name.LocalName == "rowBreaks"
            && (int?)one.Attribute("id") is { } at)
        {
            one.SetAttributeValue("id", shift.Row(at));
        }
    }

    /// <summary>
    /// Names of areas (what is printed, heads that are repeated), and that everything is computed anew.
    /// </summary>
    public static void MoveNames(XDocument workbook, IReadOnlyList<string> sheets, IReadOnlyCollection<RowShift> shifts)
    {
        var root = workbook.Root!;
        var ns = root.Name.Namespace;
        foreach (var name in root.Elements(ns + "definedNames").Elements())
        {
            var sheet = (int?)name.Attribute("localSheetId") is { } at && at < sheets.Count ? sheets[at] : "";
            name.Value = Formulas.Inserted(name.Value, sheet, shifts);
        }

        if (root.Element(ns + "calcPr") is { } computing)
        {
            computing.SetAttributeValue("fullCalcOnLoad", "1");
        }
        else
        {
            (root.Elements().LastOrDefault(one => one.Name.LocalName is "definedNames" or "externalReferences" or "functionGroups" or "sheets"))!
                .AddAfterSelf(new XElement(ns + "calcPr", new XAttribute("fullCalcOnLoad", "1")));
        }
    }

    /// <summary>The parts that belong to a sheet.</summary>
    public static void Move(
        XlsxPackage package, string sheet, RowShift shift, Dictionary<string, Action<Stream>?> changed)
    {
        foreach (var (_, kind, part) in package.Relations(sheet).Where(relation => package.Has(relation.Target)))
        {
            switch (kind)
            {
                case "table" or "comments":
                    var beside = package.Xml(part);
                    foreach (var one in beside.Descendants().ToList())
                    {
                        MoveReferences(one, shift, isMerge: false);
                    }

                    changed[part] = beside.Save;
                    break;
                case "drawing":
                    var drawing = package.Xml(part);
                    foreach (var row in drawing.Descendants()
                        .Where(one => one.Name.LocalName == "row" && !one.HasElements).ToList())
                    {
                        // Drawings count rows from 0.
                        row.Value = (shift.Row((int)row + 1) - 1).ToString(CultureInfo.InvariantCulture);
                    }

                    changed[part] = drawing.Save;
                    break;
                case "vmlDrawing":
                    var notes = RowOfNote().Replace(package.Text(part), match => string.Create(
                        CultureInfo.InvariantCulture,
                        $"<x:Row>{shift.Row(int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture) + 1) - 1}</x:Row>"));
                    changed[part] = stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(notes));
                    break;
            }
        }
    }

    private static string Moved(
        string references, RowShift shift, bool isMerge) => string.Join(' ', references.Split(' ')
        .Select(reference => CellBlock.Read(reference) is not { } block ? reference
            : !reference.Contains(':', StringComparison.Ordinal)
            && (isMerge || block.Top != shift.After || !shift.Grows)
                ? new CellAt(shift.Row(block.Top), block.Left).ToString()
            : (isMerge ? shift.Block(block) : block with { Top = shift.Row(block.Top), Bottom = shift.End(block.Bottom) }).ToString()));

    [GeneratedRegex(@"<x:Row>\s*(?<row>[0-9]{1,7})\s*</x:Row>")]
    private static partial Regex RowOfNote();
}
