using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Dividing;

/// <summary>Buildings with their households out of a GeoJSON file.</summary>
/// <param name="Ids">As they stand in the file: a number stays a number.</param>
internal sealed record BuildingsFile(IReadOnlyList<GridBuilding> Buildings, IReadOnlyList<JsonElement> Ids)
{
    private const string IdProperty = "id";
    private const string EstateProperty = "estate";
    private const string TodayProperty = "grid";

    /// <param name="households">The property that has the number of households.</param>
    /// <exception cref="MistakeException">
    /// As <see cref="FeatureFile.Read"/>, and <c>building.none</c>, <c>building.nowhere</c>, <c>building.kind</c>,
    /// <c>building.id</c>, <c>households.missing</c>, <c>households.unreadable</c>.
    /// </exception>
    public static BuildingsFile Read(string path, string households)
    {
        var features = FeatureFile.Read(path);
        JsonElement[] ids = [.. features.Select(IdOf)];
        return features.Count == 0
            ? throw new MistakeException("building.none", $"{path} has no building.")
            : new([.. features.Select((feature, i) => Building(feature, ids[i].ToString(), households))], ids);
    }

    private static GridBuilding Building(Feature feature, string id, string households) => new(
        id,
        PlaceOf(feature, id),
        HouseholdsOf(feature, id, households),
        feature.Text(EstateProperty),
        feature.Text(TodayProperty));

    private static JsonElement IdOf(Feature feature)
    {
        JsonElement?[] ids = [feature.Property(IdProperty), feature.Id];
        return ids.OfType<JsonElement>().FirstOrDefault(SaysAnything) is { ValueKind: not JsonValueKind.Undefined } id
            ? id
            : throw new MistakeException(
                "building.id", $"{feature.Name} has no id, neither as a property nor as a feature.");
    }

    private static bool SaysAnything(JsonElement id) =>
        id.ValueKind is JsonValueKind.Number || (id.ValueKind is JsonValueKind.String && id.GetString()!.Length > 0);

    private static Geometry PlaceOf(Feature feature, string id) => feature.Place switch
    {
        null or { IsEmpty: true } =>
            throw new MistakeException("building.nowhere", $"{feature.Name} (building {id}) has no place."),
        Point or Polygon or MultiPolygon => feature.Place,
        _ => throw new MistakeException(
            "building.kind",
            $"{feature.Name} (building {id}) is a {feature.Place.GeometryType}, neither a point nor an outline."),
    };

    private static int HouseholdsOf(Feature feature, string id, string property)
    {
        var text = feature.Text(property)
            ?? throw new MistakeException(
                "households.missing", $"{feature.Name} (building {id}) has no property '{property}'.");
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= int.MaxValue && number == decimal.Truncate(number)
                ? (int)number
                : throw new MistakeException(
                    "households.unreadable",
                    $"{feature.Name} (building {id}) has '{text}' as '{property}', not a whole number from 0.");
    }
}
