using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// What lies inside a community or a grid that goes into another: it goes on there, under the next numbers that the
/// other never had. A grid called as one there already is called by its community too.
/// </summary>
internal sealed class MergedInside(BandengDb db)
{
    private const int MostNumbers = 999;
    private const long GridSpan = 1_000;

    private sealed record Row(AreaCode Code, string Name);

    private sealed record Moved(AreaCode From, AreaCode To, string Name);

    /// <summary>Works inside the transaction of the caller.</summary>
    /// <returns>Former and new codes of grids and buildings.</returns>
    public async Task<Result<IReadOnlyDictionary<AreaCode, AreaCode>>> MoveAsync(
        AreaCode area, AreaCode into, DateOnly on, CancellationToken cancel)
    {
        if (area.Level < AreaLevel.Village)
        {
            return new Dictionary<AreaCode, AreaCode>();
        }

        var inside = await db.RowsAsync<Row>(
            "select code, name from areas where code > @Value and code <= @Last and valid_to is null order by code",
            new { area.Value, area.Range.Last },
            cancel);
        var moved = area.Level is AreaLevel.Village
            ? await GridsAsync(inside, area, into, cancel)
            : await BuildingsAsync(inside, into, cancel);
        if (moved is null)
        {
            return new Refusal(RefusalKind.Conflict, "grid.numbers", "The numbers of the other area are used up.");
        }

        var codes = moved.ToDictionary(one => one.From, one => one.To);
        await AreasAsync(area, moved, on, cancel);
        await PlacesAsync(area, into, codes, on, cancel);
        await db.ExecuteAsync(
            "update map_features set area_code = @into where area_code between @First and @Last",
            new { into = into.Value, area.Range.First, area.Range.Last },
            cancel);
        return codes;
    }

    /// <summary>Grids get the next numbers; their buildings keep theirs inside them.</summary>
    private async Task<List<Moved>?> GridsAsync(
        IReadOnlyList<Row> inside, AreaCode area, AreaCode into, CancellationToken cancel)
    {
        var number = await NumberAsync(into, GridSpan, cancel);
        var there = await NamesAsync(into, cancel);
        var former = await db.RowAsync<string?>(
            "select name from areas where code = @Value order by valid_from desc limit 1", new { area.Value }, cancel);
        var (moved, grid) = (new List<Moved>(), default(Moved));
        foreach (var row in inside)
        {
            if (row.Code.Level is AreaLevel.Grid)
            {
                number++;
                grid = new(
                    row.Code, AreaCode.FromValue(into.Value + number * GridSpan),
                    there.Contains(row.Name) ? former + row.Name : row.Name);
                moved.Add(grid);
            }
            else if (grid is not null && grid.From.Contains(row.Code))
            {
                moved.Add(new(
                    row.Code, AreaCode.FromValue(grid.To.Value + (row.Code.Value - grid.From.Value)), row.Name));
            }
        }

        return number > MostNumbers ? null : moved;
    }

    private async Task<List<Moved>?> BuildingsAsync(
        IReadOnlyList<Row> inside, AreaCode into, CancellationToken cancel)
    {
        var number = await NumberAsync(into, 1, cancel);
        return number + inside.Count > MostNumbers
            ? null
            : [.. inside.Select((row, i) =>
                new Moved(row.Code, AreaCode.FromValue(into.Value + number + i + 1), row.Name))];
    }

    /// <summary>The last number that was ever given inside an area.</summary>
    private async Task<long> NumberAsync(AreaCode into, long span, CancellationToken cancel) =>
        await db.RowAsync<long?>(
            "select max(code) from areas where parent = @Value", new { into.Value }, cancel) is { } last
            ? (last - into.Value) / span
            : 0;

    private async Task<HashSet<string>> NamesAsync(AreaCode into, CancellationToken cancel) =>
        [.. await db.RowsAsync<string>(
            "select name from areas where parent = @Value and valid_to is null", new { into.Value }, cancel)];

    private async Task AreasAsync(AreaCode area, List<Moved> moved, DateOnly on, CancellationToken cancel)
    {
        var day = PlaceAct.Day(on);
        foreach (var one in moved)
        {
            // What began on that day or later was never there before it: it simply has its new code.
            var code = new { from = one.From.Value, to = one.To.Value, day };
            await db.ExecuteAsync(
                "delete from areas where code = @from and valid_to is null and valid_from >= @day", code, cancel);
            await db.ExecuteAsync(
                "update areas set valid_to = @day, merged_into = @to where code = @from and valid_to is null", code,
                cancel);
            await db.ExecuteAsync(
                """
                insert into area_outlines (code, geometry, west, south, east, north, sketch, valid_from)
                select @to, geometry, west, south, east, north, sketch, @day from area_outlines where code = @from
                """,
                code, cancel);
        }

        await db.InsertManyAsync(
            "areas", ["code", "name", "level", "parent", "valid_from"],
            moved.Select(one => new object?[]
            {
                one.To.Value, one.Name, (long)one.To.Level, one.To.Parent!.Value.Value, day,
            }),
            cancel);
        await new OutlinesOnFile(db).EndAsync(area.Value + 1, area.Range.Last, on, cancel);
    }

    private async Task PlacesAsync(
        AreaCode area, AreaCode into, Dictionary<AreaCode, AreaCode> codes, DateOnly on, CancellationToken cancel)
    {
        var (first, last) = (area, AreaCode.FromValue(area.Range.Last));
        var places = await db.Places
            .Where(place => place.AreaCode >= first && place.AreaCode <= last && place.ValidTo == null)
            .ToListAsync(cancel);
        foreach (var place in places)
        {
            await PlaceNaming.RecodeAsync(db, place, codes.GetValueOrDefault(place.AreaCode, into), on, cancel);
        }
    }
}
