using Bandeng.Kernel;
using Bandeng.Territory.Maps;

namespace Bandeng.Territory.Queries;

/// <summary>A building without a grid, in a community that has grids.</summary>
/// <param name="Grid">The grid in whose outline it lies; null where none is known.</param>
public sealed record LooseBuilding(
    Guid Id, string Name, string? Estate, AreaCode Community, long Version, AreaCode? Grid);

/// <summary>Buildings that came after the grids were adopted: nobody's round leads there.</summary>
public sealed class LooseBuildings(BandengDb db, IAreas areas)
{
    public const int Most = 100;

    private sealed record Row(Guid Id, string Name, string? Estate, AreaCode AreaCode, long Version, string? Geometry);

    private const string Loose =
        """
        p.kind = 'Building' and p.valid_to is null
            and exists (select 1 from areas c where c.code = p.area_code and c.level = 5)
            and exists (select 1 from areas g where g.parent = p.area_code and g.level = 6 and g.valid_to is null)
        """;

    public async Task<long> CountAsync(AreaCode[] within, CancellationToken cancel) => await db.RowAsync<long>(
        $"select count(*) from places p where {Loose} and {Inside(within)}", null, cancel);

    /// <summary>The first of them, by community.</summary>
    public async Task<IReadOnlyList<LooseBuilding>> RunAsync(AreaCode[] within, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            $"""
            select p.id, p.name, e.name as estate, p.area_code, p.version, p.geometry
            from places p left join places e on e.id = p.estate_id
            where {Loose} and {Inside(within)} order by p.area_code, p.id limit {Most}
            """,
            null, cancel);
        var found = new List<LooseBuilding>();
        foreach (var row in rows)
        {
            found.Add(new(row.Id, row.Name, row.Estate, row.AreaCode, row.Version, await GridAsync(row, cancel)));
        }

        return found;
    }

    private async Task<AreaCode?> GridAsync(Row row, CancellationToken cancel)
    {
        if (row.Geometry is null)
        {
            return null;
        }

        var at = GeoJson.Read(row.Geometry).InteriorPoint;
        return await areas.LocateAsync(at.X, at.Y, cancel) is { Level: AreaLevel.Grid } grid
            && row.AreaCode.Contains(grid) ? grid : null;
    }

    /// <summary>Numbers from codes, never words from a person.</summary>
    private static string Inside(AreaCode[] within) => within is [] ? "1 = 0" : "(" + string.Join(
        " or ", within.Select(area => $"p.area_code between {area.Range.First} and {area.Range.Last}")) + ")";
}
