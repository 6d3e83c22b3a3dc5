using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>
/// A workbook of Office Open XML. Only what a filling changes is written anew: the rows of its sheets, what refers to
/// them, and the styles it adds. Everything else leaves as it came.
/// </summary>
internal sealed class XlsxBook : IBook
{
    private const string Book = "xl/workbook.xml";
    private const string Types = "[Content_Types].xml";

    private static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace StrictOffice = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly XlsxPackage _package;
    private readonly XlsxStrings _strings;
    private readonly List<(string Name, string Part)> _sheets;

    private XlsxBook(XlsxPackage package)
    {
        _package = package;
        var workbook = package.Xml(Book).Root!;
        var parts = package.Relations(Book);
        _strings = new(package, parts.FirstOrDefault(part => part.Kind == "sharedStrings").Target);
        StylesPart = parts.FirstOrDefault(part => part.Kind == "styles").Target ?? "";
        var styles = new XlsxStyles(package.Xml(StylesPart));
        _sheets = [];
        List<SheetPicture> pictures = [];
        foreach (var sheet in workbook.Descendants().Where(one => one.Name.LocalName == "sheet"))
        {
            var id = (string?)sheet.Attribute(Office + "id") ?? (string?)sheet.Attribute(StrictOffice + "id");
            if (parts.FirstOrDefault(part => part.Id == id) is { Kind: "worksheet", Target: var target })
            {
                var name = (string?)sheet.Attribute("name") ?? "";
                _sheets.Add((name, target));
                pictures.Add(XlsxPicture.Of(
                    name, Normal(target), _strings, styles,
                    (string?)sheet.Attribute("state") is "hidden" or "veryHidden"));
            }
        }

        Sheets = pictures is [] ? throw new BookFaultException(BookFault.NoHeading) : pictures;
    }

    public BookFormat Format => BookFormat.Xlsx;

    public IReadOnlyList<SheetPicture> Sheets { get; }

    private string StylesPart { get; }

    public static XlsxBook Open(byte[] bytes) => new(XlsxPackage.Open(bytes));

    public byte[] Fill(IReadOnlyList<SheetFilling> fillings)
    {
        var shifts = fillings.Where(one => one.Inserted > 0)
            .Select(one => new RowShift(_sheets[one.Sheet].Name, one.Grow, one.Inserted, !one.LooksLikeHead)).ToList();
        var styles = new XlsxStyles(_package.Xml(StylesPart));
        var workbook = _package.Xml(Book);
        var is1904 = (string?)workbook.Descendants().FirstOrDefault(one => one.Name.LocalName == "workbookPr")?.Attribute("date1904") is "1" or "true";
        var changed = new Dictionary<string, Action<Stream>?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, (name, part)) in _sheets.Index())
        {
            var filling = fillings.FirstOrDefault(one => one.Sheet == index);
            var writer = new XlsxSheetWriter(Normal(part), name, filling, shifts, styles, is1904);
            var bytes = Written(writer.Write);
            changed[part] = stream => stream.Write(bytes);
            if (shifts.Find(shift => shift.Sheet == name) is { } shift)
            {
                XlsxBeside.Move(_package, part, shift, changed);
            }
        }

        XlsxBeside.MoveNames(workbook, _sheets.Select(sheet => sheet.Name).ToList(), shifts);
        changed[Book] = workbook.Save;

        // The sheets have said by now which styles they need.
        changed[StylesPart] = styles.Save;
        DropCalculationChain(changed);
        return _package.With(changed);
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        return whole.ToArray();
    }

    // The order in which cells were last computed; a program makes it anew.
    private void DropCalculationChain(Dictionary<string, Action<Stream>?> changed)
    {
        const string chain = "xl/calcChain.xml";
        if (!_package.Has(chain))
        {
            return;
        }

        changed[chain] = null;
        var types = _package.Xml(Types);
        types.Root!.Elements().Where(one => ((string?)one.Attribute("PartName"))?.EndsWith("calcChain.xml", StringComparison.OrdinalIgnoreCase) == true).Remove();
        changed[Types] = types.Save;
        const string relations = "xl/_rels/workbook.xml.rels";
        var rels = _package.Xml(relations);
        rels.Root!.Elements().Where(one => ((string?)one.Attribute("Type"))?.EndsWith("/calcChain", StringComparison.Ordinal) == true).Remove();
        changed[relations] = rels.Save;
    }

    private XElement Normal(string part)
    {
        var root = _package.Xml(part).Root!;
        XlsxFormulas.Number(root);
        XlsxFormulas.Spread(root);
        return root;
    }
}
