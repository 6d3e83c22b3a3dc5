using System.Globalization;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>
/// The styles of a workbook's cells. A value asks for the style of its place with another number format.
/// </summary>
internal sealed class XlsxStyles
{
    private const int Text = 49;
    private const int FirstOwn = 164;

    private readonly XDocument _document;
    private readonly XElement _formats;
    private readonly List<XElement> _styles;
    private readonly Dictionary<string, int> _made = [];
    private readonly Dictionary<int, string> _codes = [];

    public XlsxStyles(XDocument document)
    {
        _document = document;
        var root = document.Root!;
        var ns = root.Name.Namespace;
        _formats = root.Element(ns + "cellXfs") ?? throw new BookFaultException(BookFault.Unreadable);
        _styles = [.. _formats.Elements(ns + "xf")];
        foreach (var format in root.Elements(ns + "numFmts").Elements())
        {
            _codes[(int?)format.Attribute("numFmtId") ?? 0] = (string?)format.Attribute("formatCode") ?? "";
        }
    }

    public static int Of(XElement cell) => (int?)cell.Attribute("s") ?? 0;

    public bool IsBold(int style) =>
        Font(style)?.Elements()
            .Any(one => one.Name.LocalName == "b" && (string?)one.Attribute("val") is null or "1" or "true") == true;

    public bool IsCentred(int style) =>
        (string?)At(style)?.Elements().FirstOrDefault(one => one.Name.LocalName == "alignment")?.Attribute("horizontal") is "center" or "centerContinuous";

    /// <summary>
    /// The style for a value in a place: the place's own where its format suits, else the same with another format.
    /// </summary>
    public int For(int style, object value)
    {
        var format = (int?)At(style)?.Attribute("numFmtId") ?? 0;
        var code = _codes.GetValueOrDefault(format);
        return value switch
        {
            string text => CellTexts.WouldBeTaken(text) ? With(style, Text) : style,
            DateOnly => IsText(style) || CellTexts.IsDay(format, code) ? style : With(style, Own(CellTexts.DayFormat)),
            DateTimeOffset =>
                IsText(style) || CellTexts.IsDay(format, code) ? style : With(style, Own(CellTexts.MomentFormat)),
            Share =>
                format is 9 or 10 || code?.Contains('%', StringComparison.Ordinal) == true
                    ? style
                    : With(style, Own(CellTexts.ShareFormat)),
            _ => IsText(style) || CellTexts.IsDay(format, code) ? With(style, 0) : style,
        };
    }

    public bool IsText(int style) => (int?)At(style)?.Attribute("numFmtId") == Text;

    /// <summary>The lines of a head without its weight and ground, for tables whose blank has no row.</summary>
    public int Lightened(int style) => Made($"light {style}", () =>
    {
        var copy = Copy(style);
        copy.SetAttributeValue("fontId", 0);
        copy.SetAttributeValue("fillId", 0);
        return copy;
    });

    public void Save(Stream target) => _document.Save(target);

    private int With(int style, int format) => Made($"{format} {style}", () =>
    {
        var copy = Copy(style);
        copy.SetAttributeValue("numFmtId", format);
        copy.SetAttributeValue("applyNumberFormat", "1");
        return copy;
    });

    private int Made(string key, Func<XElement> make)
    {
        if (!_made.TryGetValue(key, out var at))
        {
            var style = make();
            _formats.Add(style);
            _styles.Add(style);
            _formats.SetAttributeValue("count", _styles.Count);
            _made[key] = at = _styles.Count - 1;
        }

        return at;
    }

    private int Own(string code)
    {
        if (_codes.FirstOrDefault(pair => pair.Value == code) is { Key: > 0 } known)
        {
            return known.Key;
        }

        var root = _document.Root!;
        var ns = root.Name.Namespace;
        var all = root.Element(ns + "numFmts");
        if (all is null)
        {
            all = new XElement(ns + "numFmts");
            root.AddFirst(all);
        }

        var id = Math.Max(FirstOwn, _codes.Keys.DefaultIfEmpty().Max() + 1);
        all.Add(new XElement(ns + "numFmt", new XAttribute("numFmtId", id), new XAttribute("formatCode", code)));
        all.SetAttributeValue("count", all.Elements().Count().ToString(CultureInfo.InvariantCulture));
        _codes[id] = code;
        return id;
    }

    private XElement Copy(int style) => new(At(style) ?? new XElement(_formats.Name.Namespace + "xf"));

    private XElement? At(int style) => style >= 0 && style < _styles.Count ? _styles[style] : null;

    private XElement? Font(int style) => (int?)At(style)?.Attribute("fontId") is { } font
        ? _document.Root!.Elements(_formats.Name.Namespace + "fonts").Elements().ElementAtOrDefault(font) : null;
}
