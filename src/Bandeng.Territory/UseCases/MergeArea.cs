using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Maps;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// An area ends on a day and becomes part of another (撤并). Its code keeps its last name and points to the other;
/// its outline ends with it and goes into the other's from that day, those of the days before stay.
/// </summary>
public sealed class MergeArea(BandengDb db, TimeProvider clock)
{
    /// <param name="on">The first day on which the area is no more; later than the day its name began.</param>
    public async Task<Result<AreaCode>> RunAsync(
        AreaCode area, AreaCode into, DateOnly on, Viewer by, CancellationToken cancel)
    {
        var day = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        var closed = await db.ExecuteAsync(
            """
            update areas set valid_to = @day, merged_into = @into
            where code = @area and @area <> @into and valid_to is null and valid_from < @day
                and exists (select 1 from areas other where other.code = @into and other.valid_to is null)
            """,
            new { area = area.Value, into = into.Value, day },
            cancel);
        if (closed == 0)
        {
            return new Refusal(
                RefusalKind.Conflict, "area.merge",
                "Both areas must stand today, and the day must come after the name began.");
        }

        await TerritoryVersion.NextAsync(db, cancel);
        var outlines = new OutlinesOnFile(db);
        if (await outlines.FindAsync(area, cancel) is { Sketch: 0 } own
            && await outlines.FindAsync(into, cancel) is { Sketch: 0 } other)
        {
            var both = OverlayNGRobust.Overlay(
                GeoJson.Read(own.Geometry), GeoJson.Read(other.Geometry), SpatialFunction.Union);
            await outlines.PutAsync(into, both, day, other, cancel);
        }

        await outlines.EndAsync(area.Value, area.Value, on, cancel);
        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("area", Guid.CreateVersion7(now), area, "area.merge", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["area"] = area.ToString(),
                ["into"] = into.ToString(),
                ["on"] = day,
            },
        });
        await db.SaveAsync(cancel);
        await whole.CommitAsync(cancel);
        return into;
    }
}
