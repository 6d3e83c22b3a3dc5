using System.Globalization;
using System.Text;
using System.Xml;
using Bandeng.Matters.Api;

namespace Bandeng.Matters.Open311;

/// <summary>Writes an answer as XML. What is not known is an empty element.</summary>
internal static class GeoXmlAnswer
{
    public static byte[] Write(GeoNode root)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false) }))
        {
            Write(xml, root.Name, root);
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, string name, object? value)
    {
        xml.WriteStartElement(name);
        switch (value)
        {
            case GeoItem item:
                item.Fields.ToList().ForEach(field => Write(xml, field.Name, field.Value));
                break;
            case GeoList list:
                list.Items.ToList().ForEach(item => Write(xml, item.Name, item));
                break;
            case GeoTexts texts:
                texts.Texts.ToList().ForEach(text => Write(xml, texts.Each, text));
                break;
            default:
                xml.WriteString(BoardFeed.Allowed(TextOf(value)));
                break;
        }

        xml.WriteEndElement();
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateTimeOffset at => GeoInstant.Write(at),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
