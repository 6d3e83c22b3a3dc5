using System.Globalization;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>The texts of a workbook's cells.</summary>
internal sealed class XlsxStrings(XlsxPackage package, string? part)
{
    private readonly List<string> _texts = part is null || package.MaybeXml(part) is not { } shared
        ? [] : [.. shared.Root!.Elements().Where(item => item.Name.LocalName == "si").Select(TextOf)];

    /// <summary>What a cell shows, as far as a blank table needs it.</summary>
    public string Of(XElement cell) => (string?)cell.Attribute("t") switch
    {
        "s" =>
            int.TryParse(Value(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _texts.Count
                ? _texts[at]
                : "",
        "inlineStr" => cell.Elements().Where(one => one.Name.LocalName == "is").Select(TextOf).FirstOrDefault() ?? "",
        "e" => "",
        _ => Value(cell),
    };

    private static string Value(XElement cell) =>
        cell.Elements().FirstOrDefault(one => one.Name.LocalName == "v")?.Value ?? "";

    // The reading aids of East Asian names (rPh) are no part of the text.
    private static string TextOf(XElement item) => string.Concat(item.Descendants()
        .Where(one => one.Name.LocalName == "t" && one.Ancestors().All(above => above.Name.LocalName != "rPh"))
        .Select(one => one.Value));
}
