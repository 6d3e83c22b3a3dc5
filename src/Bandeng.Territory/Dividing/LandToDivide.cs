using Bandeng.Kernel;
using Bandeng.Planning.Grids;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory;

/// <summary>A building that grids are made of.</summary>
/// <param name="Households">What the office told; null: nothing.</param>
/// <param name="Doors">Doors that are known.</param>
/// <param name="EstateKind">What it stands in: an estate, a courtyard or a villager group; null: in none.</param>
/// <param name="Grid">The grid it has today, or null.</param>
public sealed record BuildingToDivide(
    Guid Id, string Name, Geometry Place, long? Households, long Doors, Guid? EstateId, PlaceKind? EstateKind,
    string? Estate, AreaCode? Grid)
{
    /// <summary>桥头小区 5号楼.</summary>
    public string FullName => Estate is null ? Name : $"{Estate} {Name}";
}

/// <summary>A grid or a courtyard of today.</summary>
public sealed record PartOfLand(string Name, Geometry Outline);

/// <summary>A community as the division into grids needs it.</summary>
/// <param name="Boundary">Null where nobody drew it: a buffered hull then.</param>
/// <param name="Unplaced">Names of buildings that are not on the map, which no grid can have.</param>
public sealed record Land(
    Geometry? Boundary, IReadOnlyList<GridBarrier> Barriers, IReadOnlyList<BuildingToDivide> Buildings,
    IReadOnlyList<string> Unplaced)
{
    /// <summary>The grids of today that have an outline, by code.</summary>
    public IReadOnlyList<PartOfLand> Grids { get; init; } = [];

    /// <summary>The courtyards of today that have one, by name.</summary>
    public IReadOnlyList<PartOfLand> Courtyards { get; init; } = [];
}

/// <summary>Reads the land of a community: boundary, roads and water, buildings of today.</summary>
public sealed class LandToDivide(BandengDb db)
{
    private sealed record BuildingRow(
        Guid Id, string Name, AreaCode AreaCode, string? Geometry, long? Households, long Doors, Guid? EstateId,
        string? EstateKind,
        string? Estate);

    private sealed record FeatureRow(string Kind, string? Class, string Geometry);

    private sealed record PartRow(string Name, string Geometry);

    public async Task<Land> OfAsync(AreaCode community, CancellationToken cancel)
    {
        var (first, last) = community.Range;
        var boundary = await db.RowAsync<string>(
            "select geometry from area_outlines where code = @first", new { first }, cancel);
        var buildings = await db.RowsAsync<BuildingRow>(
            """
            select p.id, p.name, p.area_code, p.geometry, p.households,
                (select count(*) from dwellings d where d.building_id = p.id and d.valid_to is null) as doors, p.estate_id,
                e.kind as estate_kind, e.name as estate
            from places p left join places e on e.id = p.estate_id where p.kind = 'Building' and p.valid_to is null and p.area_code between @first and @last
            order by p.id
            """,
            new { first, last },
            cancel);
        var outline = boundary is null ? null : GeoJson.Read(boundary);
        BuildingToDivide[] placed = [.. buildings.Where(one => one.Geometry is not null).Select(Building)];
        return new(
            outline, await BarriersAsync(community, outline, placed, cancel), placed,
            [.. buildings.Where(one => one.Geometry is null).Select(one => one.Name)])
        {
            Grids = await PartsAsync(
                """
                select a.name, o.geometry from areas a join area_outlines o on o.code = a.code
                where a.parent = @first and a.level = 6 and a.valid_to is null order by a.code
                """,
                community, cancel),
            Courtyards = await PartsAsync(
                """
                select name, geometry from places
                where kind = 'Courtyard' and valid_to is null and geometry is not null and area_code between @first and @last order by name, id
                """,
                community, cancel),
        };
    }

    private async Task<PartOfLand[]> PartsAsync(string sql, AreaCode community, CancellationToken cancel)
    {
        var (first, last) = community.Range;
        return [.. (await db.RowsAsync<PartRow>(sql, new { first, last }, cancel))
            .Select(row => new PartOfLand(row.Name, GeoJson.Read(row.Geometry)))];
    }

    /// <summary>What runs through a tunnel or a culvert parts nobody.</summary>
    private async Task<GridBarrier[]> BarriersAsync(
        AreaCode community, Geometry? outline, BuildingToDivide[] buildings, CancellationToken cancel)
    {
        var box = outline?.EnvelopeInternal.Copy() ?? new Envelope();
        foreach (var building in buildings)
        {
            box.ExpandToInclude(building.Place.EnvelopeInternal);
        }

        var features = await db.RowsAsync<FeatureRow>(
            $"select kind, class, geometry from map_features where tunnel = 0 and {MapSql.InOrThrough(community)} order by id",
            MapSql.Box(community, box), cancel);
        return [.. features.Select(
            one => new GridBarrier(GeoJson.Read(one.Geometry), BarrierWeights.Of(one.Class ?? one.Kind)))];
    }

    private static BuildingToDivide Building(BuildingRow row) => new(
        row.Id, row.Name, GeoJson.Read(row.Geometry!), row.Households, row.Doors, row.EstateId,
        row.EstateKind is { } kind ? Enum.Parse<PlaceKind>(kind) : null, row.Estate,
        row.AreaCode.Level == AreaLevel.Building ? row.AreaCode.Parent : null);
}
