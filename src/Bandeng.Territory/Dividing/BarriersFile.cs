using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

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

    private const int MostNamed = 20;

    /// <summary>
    /// Weights: the property <c>weight</c>, else by class (<see cref="BarrierWeights"/>); a tunnel is no barrier.
    /// </summary>
    /// <param name="say">Told what of the file is no barrier, with the features that are meant.</param>
    /// <exception cref="MistakeException">
    /// As <see cref="FeatureFile.Read"/>, and <c>barrier.weight</c>, <c>barrier.degrees</c>, and <c>barrier.none</c>
    /// where the file has features and none of them is a barrier of any kind.
    /// </exception>
    public static IReadOnlyList<GridBarrier> Read(string path, Action<string>? say = null)
    {
        var features = FeatureFile.Read(path);
        Feature[] usable = [.. features.Where(feature => feature.Place is { } place && HasLines(place))];
        if (features.Count > 0 && usable.Length == 0)
        {
            throw new MistakeException("barrier.none", $"{path} has no line and no area, {features[0].Name} first.");
        }

        if (usable.FirstOrDefault(feature => !InDegrees(feature.Place!.EnvelopeInternal)) is { } far)
        {
            throw new MistakeException(
                "barrier.degrees", $"{far.Name} is not in degrees of WGS-84, longitude before latitude.");
        }

        Say("barrier.nowhere", "no place", features.Where(feature => feature.Place is { IsEmpty: true }), say);
        Say(
            "barrier.points", "a point, not a line or an area",
            features.Where(feature => feature.Place is { IsEmpty: false } place && !HasLines(place)), say);
        Say(
            "barrier.crossing", "an outline that crosses itself; its edge is taken as it is drawn",
            usable.Where(feature => new IsValidOp(feature.Place!) { SelfTouchingRingFormingHoleValid = true }
                .ValidationError is { ErrorType: not TopologyValidationErrors.TooFewPoints }), say);
        return
        [
            .. from feature in usable
               let weight = WeightOf(feature)
               where weight > 0
               from part in Parts(feature.Place!)
               where part.Dimension > Dimension.Point
               select new GridBarrier(part, weight),
        ];
    }

    private static void Say(string code, string what, IEnumerable<Feature> meant, Action<string>? say)
    {
        Feature[] all = [.. meant];
        if (all.Length > 0)
        {
            var names = string.Join(", ", all.Take(MostNamed).Select(feature => feature.Name));
            say?.Invoke($"{code}: {names}{(all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "")}: {what}.");
        }
    }

    private static bool HasLines(Geometry place) => !place.IsEmpty && place.Dimension > Dimension.Point;

    private static bool InDegrees(Envelope box) =>
        box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90;

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
