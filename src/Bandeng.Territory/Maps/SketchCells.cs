using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace Bandeng.Territory.Maps;

/// <summary>The land of one community.</summary>
/// <param name="Seed">Its middle before the plane is bent.</param>
/// <param name="Edges">Its sides before the plane is bent, each with its ends in order.</param>
/// <param name="Outline">Its outline as drawn, in metres.</param>
internal sealed record SketchCell(
    AreaCode Code, Coordinate Seed, IReadOnlyList<(Coordinate Low, Coordinate High)> Edges, Polygon Outline);

/// <summary>Divides the land among the communities: to each what lies nearest to its middle.</summary>
internal static class SketchCells
{
    /// <summary>In the order of the communities.</summary>
    public static IReadOnlyList<SketchCell> Of(SketchSeeds seeds)
    {
        var voronoi = new VoronoiDiagramBuilder();
        voronoi.SetSites([.. seeds.Villages.Select(village => village.At), .. seeds.Outside]);
        var cells = voronoi.GetSubdivision().GetVoronoiCellPolygons(GeometryFactory.Default)
            .ToDictionary(cell => (Coordinate)cell.UserData);
        return [.. seeds.Villages.Select(
            village => Bend(village.Village.Code, village.At, (Polygon)cells[village.At]))];
    }

    private static SketchCell Bend(AreaCode code, Coordinate seed, Polygon cell)
    {
        var corners = cell.ExteriorRing.Coordinates;
        var ring = new List<Coordinate> { SketchPlane.Bend(corners[0]) };
        var edges = new List<(Coordinate, Coordinate)>();
        foreach (var (from, to) in corners.Zip(corners[1..]))
        {
            ring.AddRange(SketchPlane.BentLine(from, to)[1..]);
            edges.Add(from.CompareTo(to) <= 0 ? (from, to) : (to, from));
        }

        return new SketchCell(code, seed, edges, GeometryFactory.Default.CreatePolygon([.. ring]));
    }
}
