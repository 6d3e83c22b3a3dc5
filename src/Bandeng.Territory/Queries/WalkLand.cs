using Bandeng.Kernel;
using Bandeng.Planning.Walks;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Queries;

/// <summary>A place where somebody can go, or lives.</summary>
/// <param name="At">A point inside, degrees WGS-84.</param>
public sealed record WalkPlace(
    Guid Id,
    PlaceKind Kind,
    string Name,
    string? Estate,
    AreaCode AreaCode,
    Coordinate At,
    long? Households,
    long Doors);

/// <summary>An area as somebody walks through it.</summary>
/// <param name="Roads">Roads that are drawn inside and around; nobody walks along a motorway.</param>
/// <param name="Buildings">Of the area, on the map.</param>
/// <param name="Unplaced">Names of buildings that are not on the map.</param>
/// <param name="Units">Public units inside, and around as far as people walk.</param>
public sealed record WalkArea(
    Geometry? Boundary, IReadOnlyList<Geometry> Roads, IReadOnlyList<WalkPlace> Buildings,
    IReadOnlyList<string> Unplaced, IReadOnlyList<WalkPlace> Units)
{
    /// <summary>The roads as lines that people walk along.</summary>
    public WalkNetwork Network() => new(
        Roads, Buildings is [var first, ..] ? first.At : Boundary?.Centroid.Coordinate ?? new Coordinate(0, 0));
}

/// <summary>Reads roads, buildings and public units of an area, as of today.</summary>
public sealed class WalkLand(BandengDb db)
{
    // About three kilometres: farther nobody walks in a quarter of an hour, and the next community's clinic counts.
    private const double Around = 0.03;

    private sealed record PlaceRow(
        Guid Id, PlaceKind Kind, string Name, string? Estate, AreaCode AreaCode, string? Geometry, long? Households,
        long Doors);

    private const string Columns =
        """
        select p.id, p.kind, p.name, e.name as estate, p.area_code, p.geometry, p.households,
            (select count(*) from dwellings d where d.building_id = p.id and d.valid_to is null) as doors
        from places p left join places e on e.id = p.estate_id
        """;

    public async Task<WalkArea> OfAsync(AreaCode area, CancellationToken cancel)
    {
        var (first, last) = area.Range;
        var boundary = await db.RowAsync<string>(
            "select geometry from area_outlines where code = @first", new { first }, cancel);
        var buildings = await db.RowsAsync<PlaceRow>(
            $"{Columns} where p.kind = 'Building' and p.valid_to is null and p.area_code between @first and @last order by p.area_code, p.id",
            new { first, last }, cancel);
        WalkPlace[] placed = [.. buildings.Where(row => row.Geometry is not null).Select(Place)];
        var outline = boundary is null ? null : GeoJson.Read(boundary);
        var box = Box(outline, placed);
        if (box.IsNull)
        {
            return new(outline, [], placed, [.. buildings.Select(row => row.Name)], []);
        }

        var around = new
        {
            west = box.MinX - Around,
            south = box.MinY - Around,
            east = box.MaxX + Around,
            north = box.MaxY + Around,
        };
        var roads = await db.RowsAsync<string>(
            """
            select geometry from map_features where kind = 'road' and (class is null or class <> 'motorway')
                and west <= @east and east >= @west and south <= @north and north >= @south order by id
            """,
            around, cancel);
        var units = await db.RowsAsync<PlaceRow>(
            $"""
            {Columns} where p.kind not in ('Estate', 'Courtyard', 'VillagerGroup', 'Building') and p.valid_to is null and p.geometry is not null
                and p.west <= @east and p.east >= @west and p.south <= @north and p.north >= @south order by p.kind, p.name, p.id
            """,
            around, cancel);
        return new(
            outline, [.. roads.Select(GeoJson.Read)], placed,
            [.. buildings.Where(row => row.Geometry is null).Select(row => row.Name)],
            [.. units.Select(Place)]);
    }

    private static Envelope Box(Geometry? outline, IEnumerable<WalkPlace> placed)
    {
        var box = outline?.EnvelopeInternal.Copy() ?? new Envelope();
        foreach (var place in placed)
        {
            box.ExpandToInclude(place.At);
        }

        return box;
    }

    private static WalkPlace Place(PlaceRow row) => new(
        row.Id, row.Kind, row.Name, row.Estate, row.AreaCode, GeoJson.Read(row.Geometry!).InteriorPoint.Coordinate,
        row.Households, row.Doors);
}
