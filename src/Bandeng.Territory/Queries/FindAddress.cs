using Bandeng.Kernel;
using Bandeng.Territory.Addresses;

namespace Bandeng.Territory.Queries;

/// <summary>Where the words of an address are.</summary>
/// <param name="Area">The smallest area that is certain.</param>
/// <param name="PlaceId">The building, estate or public unit, where one is meant.</param>
/// <param name="Name">It and what follows, as offices write it: 桥头小区 5号楼 2单元 301; null for an area alone.</param>
/// <param name="DwellingId">The door, where it is on file.</param>
/// <param name="Place">The place alone: 桥头小区 5号楼.</param>
/// <param name="Unit">Of the door on file, which may have none.</param>
/// <param name="Room">Of the door on file.</param>
public sealed record AddressFound(
    AreaCode Area, Guid? PlaceId, string? Name, Guid? DwellingId, string? Place = null, string? Unit = null,
    string? Room = null);

/// <summary>
/// Finds areas and doors by address, from the memory of this node; a change anywhere is seen within a second.
/// </summary>
public sealed class FindAddress
{
    private readonly BandengDb _db;
    private readonly TerritoryMemory _memory;

    internal FindAddress(BandengDb db, TerritoryMemory memory) => (_db, _memory) = (db, memory);

    /// <param name="within">The area that is meant anyhow: words that contradict it find nothing.</param>
    public async Task<AddressFound?> RunAsync(string? text, AreaCode? within, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var remembered = await _memory.CurrentAsync(_db, cancel);
        var index = remembered.Addresses ??= await new AddressRows(_db).IndexAsync(cancel);
        if (index.Find(text, within) is not { } read)
        {
            return null;
        }

        var (place, door) = (read.Place, default(KnownDoor));
        if (place is { Kind: PlaceKind.Building } && read.Room.Length > 0)
        {
            var doors = remembered.DoorsOf(place.Id)
                ?? remembered.Remember(place.Id, await DoorsAsync(place.Id, cancel));
            door = DoorOf(doors, read);
        }

        return new(
            read.Area, place?.Id, place is null ? null : Name(remembered, place, read), door?.Id,
            place is null ? null : index.FullNameOf(place), door?.Unit, door?.Room);
    }

    private async Task<KnownDoor[]> DoorsAsync(Guid building, CancellationToken cancel) =>
        [.. await _db.RowsAsync<KnownDoor>(
            "select id, unit, room from dwellings where building_id = @building and valid_to is null", new { building },
            cancel)];

    /// <summary>Where nobody wrote the stair, the only door of that number is meant.</summary>
    private static KnownDoor? DoorOf(KnownDoor[] doors, AddressRead read)
    {
        var same = Array.FindAll(doors, one => AddressText.Number(one.Room) == read.Room);
        return Array.Find(same, one => AddressText.Number(one.Unit) == read.Unit)
            ?? (same is [var only] && (read.Unit.Length == 0 || only.Unit.Length == 0) ? only : null);
    }

    private static string Name(Remembered remembered, AddressPlace place, AddressRead read)
    {
        string?[] parts =
            [remembered.Addresses!.FullNameOf(place), read.Unit.Length > 0 ? $"{read.Unit}单元" : null, read.Room];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
