using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>The land around buildings when nobody drew a boundary.</summary>
internal static class Hull
{
    /// <summary>Metres of land around the outermost buildings.</summary>
    public const double Margin = 30;

    /// <summary>The convex hull of everything, with <see cref="Margin"/> around it.</summary>
    public static Geometry Around(IEnumerable<Geometry> places)
    {
        var corners = places.SelectMany(place => place.Coordinates).ToArray();
        return new ConvexHull(corners, GeometryFactory.Default).GetConvexHull().Buffer(Margin);
    }
}
