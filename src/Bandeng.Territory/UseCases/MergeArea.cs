using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Bandeng.Territory.UseCases;

/// <summary>What became of a merge.</summary>
/// <param name="Left">What still stands at the area that ended, in words.</param>
public sealed record MergeDone(MergedArea Merged, IReadOnlyList<string> Left);

/// <summary>
/// An area ends on a day and becomes part of another (撤并). Its code keeps its last name and points to the other; its
/// outline ends with it and goes into the other's from that day, those of the days before stay. Grids, buildings and
/// other places inside it go on in the other from that day, under codes that the other never had.
/// </summary>
public sealed class MergeArea(BandengDb db, TimeProvider clock, IEnumerable<IAreaMerged> modules)
{
    /// <param name="on">
    /// The first day on which the area is no more: later than the day its name began, and not ahead.
    /// </param>
    public async Task<Result<MergeDone>> RunAsync(
        AreaCode area, AreaCode into, DateOnly on, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await FaultOfAsync(area, into, on, ChinaTime.DayOf(now), cancel) is { } fault)
        {
            return fault;
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        if (!await CloseAsync(area, into, on, cancel))
        {
            return new Refusal(
                RefusalKind.Conflict, "area.merge",
                "Both areas must stand today, and the day must come after the name began.");
        }

        await TerritoryVersion.NextAsync(db, cancel);
        if (!(await new MergedInside(db).MoveAsync(area, into, on, cancel)).TryGet(out var codes, out var refusal))
        {
            return refusal;
        }

        await UniteAsync(area, into, on, cancel);
        var merged = new MergedArea(area, into, on, codes, by);
        db.Record(Entry(merged, now));
        var left = new List<string>();
        foreach (var module in modules)
        {
            left.AddRange(await module.GoAlongAsync(merged, cancel) is { } words ? [words] : []);
        }

        await db.SaveAsync(cancel);
        await whole.CommitAsync(cancel);
        return new MergeDone(merged, left);
    }

    private async Task<Refusal?> FaultOfAsync(
        AreaCode area, AreaCode into, DateOnly on, DateOnly today, CancellationToken cancel)
    {
        if (area.Level != into.Level || area.Level is AreaLevel.Building)
        {
            return new(
                RefusalKind.Invalid, "area.merge-levels",
                "An area goes into another of its level: a community into a community, a grid into a grid.");
        }

        if (on > today)
        {
            return new(RefusalKind.Invalid, "area.merge-ahead", "A merge holds from today or a day before, not ahead.");
        }

        var inside = area.Level >= AreaLevel.Village ? 0 : await db.RowAsync<long>(
            "select count(*) from areas where code between @First and @Last and code <> @Value and valid_to is null",
            new { area.Range.First, area.Range.Last, area.Value },
            cancel);
        return inside == 0 ? null
            : new(
                RefusalKind.Conflict, "area.merge-inside",
                $"{inside} areas stand inside it; they end, or go into others, before it does.");
    }

    private async Task<bool> CloseAsync(AreaCode area, AreaCode into, DateOnly on, CancellationToken cancel) =>
        await db.ExecuteAsync(
            """
            update areas set valid_to = @day, merged_into = @into
            where code = @area and @area <> @into and valid_to is null and valid_from < @day
                and exists (select 1 from areas other where other.code = @into and other.valid_to is null)
            """,
            new { area = area.Value, into = into.Value, day = PlaceAct.Day(on) },
            cancel) == 1;

    /// <summary>Outlines that were brought in with each other, invented ones with each other.</summary>
    private async Task UniteAsync(AreaCode area, AreaCode into, DateOnly on, CancellationToken cancel)
    {
        var outlines = new OutlinesOnFile(db);
        if (await outlines.FindAsync(area, cancel) is { } own && await outlines.FindAsync(into, cancel) is { } other
            && own.Sketch == other.Sketch)
        {
            var both = OverlayNGRobust.Overlay(
                GeoJson.Read(own.Geometry), GeoJson.Read(other.Geometry), SpatialFunction.Union);
            await outlines.PutAsync(into, both, PlaceAct.Day(on), other, cancel, own.Sketch);
        }

        await outlines.EndAsync(area.Value, area.Value, on, cancel);
    }

    private static TrailEntry Entry(MergedArea merged, DateTimeOffset now) =>
        new("area", Guid.CreateVersion7(now), merged.Area, "area.merge", merged.By, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["area"] = merged.Area.ToString(),
                ["into"] = merged.Into.ToString(),
                ["on"] = PlaceAct.Day(merged.On),
                ["inside"] = merged.Codes.Count,
            },
        };
}
