using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.UseCases;

/// <summary>A door as a form tells it.</summary>
/// <param name="AreaM2">Floor area in square metres, two decimals.</param>
public sealed record DoorInput(string? Unit, string? Room, long? Floor, decimal? AreaM2);

/// <summary>
/// Acts of a desk on the doors of a building; the caller has checked the viewer's post and that nobody lives there.
/// </summary>
public sealed class KeepDoors(BandengDb db, TimeProvider clock)
{
    private const int CmPerMetre2 = 10_000;
    private const int TextMax = 20;
    private const decimal MostM2 = 100_000;
    private const long LeastFloor = -9;
    private const long MostFloor = 200;

    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<Result<Guid>> AddAsync(Guid building, DoorInput input, Viewer by, CancellationToken cancel)
    {
        var place = await db.Places.SingleOrDefaultAsync(
            one => one.Id == building && one.Kind == PlaceKind.Building && one.ValidTo == null, cancel);
        if (place is null)
        {
            return PlaceAct.Unknown;
        }

        if (FaultOf(input) is { } fault)
        {
            return fault;
        }

        var door = Door.Of(input.Unit ?? "", input.Room ?? "", input.Floor, Cm2(input.AreaM2));
        if (door.Room.Length is 0 or > TextMax || door.Unit.Length > TextMax)
        {
            return Invalid("door.room", "Give the number at the door.");
        }

        if (await db.Dwellings.AnyAsync(
            o => o.BuildingId == building && o.Unit == door.Unit && o.Room == door.Room && o.ValidTo == null, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "door.same", "That door is on file already.");
        }

        var dwelling = Dwelling.Of(Guid.CreateVersion7(clock.GetUtcNow()), building, door, Today);
        db.Dwellings.Add(dwelling);
        return await SaveAsync(dwelling, place, "add", by, cancel);
    }

    /// <summary>Floor and floor area; what is left empty stays.</summary>
    public async Task<Result<Guid>> ChangeAsync(Guid id, DoorInput input, Viewer by, CancellationToken cancel)
    {
        if (!(await FindAsync(id, cancel)).TryGet(out var found, out var refusal)
            || (refusal = FaultOf(input)) is not null)
        {
            return refusal;
        }

        return found.Door.Tell(input.Floor, Cm2(input.AreaM2))
            ? await SaveAsync(found.Door, found.Place, "change", by, cancel)
            : id;
    }

    /// <summary>From today it is no more: walled up, put together with another.</summary>
    public async Task<Result<Guid>> CloseAsync(Guid id, Viewer by, CancellationToken cancel)
    {
        if (!(await FindAsync(id, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        if (found.Door.ValidFrom >= Today)
        {
            return new Refusal(RefusalKind.Conflict, "place.day", "It was entered today; close it tomorrow.");
        }

        found.Door.Close(Today);
        return await SaveAsync(found.Door, found.Place, "close", by, cancel);
    }

    private sealed record Found(Dwelling Door, PlaceOnFile Place);

    private async Task<Result<Found>> FindAsync(Guid id, CancellationToken cancel)
    {
        var door = await db.Dwellings.SingleOrDefaultAsync(one => one.Id == id && one.ValidTo == null, cancel);
        return door is null
            ? PlaceAct.Unknown
            : new Found(door, await db.Places.SingleAsync(one => one.Id == door.BuildingId, cancel));
    }

    private static Refusal? FaultOf(DoorInput input) =>
        input.AreaM2 is <= 0 or > MostM2 || input.Floor is < LeastFloor or > MostFloor
            ? Invalid("place.number", "Numbers start at 1; leave unknown ones empty.") : null;

    private static long? Cm2(decimal? metres) => metres is { } told ? (long)Math.Round(told * CmPerMetre2) : null;

    private static Refusal Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);

    private async Task<Result<Guid>> SaveAsync(
        Dwelling door, PlaceOnFile place, string act, Viewer by, CancellationToken cancel)
    {
        db.Record(new TrailEntry("place", place.Id, place.AreaCode, $"door.{act}", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["door"] = door.Id, ["unit"] = door.Unit, ["room"] = door.Room },
        });
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await TerritoryVersion.NextAsync(db, cancel);
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return PlaceAct.Overtaken;
        }

        await own.CommitAsync(cancel);
        return door.Id;
    }
}
