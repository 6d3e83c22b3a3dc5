using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Dividing;

/// <summary>Roads, rails, water and walls out of a GeoJSON file, weighed by their class.</summary>
internal static class BarriersFile
{
    private const string WeightProperty = "weight";
    private const double MostWeight = 100;

    // The names that maps give to the class of a road, a water or a wall; the first that is there counts.
    private static readonly string[] ClassProperties =
        ["fclass", "class", "highway", "railway", "waterway", "natural", "barrier", "kind", "type"];

    private static readonly string[] Yes = ["T", "true", "yes", "1"];

    /// <summary>
    /// Weights: the property <c>weight</c>, else by class (<see cref="BarrierWeights"/>); a tunnel is no barrier.
    /// </summary>
    /// <exception cref="MistakeException">As <see cref="FeatureFile.Read"/>, and <c>barrier.weight</c>.</exception>
    public static IReadOnlyList<GridBarrier> Read(string path) =>
    [
        .. from feature in FeatureFile.Read(path)
           where feature.Place is not null
           let weight = WeightOf(feature)
           where weight > 0
           from part in Parts(feature.Place!)
           select new GridBarrier(part, weight),
    ];

    /// <summary>What a collection of different kinds holds, and collections inside it.</summary>
    private static IEnumerable<Geometry> Parts(Geometry place) =>
        place.OgcGeometryType == OgcGeometryType.GeometryCollection
        ? ((GeometryCollection)place).Geometries.SelectMany(Parts)
        : [place];

    private static double WeightOf(Feature feature) =>
        feature.Text(WeightProperty) is { } text ? ReadWeight(feature, text)
        : IsTrue(feature, "tunnel") || IsTrue(feature, "is_tunnel") ? 0
        : BarrierWeights.Of(ClassProperties.Select(feature.Text).FirstOrDefault(name => name is not null));

    private static double ReadWeight(Feature feature, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && weight is >= 0 and <= MostWeight
            ? weight
            : throw new MistakeException("barrier.weight", $"{feature.Name} weighs '{text}', not 0 to {MostWeight}.");

    private static bool IsTrue(Feature feature, string property) =>
        feature.Property(property) is { } value
        && (value.ValueKind == JsonValueKind.True || Yes.Contains(value.ToString(), StringComparer.OrdinalIgnoreCase));
}
