using Bandeng.Kernel.CommandLine;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;

namespace Bandeng.Territory.Dividing;

/// <summary>The boundary out of a GeoJSON file: all its polygons together.</summary>
internal static class BoundaryFile
{
    /// <exception cref="MistakeException">
    /// As <see cref="FeatureFile.Read"/>, and <c>boundary.none</c>, <c>boundary.kind</c>, <c>boundary.crossing</c>.
    /// </exception>
    public static Geometry Read(string path)
    {
        var places = FeatureFile.Read(path).Where(feature => feature.Place is not null).Select(PolygonOf).ToArray();
        return places.Length switch
        {
            0 => throw new MistakeException("boundary.none", $"{path} has no polygon."),
            1 => places[0],
            _ => UnaryUnionOp.Union(places),
        };
    }

    private static Geometry PolygonOf(Feature feature) =>
        feature.Place is not (Polygon or MultiPolygon)
            ? throw new MistakeException(
                "boundary.kind", $"{feature.Name} is a {feature.Place!.GeometryType}, not a polygon.")
        : new IsValidOp(feature.Place).ValidationError is { } error
            ? throw new MistakeException(
                "boundary.crossing", $"{feature.Name} is no proper outline: {error.Message} at {error.Coordinate}.")
        : feature.Place;
}
