using Bandeng.Kernel;
using Bandeng.Territory.Places;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>Brings the doors of buildings into the table, as a list tells them.</summary>
internal sealed class DoorRegister(BandengDb db, DateOnly today)
{
    private readonly record struct Key(Guid Building, string Unit, string Room);

    private sealed record Row(Guid Id, Guid BuildingId, string Unit, long? Floor, string Room, long? AreaCm2);

    private sealed record Known(Guid Id, long? Floor, long? AreaCm2);

    private readonly Dictionary<Key, Known> _doors = [];
    private readonly List<Dwelling> _added = [];
    private readonly List<(Guid Id, long? Floor, long? AreaCm2)> _changed = [];

    public async Task LoadAsync(Guid[] buildings, CancellationToken cancel)
    {
        foreach (var some in buildings.Chunk(500))
        {
            var rows = await db.RowsAsync<Row>(
                $"""
                select id, building_id, unit, floor, room, area_cm2 from dwellings
                where valid_to is null and {db.In("building_id", nameof(some))}
                """,
                new { some },
                cancel);
            foreach (var row in rows)
            {
                _doors[new(row.BuildingId, row.Unit, row.Room)] = new(row.Id, row.Floor, row.AreaCm2);
            }
        }
    }

    public PlaceTold Take(Guid building, Door door)
    {
        var key = new Key(building, door.Unit, door.Room);
        if (!_doors.TryGetValue(key, out var known))
        {
            var dwelling = Dwelling.Of(Guid.CreateVersion7(), building, door, today);
            _added.Add(dwelling);
            _doors[key] = new(dwelling.Id, dwelling.Floor, dwelling.AreaCm2);
            return PlaceTold.Added;
        }

        if ((door.Floor ?? known.Floor) == known.Floor && (door.AreaCm2 ?? known.AreaCm2) == known.AreaCm2)
        {
            return PlaceTold.Unchanged;
        }

        _doors[key] = known with { Floor = door.Floor ?? known.Floor, AreaCm2 = door.AreaCm2 ?? known.AreaCm2 };
        _changed.Add((known.Id, _doors[key].Floor, _doors[key].AreaCm2));
        return PlaceTold.Changed;
    }

    public async Task SaveAsync(CancellationToken cancel)
    {
        await db.InsertManyAsync(_added, cancel);
        foreach (var (id, floor, area) in _changed)
        {
            await db.ExecuteAsync(
                "update dwellings set floor = @floor, area_cm2 = @area, version = version + 1 where id = @id",
                new { id, floor, area },
                cancel);
        }
    }
}
