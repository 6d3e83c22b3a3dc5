using Bandeng.Kernel;
using Bandeng.Territory.Places;

namespace Bandeng.Territory;

/// <summary>A door that a list meant.</summary>
/// <param name="AreaCode">The code of its building today.</param>
/// <param name="IsNew">The list is the first to know of it.</param>
public sealed record FoundDoor(Guid DwellingId, Guid BuildingId, AreaCode AreaCode, bool IsNew);

/// <summary>
/// Finds the doors that lists name, from memory: load once, ask as often as there are rows. A door that nobody knew yet
/// is entered; a building that nobody knows is not.
/// </summary>
public sealed class DoorBook(BandengDb db, TimeProvider clock)
{
    private sealed record CommunityRow(AreaCode Code, string Name);

    private sealed record BuildingRow(Guid Id, AreaCode AreaCode, string Name, string? Estate);

    private sealed record DoorRow(Guid Id, Guid BuildingId, string Unit, string Room);

    private readonly BuildingNames<BuildingRow> _buildings = new();
    private readonly Dictionary<(Guid Building, string Unit, string Room), Guid> _doors = [];
    private readonly List<Dwelling> _added = [];
    private ILookup<string, AreaCode> _communities = Enumerable.Empty<AreaCode>().ToLookup(_ => "");
    private AreaCode? _only;

    /// <param name="within">Only buildings inside; null: all. A community is meant where a row names none.</param>
    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var range = new { first, last };
        var communities = await db.RowsAsync<CommunityRow>(
            "select code, name from areas where level = 5 and valid_to is null and code between @first and @last",
            range, cancel);
        _communities = communities
            .SelectMany(row =>
                new[] { (Name: PlaceWords.Community(row.Name), row.Code), (Name: row.Code.ToString(), row.Code) })
            .ToLookup(pair => pair.Name, pair => pair.Code);
        _only = within is { Level: AreaLevel.Village } said ? said : communities is [var one] ? one.Code : null;
        await LoadBuildingsAsync(range, cancel);
        await LoadDoorsAsync(range, cancel);
    }

    /// <summary>The door, or why it cannot be found.</summary>
    /// <param name="fault">
    /// <c>door.community</c>, <c>door.community-many</c>, <c>door.building</c>, <c>door.estate-many</c>,
    /// <c>door.room</c>; or null.
    /// </param>
    public FoundDoor? Find(DoorWords words, out string? fault)
    {
        if (BuildingOf(words, out fault) is not { } building)
        {
            return null;
        }

        var door = Door.Of(words.Unit, words.Room);
        if (door.Room.Length is 0 or > 20 || door.Unit.Length > 20)
        {
            fault = "door.room";
            return null;
        }

        return Enter(building, door);
    }

    /// <summary>A door of a building that is known; null where the building is not there any more.</summary>
    public FoundDoor? Find(Guid building, string unit, string room) =>
        _buildings.All.FirstOrDefault(one => one.Id == building) is { } there
            ? Enter(there, Door.Of(unit, room))
            : null;

    private FoundDoor Enter(BuildingRow building, Door door)
    {
        var key = (building.Id, door.Unit, door.Room);
        if (_doors.TryGetValue(key, out var known))
        {
            return new(known, building.Id, building.AreaCode, IsNew: false);
        }

        var dwelling = Dwelling.Of(Guid.CreateVersion7(), building.Id, door, ChinaTime.DayOf(clock.GetUtcNow()));
        _added.Add(dwelling);
        _doors[key] = dwelling.Id;
        return new(dwelling.Id, building.Id, building.AreaCode, IsNew: true);
    }

    /// <summary>Forgets the doors that were entered since the last time and that nothing uses.</summary>
    public void KeepOnly(IReadOnlySet<Guid> used)
    {
        foreach (var door in _added.Where(door => !used.Contains(door.Id)))
        {
            _doors.Remove((door.BuildingId, door.Unit, door.Room));
        }

        _added.RemoveAll(door => !used.Contains(door.Id));
    }

    /// <summary>Writes the doors that were entered since the last time, inside the transaction that is open.</summary>
    public async Task<int> SaveAsync(CancellationToken cancel)
    {
        var count = _added.Count;
        if (count > 0)
        {
            await db.InsertManyAsync(_added, cancel);
            await TerritoryVersion.NextAsync(db, cancel);
        }

        _added.Clear();
        return count;
    }

    private BuildingRow? BuildingOf(DoorWords words, out string? fault)
    {
        fault = null;
        AreaCode[] meant = words.Community.Length == 0
            ? _only is { } only ? [only] : []
            : [.. _communities[PlaceWords.Community(words.Community)]];
        if (meant is not [var community])
        {
            fault = meant is [] ? "door.community" : "door.community-many";
            return null;
        }

        var there = _buildings.Find(community, words.Building, words.Estate);
        fault = there.Count switch { 0 => "door.building", 1 => null, _ => "door.estate-many" };
        return there is [var found] ? found : null;
    }

    private async Task LoadBuildingsAsync(object range, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<BuildingRow>(
            """
            select p.id, p.area_code, p.name, e.name as estate from places p left join places e on e.id = p.estate_id
            where p.kind = 'Building' and p.valid_to is null and p.area_code between @first and @last
            """,
            range,
            cancel);
        foreach (var row in rows)
        {
            _buildings.Add(row.AreaCode.Community, row.Name, row.Estate, row);
        }
    }

    private async Task LoadDoorsAsync(object range, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<DoorRow>(
            """
            select d.id, d.building_id, d.unit, d.room from dwellings d join places p on p.id = d.building_id
            where d.valid_to is null and p.area_code between @first and @last
            """,
            range,
            cancel);
        foreach (var row in rows)
        {
            // A door from before units were counted may stand as 一; one that stands as 1 is meant first.
            var door = Door.Of(row.Unit, row.Room);
            var key = (row.BuildingId, door.Unit, door.Room);
            if (door.Unit == row.Unit || !_doors.ContainsKey(key))
            {
                _doors[key] = row.Id;
            }
        }
    }
}
