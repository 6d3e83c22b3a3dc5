using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>The land around buildings when nobody drew a boundary.</summary>
internal static class Hull
{
    /// <summary>Metres of land around the outermost buildings.</summary>
    public const double Margin = 30;

    /// <summary>The convex hull of all places: a point, a line or a polygon.</summary>
    public static Geometry Of(IEnumerable<GridBuilding> buildings) =>
        new ConvexHull([.. buildings.SelectMany(building => building.Place.Coordinates)], GeometryFactory.Default)
            .GetConvexHull();
}
