using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>Which map features an area has: its own, and those of the areas around it that run through.</summary>
internal static class MapSql
{
    /// <summary>A condition on map_features; its values are those of <see cref="Box"/>.</summary>
    public static string InOrThrough(AreaCode area)
    {
        var around = new List<long>();
        for (var one = area.Parent; one is { } code; one = code.Parent)
        {
            around.Add(code.Value);
        }

        return around.Count == 0 ? "area_code between @First and @Last"
            : "(area_code between @First and @Last or (area_code in (" + string.Join(", ", around) + ")"
                + " and west <= @MaxX and east >= @MinX and south <= @MaxY and north >= @MinY))";
    }

    /// <summary>An empty box touches nothing.</summary>
    public static object Box(AreaCode area, Envelope box) =>
        new { area.Range.First, area.Range.Last, box.MinX, box.MinY, box.MaxX, box.MaxY };
}
