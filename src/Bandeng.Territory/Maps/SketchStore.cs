using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Territory.Places;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>
/// Stores a sketch: its outlines and features, and each community's grid and buildings as areas with names.
/// </summary>
internal sealed class SketchStore(BandengDb db)
{
    private const string FirstGrid = "第一网格";
    private const string Source = "sketch";

    public async Task SaveAsync(SketchMap map, DateOnly from, CancellationToken cancel)
    {
        await db.InsertManyAsync(
            "areas", ["code", "name", "level", "parent", "valid_from"], Areas(map, Day(from)), cancel);
        await db.InsertManyAsync(
            "area_outlines",
            ["code", "geometry", "west", "south", "east", "north", "sketch", "valid_from"],
            map.Outlines.Concat(Grids(map).Select(grid => KeyValuePair.Create(grid, map.Outlines[grid.Community])))
                .OrderBy(outline => outline.Key)
                .Select(outline => (object?[])[outline.Key.Value, .. Drawn(outline.Value), Day(from)]),
            cancel);
        await db.InsertManyAsync(
            "map_features",
            ["id", "kind", "area_code", "name", "geometry", "west", "south", "east", "north", "sketch", "source"],
            map.Features.Where(feature => feature.Kind != "building").Select((feature, i) =>
                (object?[])[i + 1L, feature.Kind, feature.Area.Value, feature.Name, .. Drawn(feature.Geometry), Source]),
            cancel);
        await BuildingsAsync(map, from, cancel);
        await TerritoryVersion.NextAsync(db, cancel);
    }

    /// <summary>Buildings are places with a past of their own; of which estate nobody invented.</summary>
    private async Task BuildingsAsync(SketchMap map, DateOnly from, CancellationToken cancel)
    {
        PlaceOnFile[] places = [.. map.Features.Where(feature => feature.Kind == "building")
            .Select(feature => Building(feature, from))];
        await db.InsertManyAsync(places, cancel);
        await db.InsertManyAsync([.. places.Select(place => PlaceName.Of(place.Id, place.Name, from))], cancel);
        await db.InsertManyAsync([.. places.Select(place => PlaceCode.Of(place.Id, place.AreaCode, from))], cancel);
    }

    private static PlaceOnFile Building(MapFeature feature, DateOnly from)
    {
        var place = PlaceOnFile.Of(Guid.CreateVersion7(), PlaceKind.Building, feature.Name!, feature.Area, from);
        // Invented too: 36 to 72 households, the same every time.
        place.Tell(new PlaceFacts(Households: 36 + feature.Area.Value * 7 % 37));
        place.Place(feature.Geometry, sketch: true);
        return place;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<object?[]> Areas(SketchMap map, string day)
    {
        var buildings = map.Features.Where(feature => feature.Kind == "building")
            .Select(feature => (feature.Area, Name: feature.Name!)).ToArray();
        var grids = Grids(map).Select(grid => (Area: grid, Name: FirstGrid));
        return grids.Concat(buildings).Select(area =>
            (object?[])[area.Area.Value, area.Name, (long)area.Area.Level, area.Area.Parent!.Value.Value, day]);
    }

    /// <summary>The one grid of each community, which is all of it.</summary>
    private static IEnumerable<AreaCode> Grids(SketchMap map) =>
        map.Features.Where(feature => feature.Kind == "building")
            .Select(feature => feature.Area.Parent!.Value).Distinct();

    private static object?[] Drawn(Geometry geometry)
    {
        var box = geometry.EnvelopeInternal;
        return [GeoJson.Write(geometry), box.MinX, box.MinY, box.MaxX, box.MaxY, 1L];
    }
}
