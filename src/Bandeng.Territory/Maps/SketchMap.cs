using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>A community to be drawn.</summary>
/// <param name="IsUrban">Classes 11x and 12x: small, close to others, many buildings.</param>
public sealed record SketchVillage(AreaCode Code, string Name, bool IsUrban);

/// <summary>What is drawn on a map besides outlines.</summary>
/// <param name="Kind"><c>road</c>, <c>building</c> or <c>water</c>.</param>
/// <param name="Area">The community; for a building its own 18 digits.</param>
public sealed record MapFeature(string Kind, AreaCode Area, string? Name, Geometry Geometry);

/// <summary>
/// An invented map (示意) of a district: every community has an outline, streets, buildings with numbers. The same
/// communities always give the same map. Nothing of it is surveyed.
/// </summary>
/// <remarks>
/// Communities are cells of a Voronoi diagram, bent by a smooth field that is the same for both sides of an edge; so
/// neighbours share every vertex and the outlines of towns are unions without gap or overlap. Degrees, WGS-84.
/// </remarks>
public sealed record SketchMap(IReadOnlyDictionary<AreaCode, Polygon> Outlines, IReadOnlyList<MapFeature> Features)
{
    private const int MostAttempts = 60;

    /// <summary>Draws the communities and every area around them up to <paramref name="whole"/>.</summary>
    /// <exception cref="ArgumentException">There is no community, or one outside the whole.</exception>
    public static SketchMap Draw(AreaCode whole, IReadOnlyList<SketchVillage> villages)
    {
        if (villages.Count == 0 || villages.Any(village => !whole.Contains(village.Code)))
        {
            throw new ArgumentException("A sketch needs communities, all inside the whole.", nameof(villages));
        }

        SketchVillage[] sorted = [.. villages.OrderBy(village => village.Code)];
        return Enumerable.Range(0, MostAttempts)
            .Select(attempt => Attempt(whole, sorted, attempt))
            .OfType<SketchMap>()
            .FirstOrDefault() ?? throw new InvalidOperationException("No town could be drawn in one piece.");
    }

    private static SketchMap? Attempt(AreaCode whole, SketchVillage[] villages, int attempt)
    {
        var seed = (int)(whole.Value / 1_000_000_000_000 % 1_000_000) * 100 + attempt;
        var cells = SketchCells.Of(SketchSeeds.Place(villages, new Random(seed)));
        var outlines = SketchOutlines.Of(whole, cells);
        if (outlines is null)
        {
            return null;
        }

        var roads = SketchRoads.Between(cells);
        var features = villages.SelectMany((village, i) =>
            new SketchVillagePlan(village, cells[i], roads[i]).Features());
        return new SketchMap(
            outlines.ToDictionary(pair => pair.Key, pair => (Polygon)SketchPlane.ToDegrees(pair.Value)),
            [.. features.Select(feature => feature with { Geometry = SketchPlane.ToDegrees(feature.Geometry) })]);
    }
}
