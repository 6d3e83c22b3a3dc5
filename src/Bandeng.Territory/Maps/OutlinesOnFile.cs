using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>The outline that an area has today.</summary>
/// <param name="Sketch">1 where it is invented (示意).</param>
/// <param name="Version">Counts its changes.</param>
internal sealed record StandingOutline(string Geometry, long Sketch, string ValidFrom, long Version);

/// <summary>Writes outlines of areas: what held before a day is kept with its days.</summary>
internal sealed class OutlinesOnFile(BandengDb db)
{
    public Task<StandingOutline?> FindAsync(AreaCode area, CancellationToken cancel) => db.RowAsync<StandingOutline>(
        "select geometry, sketch, valid_from, version from area_outlines where code = @Value", new { area.Value },
        cancel);

    /// <summary>
    /// Puts an outline in the place of what stood there. Of an invented one nothing is kept; one that began on the same
    /// day or later is put right.
    /// </summary>
    /// <param name="before">What stood there when it was looked at; null: nothing.</param>
    /// <param name="sketch">1 where it is made of invented ones.</param>
    /// <returns>False where somebody changed it in the meantime.</returns>
    public async Task<bool> PutAsync(
        AreaCode area, Geometry outline, string day, StandingOutline? before, CancellationToken cancel, long sketch = 0)
    {
        var isNext = before is null or { Sketch: 1 } || string.CompareOrdinal(before.ValidFrom, day) < 0;
        var box = outline.EnvelopeInternal;
        var values = new
        {
            Code = area.Value,
            Geometry = GeoJson.Write(outline),
            box.MinX,
            box.MinY,
            box.MaxX,
            box.MaxY,
            From = isNext ? day : before!.ValidFrom,
            Version = before?.Version ?? 0,
            sketch,
        };
        if (before is null)
        {
            return await db.ExecuteAsync(
                """
                insert into area_outlines (code, geometry, west, south, east, north, sketch, valid_from)
                values (@Code, @Geometry, @MinX, @MinY, @MaxX, @MaxY, @sketch, @From) on conflict (code) do nothing
                """,
                values, cancel) == 1;
        }

        if (isNext && before.Sketch == 0)
        {
            await db.ExecuteAsync(
                """
                insert into former_outlines (code, geometry, west, south, east, north, valid_from, valid_to)
                select code, geometry, west, south, east, north, valid_from, @From from area_outlines where code = @Code and version = @Version
                """,
                values, cancel);
        }

        return await db.ExecuteAsync(
            """
            update area_outlines set geometry = @Geometry, west = @MinX, south = @MinY, east = @MaxX, north = @MaxY,
                sketch = @sketch, valid_from = @From, version = version + 1
            where code = @Code and version = @Version
            """,
            values, cancel) == 1;
    }

    /// <summary>
    /// From a day on the areas of a range have no outline any more; what held before is kept, of an invented one
    /// nothing.
    /// </summary>
    public async Task EndAsync(long first, long last, DateOnly on, CancellationToken cancel)
    {
        var ended = new { first, last, on };
        await db.ExecuteAsync(
            """
            insert into former_outlines (code, geometry, west, south, east, north, valid_from, valid_to)
            select code, geometry, west, south, east, north, valid_from, @on from area_outlines
            where code between @first and @last and sketch = 0 and valid_from < @on
            """,
            ended, cancel);
        await db.ExecuteAsync("delete from area_outlines where code between @first and @last", ended, cancel);
    }
}
