using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// The outline of one area is drawn or put right by hand, from today. The caller has checked the viewer's post there.
/// </summary>
public sealed class DrawOutline(BandengDb db, TimeProvider clock)
{
    /// <summary>The outline of today with its version; null and 0 where there is none.</summary>
    public async Task<(Geometry? Outline, long Version)> ReadAsync(AreaCode area, CancellationToken cancel) =>
        await new OutlinesOnFile(db).FindAsync(area, cancel) is { } standing
            ? (GeoJson.Read(standing.Geometry), standing.Version)
            : (null, 0);

    /// <param name="version">As the form showed it. The same outline sent twice is drawn once.</param>
    public async Task<Result<AreaCode>> RunAsync(
        AreaCode area, long version, Geometry outline, Viewer by, CancellationToken cancel)
    {
        if (CornersText.FaultOf(outline) is { } fault)
        {
            return fault;
        }

        if (await new OutlineAround(db).LeftAsync(area, outline, cancel) is not null)
        {
            return new Refusal(RefusalKind.Invalid, "outline.outside", "It reaches out of the area around it.");
        }

        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await TerritoryVersion.NextAsync(db, cancel);
        var file = new OutlinesOnFile(db);
        var before = await file.FindAsync(area, cancel);
        if (before is { Sketch: 0 } && before.Geometry == GeoJson.Write(outline))
        {
            return area;
        }

        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if ((before?.Version ?? 0) != version || !await file.PutAsync(area, outline, today, before, cancel))
        {
            return PlaceAct.Overtaken;
        }

        db.Record(new TrailEntry("area", Guid.CreateVersion7(now), area, "area.outline", by, now)
        {
            Facts = new Dictionary<string, object?> { ["corners"] = outline.NumPoints },
        });
        await db.SaveAsync(cancel);
        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return area;
    }
}
