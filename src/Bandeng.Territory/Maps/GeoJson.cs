using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>
/// Geometries as GeoJSON (RFC 7946): WGS-84, longitude before latitude, seven decimals (a centimetre).
/// </summary>
public static class GeoJson
{
    private const int Decimals = 7;

    /// <summary>The geometry object of a point, line, polygon, or several of one kind.</summary>
    /// <exception cref="NotSupportedException">A collection of different kinds.</exception>
    public static string Write(Geometry geometry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, geometry);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <inheritdoc cref="Write(Geometry)"/>
    public static void Write(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType);
        json.WritePropertyName("coordinates");
        WriteCoordinates(json, geometry);
        json.WriteEndObject();
    }

    /// <summary>Reads a geometry object; a collection of different kinds too, and collections inside it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Geometry Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static Geometry Read(JsonElement json)
    {
        var (type, make) = (Member(json, "type").GetString(), GeometryFactory.Default);
        if (type == "GeometryCollection")
        {
            return make.CreateGeometryCollection([.. Member(json, "geometries").EnumerateArray().Select(Read)]);
        }

        var at = Member(json, "coordinates");
        return type switch
        {
            "Point" => make.CreatePoint(ReadPosition(at)),
            "LineString" => make.CreateLineString(ReadLine(at)),
            "Polygon" => ReadPolygon(at),
            "MultiPoint" => make.CreateMultiPointFromCoords(ReadLine(at)),
            "MultiLineString" =>
                make.CreateMultiLineString(
                    [.. at.EnumerateArray().Select(line => make.CreateLineString(ReadLine(line)))]),
            "MultiPolygon" => make.CreateMultiPolygon([.. at.EnumerateArray().Select(ReadPolygon)]),
            _ => throw new FormatException($"'{type}' is not a geometry that can be read."),
        };
    }

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member
            : throw new FormatException($"it has no '{name}'.");

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                WritePosition(json, point.Coordinate);
                break;
            case LineString line:
                WriteArray(json, line.Coordinates, WritePosition);
                break;
            case Polygon polygon:
                WriteArray(json, polygon.InteriorRings.Prepend(polygon.ExteriorRing), WriteCoordinates);
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                WriteArray(json, ((GeometryCollection)geometry).Geometries, WriteCoordinates);
                break;
            default:
                throw new NotSupportedException($"{geometry.GeometryType} has no coordinates.");
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, Coordinate at)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(at.X, Decimals));
        json.WriteNumberValue(Math.Round(at.Y, Decimals));
        json.WriteEndArray();
    }

    private static Coordinate ReadPosition(JsonElement at) => new(at[0].GetDouble(), at[1].GetDouble());

    private static Coordinate[] ReadLine(JsonElement line) => [.. line.EnumerateArray().Select(ReadPosition)];

    private static Polygon ReadPolygon(JsonElement rings)
    {
        LinearRing[] read = [.. rings.EnumerateArray()
            .Select(ring => GeometryFactory.Default.CreateLinearRing(ReadLine(ring)))];
        return GeometryFactory.Default.CreatePolygon(read[0], read[1..]);
    }
}
