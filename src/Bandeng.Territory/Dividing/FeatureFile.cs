using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Dividing;

/// <summary>One feature of a GeoJSON file.</summary>
/// <param name="Index">Where it stands among the features, from 0.</param>
/// <param name="Id">The feature's own id; undefined when it has none.</param>
/// <param name="Properties">Undefined when it has none.</param>
/// <param name="Place">Null when it has no geometry (RFC 7946, 3.2).</param>
/// <param name="Fault">Why its geometry cannot be read, or null.</param>
internal sealed record Feature(int Index, JsonElement Id, JsonElement Properties, Geometry? Place, string? Fault = null)
{
    /// <summary>What its properties are called.</summary>
    public IEnumerable<string> Names =>
        Properties.ValueKind == JsonValueKind.Object
            ? Properties.EnumerateObject().Select(property => property.Name)
            : [];

    /// <summary>How messages name it: <c>features[17]</c>.</summary>
    public string Name => $"features[{Index}]";

    /// <summary>A property, or null when it is not there or null.</summary>
    public JsonElement? Property(string name) =>
        Properties.ValueKind == JsonValueKind.Object
        && Properties.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A property that is a text, or a number in digits; else null.</summary>
    public string? Text(string name) =>
        Property(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : null;
}

/// <summary>
/// Reads GeoJSON that people bring: a collection, one feature, or a bare geometry. See <see cref="OfficeFile"/>.
/// </summary>
internal static class FeatureFile
{
    /// <exception cref="MistakeException">
    /// <c>file.missing</c>, <c>file.empty</c>, <c>file.unreadable</c>, <c>file.not-geojson</c>, or
    /// <c>feature.geometry</c>
    /// with the feature that is meant.
    /// </exception>
    public static IReadOnlyList<Feature> Read(string path)
    {
        var features = ReadEach(path);
        return features.FirstOrDefault(feature => feature.Fault is not null) is { } broken
            ? throw new MistakeException(
                "feature.geometry", $"{broken.Name} has a geometry that cannot be read: {broken.Fault}")
            : features;
    }

    /// <summary>The same, where a feature whose geometry cannot be read says so itself.</summary>
    public static IReadOnlyList<Feature> ReadEach(string path)
    {
        using var text = OfficeFile.OpenText(path);
        try
        {
            // The features outlive the document: it is small garbage, read once for each command.
            var root = JsonDocument.Parse(text.ReadToEnd()).RootElement;
            return Features(root) is { } features
                ? [.. features.Select(ReadFeature)]
                : throw NotGeoJson(path, "it is no FeatureCollection");
        }
        catch (JsonException failure)
        {
            throw NotGeoJson(path, failure.Message);
        }
    }

    private static MistakeException NotGeoJson(string path, string why) =>
        new("file.not-geojson", $"{path} is not GeoJSON: {why}");

    private static JsonElement[]? Features(JsonElement root)
    {
        var type = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var named)
            ? named.ToString()
            : null;
        return type switch
        {
            null => null,
            "FeatureCollection" =>
                root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array
                ? [.. features.EnumerateArray()]
                : null,
            "Feature" => [root],
            _ => IsBare(root) ? [root] : null,
        };
    }

    private static Feature ReadFeature(JsonElement json, int index)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new MistakeException("feature.geometry", $"features[{index}] is no feature.");
        }

        var place = IsBare(json) ? json : json.TryGetProperty("geometry", out var own) ? own : default;
        json.TryGetProperty("id", out var id);
        json.TryGetProperty("properties", out var properties);
        var (geometry, fault) = ReadPlace(place);
        return new(index, id, properties, geometry, fault);
    }

    private static bool IsBare(JsonElement json) =>
        json.TryGetProperty("coordinates", out _) || json.TryGetProperty("geometries", out _);

    private static (Geometry? Place, string? Fault) ReadPlace(JsonElement json)
    {
        try
        {
            return (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : GeoJson.Read(json), null);
        }
        catch (Exception failure) when (failure is FormatException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or IndexOutOfRangeException)
        {
            return (null, failure.Message);
        }
    }
}
