using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Bandeng.Territory.Maps;

/// <summary>Reads outlines: of areas, and of buildings, which are areas too.</summary>
internal sealed class OutlineStore(BandengDb db)
{
    public async Task<OutlineTree> TreeAsync(CancellationToken cancel) => new(await db.RowsAsync<OutlineBox>(
        """
        select code, west, south, east, north from area_outlines
        union all
        select area_code, west, south, east, north from places
        where kind = 'Building' and valid_to is null and west is not null and area_code % 1000 <> 0
        """,
        null,
        cancel));

    /// <summary>The deepest area whose outline covers the point.</summary>
    public async Task<AreaCode?> LocateAsync(
        OutlineTree tree, double longitude, double latitude, CancellationToken cancel)
    {
        var at = new Coordinate(longitude, latitude);
        var point = GeometryFactory.Default.CreatePoint(at);
        foreach (var code in tree.Around(at))
        {
            if ((await PreparedAsync(tree, code, cancel))?.Covers(point) is true)
            {
                return code;
            }
        }

        return null;
    }

    private async Task<IPreparedGeometry?> PreparedAsync(OutlineTree tree, AreaCode code, CancellationToken cancel)
    {
        if (tree.TryGetPrepared(code, out var known))
        {
            return known;
        }

        var text = await db.RowAsync<string>(
            """
            select geometry from area_outlines where code = @Value
            union all
            select geometry from places
            where area_code = @Value and kind = 'Building' and valid_to is null and geometry is not null
            """,
            new { code.Value },
            cancel);
        return text is null ? null : tree.Prepare(code, GeoJson.Read(text));
    }
}
