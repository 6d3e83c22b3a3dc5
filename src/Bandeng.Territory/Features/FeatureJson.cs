using System.Text;
using System.Text.Json;
using Bandeng.Territory.Maps;

namespace Bandeng.Territory.Features;

/// <summary>What all collections of features write alike.</summary>
internal static class FeatureJson
{
    public static void WriteLinks(Utf8JsonWriter json, params (string Href, string Rel)[] links)
    {
        json.WriteStartArray("links");
        foreach (var (href, rel) in links)
        {
            json.WriteStartObject();
            json.WriteString("href", href);
            json.WriteString("rel", rel);
            json.WriteString("type", rel == "collection" ? "application/json" : "application/geo+json");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonText.Chinese }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
