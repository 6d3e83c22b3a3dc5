using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.UseCases;

/// <summary>A grid as a decision has it.</summary>
public sealed record GridToAdopt(string Name, Geometry Outline, IReadOnlyList<Guid> Buildings);

/// <summary>
/// Grids become areas from a day on: each gets the next number that its community never had, its buildings get codes
/// below it. The grids of before end; their codes keep their names and point to nothing new, so that figures stay.
/// </summary>
public sealed class AdoptGrids(BandengDb db, TimeProvider clock)
{
    private const int MostNumbers = 999;
    private const long GridSpan = 1_000;

    /// <summary>Works inside the transaction of the caller, who has checked the viewer's post.</summary>
    /// <param name="from">The first day of the grids: today, or a day that has passed while nobody could work.</param>
    /// <param name="decision">Its number and dates, for the trail.</param>
    public async Task<Result<IReadOnlyList<AreaCode>>> RunAsync(
        AreaCode community, IReadOnlyList<GridToAdopt> grids, DateOnly from,
        IReadOnlyDictionary<string, object?> decision, Viewer by,
        CancellationToken cancel)
    {
        await TerritoryVersion.NextAsync(db, cancel);
        var used = await db.RowAsync<long?>(
            "select max(code) from areas where level = 6 and parent = @Value", new { community.Value }, cancel);
        var number = used is { } last ? (last - community.Value) / GridSpan : 0;
        if (number + grids.Count > MostNumbers || grids.Any(grid => grid.Buildings.Count > MostNumbers))
        {
            return new Refusal(RefusalKind.Conflict, "grid.numbers", "The numbers of this community are used up.");
        }

        var (first, end) = (community, AreaCode.FromValue(community.Range.Last));
        var buildings = await db.Places
            .Where(place =>
                place.AreaCode >= first && place.AreaCode <= end
                    && place.Kind == PlaceKind.Building && place.ValidTo == null)
            .ToListAsync(cancel);
        await EndOldAsync(community, from, cancel);
        AreaCode[] codes = [.. grids.Select(
            (_, i) => AreaCode.FromValue(community.Value + (number + i + 1) * GridSpan))];
        await BeginAsync(grids, codes, from, cancel);
        await RecodeAsync(buildings, grids, codes, community, from, cancel);
        db.Record(new TrailEntry("area", Guid.CreateVersion7(clock.GetUtcNow()), community, "area.grids", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?>(decision)
            {
                ["grids"] = grids.Count,
                ["first"] = codes[0].ToString(),
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? codes : PlaceAct.Overtaken;
    }

    private async Task EndOldAsync(AreaCode community, DateOnly today, CancellationToken cancel)
    {
        var old = new { First = community.Value + 1, community.Range.Last, today };
        await db.ExecuteAsync(
            "delete from areas where code between @First and @Last and valid_to is null and valid_from >= @today", old,
            cancel);
        await db.ExecuteAsync(
            "update areas set valid_to = @today where code between @First and @Last and valid_to is null", old, cancel);
        await new OutlinesOnFile(db).EndAsync(old.First, old.Last, today, cancel);
    }

    private async Task BeginAsync(
        IReadOnlyList<GridToAdopt> grids, AreaCode[] codes, DateOnly today, CancellationToken cancel)
    {
        await db.InsertManyAsync(
            "areas", ["code", "name", "level", "parent", "valid_from"],
            grids.Select((grid, i) => Area(codes[i], grid.Name, today)), cancel);
        await db.InsertManyAsync(
            "area_outlines", ["code", "geometry", "west", "south", "east", "north", "sketch", "valid_from"],
            grids.Select((grid, i) => Outline(codes[i], grid.Outline, today)), cancel);
    }

    /// <summary>In the order of their names, 2号楼 before 10号楼; what has no grid goes back to the community.</summary>
    private async Task RecodeAsync(
        List<PlaceOnFile> buildings, IReadOnlyList<GridToAdopt> grids, AreaCode[] codes, AreaCode community,
        DateOnly today,
        CancellationToken cancel)
    {
        var byId = buildings.ToDictionary(building => building.Id);
        foreach (var (i, grid) in grids.Index())
        {
            var inside = grid.Buildings.Where(byId.ContainsKey).Select(id => byId[id])
                .OrderBy(one => one.Name.Length).ThenBy(one => one.Name, StringComparer.Ordinal).ToList();
            foreach (var (at, building) in inside.Index())
            {
                await PlaceNaming.RecodeAsync(db, building, AreaCode.FromValue(codes[i].Value + at + 1), today, cancel);
            }

            await db.InsertManyAsync(
                "areas", ["code", "name", "level", "parent", "valid_from"],
                inside.Select(building => Area(building.AreaCode, building.Name, today)), cancel);
        }

        var placed = grids.SelectMany(grid => grid.Buildings).ToHashSet();
        foreach (var building in buildings.Where(one => !placed.Contains(one.Id) && one.AreaCode != community))
        {
            await PlaceNaming.RecodeAsync(db, building, community, today, cancel);
        }
    }

    private static object?[] Area(AreaCode code, string name, DateOnly from) =>
        [code.Value, name, (long)code.Level, code.Parent!.Value.Value, PlaceAct.Day(from)];

    private static object?[] Outline(AreaCode code, Geometry outline, DateOnly from)
    {
        var box = outline.EnvelopeInternal;
        return [code.Value, GeoJson.Write(outline), box.MinX, box.MinY, box.MaxX, box.MaxY, 0L, PlaceAct.Day(from)];
    }
}
