using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Bandeng.Territory.Maps;

/// <summary>Puts the outlines of towns and of the whole together from their communities.</summary>
internal static class SketchOutlines
{
    /// <summary>Every outline, or null when an area would be in two pieces.</summary>
    public static IReadOnlyDictionary<AreaCode, Polygon>? Of(AreaCode whole, IReadOnlyList<SketchCell> cells)
    {
        var outlines = cells.ToDictionary(cell => cell.Code, cell => cell.Outline);
        foreach (var area in cells.SelectMany(cell => Around(whole, cell).Select(code => (code, cell)))
            .GroupBy(pair => pair.code))
        {
            var parts = area.Select(pair => (Geometry)pair.cell.Outline);
            if (CoverageUnion.Union(GeometryFactory.Default.BuildGeometry(parts))
                is not Polygon { NumInteriorRings: 0 } joined)
            {
                return null;
            }

            outlines[area.Key] = joined;
        }

        return outlines;
    }

    private static IEnumerable<AreaCode> Around(AreaCode whole, SketchCell cell)
    {
        for (var area = cell.Code.Parent; area is { } around && whole.Contains(around); area = around.Parent)
        {
            yield return around;
        }
    }
}
