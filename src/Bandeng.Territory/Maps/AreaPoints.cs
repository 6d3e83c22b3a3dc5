using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>One point for a whole area: where a map puts what is known no closer.</summary>
public sealed class AreaPoints(BandengDb db)
{
    private sealed record Row(AreaCode Code, string Geometry);

    /// <summary>
    /// A point inside the outline of each area, in degrees, WGS-84; an area without an outline has none.
    /// </summary>
    public async Task<IReadOnlyDictionary<AreaCode, (double Longitude, double Latitude)>> OfAsync(
        IEnumerable<AreaCode> areas, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            $"select code, geometry from area_outlines where code {db.In()}",
            db.Codes([.. areas.Select(area => area.Value).Distinct()]),
            cancel);
        return rows.ToDictionary(row => row.Code, row =>
        {
            var point = Maps.GeoJson.Read(row.Geometry).InteriorPoint;
            return (point.X, point.Y);
        });
    }
}
