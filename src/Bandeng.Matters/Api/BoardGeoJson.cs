using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries.Board;

namespace Bandeng.Matters.Api;

/// <summary>
/// Matters as points (RFC 7946): of one that was let out its own, to four decimals of a degree (about 11 m); of any
/// other the point of its community.
/// </summary>
internal static class BoardGeoJson
{
    private static readonly JsonWriterOptions Chinese = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(IEnumerable<BoardMatter> matters, BoardWords words)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Chinese))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var matter in matters)
            {
                if (matter.Point is { } point)
                {
                    WriteOne(json, matter, point, words);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteOne(Utf8JsonWriter json, BoardMatter matter, BoardPoint point, BoardWords words)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", matter.Id);
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(point.Longitude);
        json.WriteNumberValue(point.Latitude);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("title", words.TitleOf(matter));
        json.WriteString("category", words.CategoryOf(matter));
        json.WriteString("place", matter.Place);
        json.WriteString("area", matter.Area.ToString());
        json.WriteString("stage", matter.Stage.ToString());
        json.WriteString("stageName", words.StageOf(matter));
        json.WriteString("shape", BoardWords.ShapeOf(matter));
        json.WriteBoolean("exact", point.IsExact);
        json.WriteNumber("voices", matter.Voices);
        json.WriteString("href", $"/matters/{matter.Id}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
