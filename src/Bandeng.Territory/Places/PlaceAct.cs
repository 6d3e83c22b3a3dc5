using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.Places;

/// <summary>What every act on a place does: finds it as the form showed it, keeps the areas in step, saves.</summary>
internal sealed class PlaceAct(BandengDb db, TimeProvider clock)
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "place.unknown", "There is no such place.");

    public static Refusal Overtaken { get; } = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    public static Refusal Closed { get; } = new(RefusalKind.Conflict, "place.closed", "It is no more.");

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<Result<PlaceOnFile>> FindAsync(Guid id, long version, CancellationToken cancel)
    {
        var place = await db.Places.SingleOrDefaultAsync(one => one.Id == id, cancel);
        return place is null ? Unknown
            : place.ValidTo is not null ? Closed
            : place.Version != version ? Overtaken
            : place;
    }

    /// <summary>Writes the act on the trail and saves it with the version of the territory.</summary>
    public async Task<Result<Guid>> SaveAsync(
        PlaceOnFile place, string action, Viewer by, Dictionary<string, object?> facts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        facts["kind"] = place.Kind.ToString();
        db.Record(new TrailEntry("place", place.Id, place.AreaCode, $"place.{action}", by, now) { Facts = facts });
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await StepAsync(place, cancel);
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Overtaken;
        }

        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return place.Id;
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A building with a code of its own is an area too, which is called the same and ends with it.</summary>
    private async Task StepAsync(PlaceOnFile place, CancellationToken cancel)
    {
        if (place.AreaCode.Level == AreaLevel.Building)
        {
            var change = new
            {
                Code = place.AreaCode.Value,
                place.Name,
                Today = Day(Today),
                Parent = place.AreaCode.Parent!.Value.Value,
            };
            await BuildingAreas.KeepAsync(db, change, place.ValidTo is not null, cancel);
        }

        await TerritoryVersion.NextAsync(db, cancel);
    }
}

/// <summary>Names of the areas that buildings are.</summary>
internal static class BuildingAreas
{
    /// <param name="change">Code, Name, Today, Parent.</param>
    public static async Task KeepAsync(BandengDb db, object change, bool ends, CancellationToken cancel)
    {
        var same = await db.RowAsync<long?>(
            "select code from areas where code = @Code and name = @Name and valid_to is null", change, cancel);
        if (same is not null && !ends)
        {
            return;
        }

        // Of today's own name nothing is kept: twice on one day is a correction.
        await db.ExecuteAsync(
            "delete from areas where code = @Code and valid_to is null and valid_from >= @Today", change, cancel);
        await db.ExecuteAsync(
            "update areas set valid_to = @Today where code = @Code and valid_to is null", change, cancel);
        if (!ends)
        {
            await db.ExecuteAsync(
                "insert into areas (code, name, level, parent, valid_from) values (@Code, @Name, 7, @Parent, @Today)",
                change, cancel);
        }
    }
}
