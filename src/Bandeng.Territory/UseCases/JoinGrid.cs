using Bandeng.Kernel;
using Bandeng.Territory.Places;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// A building that came after the grids of its community were adopted goes into one of them, from today, under the
/// next number that the grid never had. The caller has checked the viewer's post there.
/// </summary>
public sealed class JoinGrid(BandengDb db, TimeProvider clock)
{
    private const int MostNumbers = 999;

    private readonly PlaceAct _act = new(db, clock);

    /// <param name="version">As the form showed it. Sent twice, it is done once.</param>
    public async Task<Result<AreaCode>> RunAsync(
        Guid building, long version, AreaCode grid, Viewer by, CancellationToken cancel)
    {
        if (await db.Places.FindAsync([building], cancel) is { } known && grid.Contains(known.AreaCode))
        {
            return known.AreaCode;
        }

        if (!(await _act.FindAsync(building, version, cancel)).TryGet(out var place, out var refusal))
        {
            return refusal;
        }

        if (place is not { Kind: PlaceKind.Building, AreaCode.Level: AreaLevel.Village })
        {
            return new Refusal(RefusalKind.Conflict, "grid.has-one", "It is no building, or has a grid already.");
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        await TerritoryVersion.NextAsync(db, cancel);
        var standing = await db.RowAsync<long>(
            "select count(*) from areas where code = @Value and level = 6 and parent = @community and valid_to is null",
            new { grid.Value, community = place.AreaCode.Value }, cancel);
        if (standing == 0)
        {
            return new Refusal(RefusalKind.NotFound, "grid.unknown", "There is no such grid in its community.");
        }

        var last = await db.RowAsync<long?>(
            "select max(code) from areas where parent = @Value", new { grid.Value }, cancel) ?? grid.Value;
        if (last - grid.Value >= MostNumbers)
        {
            return new Refusal(RefusalKind.Conflict, "grid.numbers", "The numbers of this grid are used up.");
        }

        await PlaceNaming.RecodeAsync(db, place, AreaCode.FromValue(last + 1), _act.Today, cancel);
        var saved = await _act.SaveAsync(place, "grid", by, new() { ["grid"] = grid.ToString() }, cancel);
        if (!saved.TryGet(out _, out refusal))
        {
            return refusal;
        }

        await whole.CommitAsync(cancel);
        return place.AreaCode;
    }
}
