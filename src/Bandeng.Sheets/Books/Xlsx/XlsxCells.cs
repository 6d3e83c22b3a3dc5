using System.Globalization;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>
/// Puts values into cells: texts as texts, days and numbers as what they are, each in the style of its place.
/// </summary>
internal sealed class XlsxCells(XNamespace ns, XlsxStyles styles, bool is1904)
{
    private const int Between1904 = 1_462;

    public void Set(XElement cell, object? value)
    {
        cell.RemoveNodes();
        cell.SetAttributeValue("t", null);
        if (value is null)
        {
            return;
        }

        var place = XlsxStyles.Of(cell);
        var style = styles.For(place, value);
        if (style != place)
        {
            cell.SetAttributeValue("s", style);
        }

        switch (value)
        {
            case DateOnly or DateTimeOffset when !styles.IsText(style):
                Number(cell, CellTexts.Serial(value) - (is1904 ? Between1904 : 0));
                break;
            case Share share:
                Number(cell, share.Value);
                break;
            case long or int or double:
                Number(cell, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                Text(cell, CellTexts.Writable(CellTexts.Words(value)));
                break;
        }
    }

    /// <summary>Takes the weight of a head from a row that is to be copied.</summary>
    public void Lighten(XElement row)
    {
        row.SetAttributeValue("ht", null);
        row.SetAttributeValue("customHeight", null);
        foreach (var cell in row.Elements(ns + "c"))
        {
            cell.RemoveNodes();
            cell.SetAttributeValue("s", styles.Lightened(XlsxStyles.Of(cell)));
        }
    }

    private void Number(XElement cell, double number) =>
        cell.Add(new XElement(ns + "v", number.ToString("R", CultureInfo.InvariantCulture)));

    private void Text(XElement cell, string text)
    {
        cell.SetAttributeValue("t", "inlineStr");
        cell.Add(
            new XElement(
                ns + "is", new XElement(ns + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text)));
    }
}
