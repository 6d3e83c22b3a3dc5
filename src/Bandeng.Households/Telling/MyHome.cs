using Bandeng.Households.Needs.Held;
using Bandeng.Households.Queries;
using Bandeng.Kernel;

namespace Bandeng.Households.Telling;

/// <summary>A building as its code names it.</summary>
internal sealed record BuildingOfCode(Guid Id, AreaCode AreaCode, string Name, string? Estate)
{
    public string FullName => Estate is null ? Name : $"{Estate} {Name}";
}

/// <summary>The household that the register has for somebody, in one building.</summary>
internal sealed record OwnHome(string Unit, string Room, IReadOnlyList<Occupant> People, Tenure? Tenure);

/// <summary>What somebody told before.</summary>
internal sealed record OwnTelling(
    Guid Id, string Unit, string Room, TellingState State, TellingReason? Reason, DateTimeOffset ToldAt);

/// <summary>
/// What a signed-in person may see of their own home: the people of the household in which the register has their
/// name and telephone, and nobody else.
/// </summary>
internal sealed class MyHome(BandengDb db, FindHeldPerson find, ReadDoor doors)
{
    private sealed record Row(Guid HouseholdId, Guid DwellingId, Tenure? Tenure);

    /// <summary>A code of yesterday leads to the same building; null where it names none.</summary>
    public Task<BuildingOfCode?> BuildingAsync(AreaCode code, CancellationToken cancel) => db.RowAsync<BuildingOfCode>(
        """
        select c.building_id as id, t.area_code, t.name, t.estate
        from building_codes c join building_codes t on t.building_id = c.building_id and t.valid_to is null
        where c.area_code = @Value order by c.valid_from desc limit 1
        """,
        new { code.Value }, cancel);

    public async Task<OwnHome?> OfAsync(Guid person, AreaCode building, CancellationToken cancel)
    {
        Guid[] residents = [.. (await find.RunAsync(person, cancel)).ResidentIds];
        if (residents is [] || await BuildingAsync(building, cancel) is not { } there)
        {
            return null;
        }

        var row = await db.RowAsync<Row>(
            $"""
            select h.id as household_id, h.dwelling_id, h.tenure from residents r
                join household_members m on m.resident_id = r.id and m.valid_to is null
                join households h on h.id = m.household_id and h.valid_to is null
            where {db.In("r.id", nameof(residents))} and h.building_id = @Id order by h.valid_from desc, h.id limit 1
            """,
            new { residents, there.Id }, cancel);
        if (row is null || await doors.DoorAsync(row.DwellingId, cancel) is not { } door)
        {
            return null;
        }

        var household = (await doors.HouseholdsAsync(row.DwellingId, cancel)).First(one => one.Id == row.HouseholdId);
        return new(door.Unit, door.Room, household.People, row.Tenure);
    }

    public Task<IReadOnlyList<OwnTelling>> ToldAsync(Guid person, CancellationToken cancel) => db.RowsAsync<OwnTelling>(
        "select id, unit, room, state, reason, told_at from home_tellings where person_id = @person order by told_at desc limit 10",
        new { person }, cancel);
}
