using Bandeng.Households.People;
using Bandeng.Kernel;

namespace Bandeng.Households.Importing;

/// <summary>The households of today, by door, from memory.</summary>
internal sealed class HouseholdBook(BandengDb db)
{
    private sealed record Row(
        Guid Id, Guid DwellingId, Guid BuildingId, AreaCode AreaCode, string? Number, DateOnly ValidFrom);

    private readonly Dictionary<Guid, List<Household>> _byDoor = [];
    private readonly HashSet<Guid> _new = [];
    private readonly List<Household> _unsaved = [];

    public int Added => _new.Count;

    public bool IsNew(Household household) => _new.Contains(household.Id);

    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var rows = await db.RowsAsync<Row>(
            """
            select h.id, h.dwelling_id, h.building_id, d.area_code, h.number, h.valid_from
            from households h join dwelling_facts d on d.id = h.dwelling_id
            where h.valid_to is null and d.area_code between @first and @last
            """,
            new { first, last },
            cancel);
        foreach (var row in rows)
        {
            Know(Household.Of(row.Id, new(row.DwellingId, row.BuildingId, row.AreaCode), row.Number, row.ValidFrom));
        }
    }

    /// <summary>
    /// The household behind a door, made when there is none; null where several live there and no number says which.
    /// </summary>
    public Household? Find(DoorOfHousehold door, string number, DateOnly today)
    {
        var there = _byDoor.GetValueOrDefault(door.DwellingId) ?? [];
        var meant = number.Length == 0 ? there : there.FindAll(one => one.Number == number);
        return meant switch
        {
            [var one] => one,
            [] when number.Length > 0 && there is [{ Number: null } only] => only,
            [] => Make(door, number, today),
            _ => null,
        };
    }

    public async Task SaveAsync(CancellationToken cancel)
    {
        await db.InsertManyAsync(_unsaved, cancel);
        _unsaved.Clear();
    }

    private Household Make(DoorOfHousehold door, string number, DateOnly today)
    {
        var household = Household.Of(Guid.CreateVersion7(), door, number.Length == 0 ? null : number, today);
        _new.Add(household.Id);
        _unsaved.Add(household);
        Know(household);
        return household;
    }

    private void Know(Household household) =>
        (_byDoor.TryGetValue(household.DwellingId, out var there) ? there : _byDoor[household.DwellingId] = [])
            .Add(household);
}
