using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Microsoft.Extensions.Localization;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Bandeng.Territory.UseCases;

/// <summary>What became of a merge.</summary>
/// <param name="Counts">What stood at the area, as it was counted just before.</param>
public sealed record MergeDone(MergedArea Merged, IReadOnlyList<MergeCount> Counts);

/// <summary>
/// An area ends on a day and becomes part of another (撤并). Its code keeps its last name and points to the other; its
/// outline ends with it and goes into the other's from that day, those of the days before stay. Grids, buildings and
/// other places inside it go on in the other from that day, under codes that the other never had. The caller has
/// checked the viewer's posts at both.
/// </summary>
public sealed class MergeArea(
    BandengDb db, TimeProvider clock, IEnumerable<IAreaMerged> modules, IStringLocalizer<TerritoryText> texts)
{
    /// <summary>Of a document's number, in characters.</summary>
    public const int DecisionMax = 60;

    /// <param name="On">
    /// The first day on which the area is no more: later than the day its name began, and not ahead.
    /// </param>
    /// <param name="Decision">The number of the document; null where there is none.</param>
    public sealed record Request(AreaCode Area, AreaCode Into, DateOnly On, string? Decision = null);

    private sealed record Inside(long Grids, long Buildings, long Others);

    /// <summary>What stands at the area today, and what a merge would do to it.</summary>
    /// <returns>Only what there is any of.</returns>
    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel)
    {
        var inside = (await db.RowAsync<Inside>(
            """
            select
                (select count(*) from areas where level = 6 and valid_to is null and code > @Value and code <= @Last) as grids,
                (select count(*) from places where kind = 'Building' and valid_to is null and area_code between @Value and @Last) as buildings,
                (select count(*) from places where kind <> 'Building' and valid_to is null and area_code between @Value and @Last) as others
            """,
            new { area.Value, area.Range.Last },
            cancel))!;
        List<MergeCount> counts =
        [
            new(texts["merge.grids"], inside.Grids, MergeFate.Moves),
            new(texts["merge.buildings"], inside.Buildings, MergeFate.Moves),
            new(texts["merge.places"], inside.Others, MergeFate.Moves),
        ];
        foreach (var module in modules)
        {
            counts.AddRange(await module.CountAsync(area, into, cancel));
        }

        return [.. counts.Where(count => count.Number > 0)];
    }

    public async Task<Result<MergeDone>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        var (area, into, on) = (request.Area, request.Into, request.On);
        var now = clock.GetUtcNow();
        if (await FaultOfAsync(request, ChinaTime.DayOf(now), cancel) is { } fault)
        {
            return fault;
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        if (!await CloseAsync(request, cancel))
        {
            return new Refusal(
                RefusalKind.Conflict, "area.merge",
                "Both areas must stand today, and the day must come after the name began.");
        }

        await TerritoryVersion.NextAsync(db, cancel);
        var counts = await CountAsync(area, into, cancel);
        if (counts.FirstOrDefault(count => count.Fate is MergeFate.Stops) is { } stop)
        {
            return new Refusal(RefusalKind.Conflict, "area.merge-stops", $"{stop.What}: {stop.Number}.");
        }

        if (!(await new MergedInside(db).MoveAsync(area, into, on, cancel)).TryGet(out var codes, out var refusal))
        {
            return refusal;
        }

        await UniteAsync(area, into, on, cancel);
        var merged = new MergedArea(area, into, on, codes, by);
        db.Record(Entry(merged, request.Decision, now));
        foreach (var module in modules)
        {
            await module.GoAlongAsync(merged, cancel);
        }

        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return PlaceAct.Overtaken;
        }

        await whole.CommitAsync(cancel);
        return new MergeDone(merged, counts);
    }

    private async Task<Refusal?> FaultOfAsync(Request request, DateOnly today, CancellationToken cancel)
    {
        var (area, into, on) = (request.Area, request.Into, request.On);
        if (request.Decision?.Trim().Length > DecisionMax)
        {
            return new(RefusalKind.Invalid, "area.merge-decision", $"Up to {DecisionMax} characters.");
        }

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

    private async Task<bool> CloseAsync(Request request, CancellationToken cancel) =>
        await db.ExecuteAsync(
            """
            update areas set valid_to = @day, merged_into = @into, merge_decision = @decision
            where code = @area and @area <> @into and valid_to is null and valid_from < @day
                and exists (select 1 from areas other where other.code = @into and other.valid_to is null)
            """,
            new
            {
                area = request.Area.Value,
                into = request.Into.Value,
                day = PlaceAct.Day(request.On),
                decision = request.Decision.IsUnseen() ? null : request.Decision!.Trim(),
            },
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

    private static TrailEntry Entry(MergedArea merged, string? decision, DateTimeOffset now) =>
        new("area", Guid.CreateVersion7(now), merged.Area, "area.merge", merged.By, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["area"] = merged.Area.ToString(),
                ["into"] = merged.Into.ToString(),
                ["on"] = PlaceAct.Day(merged.On),
                ["inside"] = merged.Codes.Count,
                ["decision"] = decision?.Trim(),
            },
        };
}
