using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Bandeng.Territory.Queries;

/// <summary>Which communities and grids a place lies in: an estate may reach over a border.</summary>
public sealed class AreasTouched(BandengDb db)
{
    // A border drawn twice by two hands does not make a neighbour: one part in a thousand of the place must lie there.
    private const double LeastPart = 0.001;

    private sealed record OutlineRow(AreaCode Code, string Geometry);

    public async Task<IReadOnlyList<AreaCode>> OfAsync(Guid place, CancellationToken cancel)
    {
        var text = await db.RowAsync<string>("select geometry from places where id = @place", new { place }, cancel);
        if (text is null)
        {
            return [];
        }

        var shape = GeoJson.Read(text);
        var box = shape.EnvelopeInternal;
        var near = await db.RowsAsync<OutlineRow>(
            """
            select o.code, o.geometry from area_outlines o join areas a on a.code = o.code and a.valid_to is null
            where a.level in (5, 6) and o.west <= @MaxX and o.east >= @MinX and o.south <= @MaxY and o.north >= @MinY order by o.code
            """,
            new { box.MinX, box.MaxX, box.MinY, box.MaxY }, cancel);
        return [.. near.Where(one => Lies(shape, GeoJson.Read(one.Geometry))).Select(one => one.Code)];
    }

    private static bool Lies(Geometry shape, Geometry area) => shape.Dimension == Dimension.Surface
        ? PreparedGeometryFactory.Prepare(area).Intersects(shape)
        && area.Intersection(shape).Area > shape.Area * LeastPart
        : area.Covers(shape);
}
