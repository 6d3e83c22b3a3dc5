using Bandeng.Kernel;

namespace Bandeng.Households.Queries;

/// <summary>A door behind which nobody is known.</summary>
internal sealed record EmptyDoor(
    Guid Id, AreaCode AreaCode, string Building, string? Estate, string Unit, string Room, Guid BuildingId);

/// <summary>Somebody who is on file in two households.</summary>
internal sealed record TwoHomes(
    Guid ResidentId, string Name, Guid Door, string Building, string? Estate, string Unit, string Room,
    DateOnly ValidFrom);

/// <summary>Where the register cannot be right: rooms with none, persons in two households.</summary>
internal sealed class FindGaps(BandengDb db)
{
    public const int PageSize = 100;

    /// <summary>One page of rooms with none; one more than the page shows whether others follow.</summary>
    public Task<IReadOnlyList<EmptyDoor>> EmptyAsync(
        AreaCode[] within, Guid? after, CancellationToken cancel) => db.RowsAsync<EmptyDoor>(
        $"""
        select d.id, d.area_code, d.building, d.estate, d.unit, d.room, d.building_id from dwelling_facts d
        where d.valid_to is null and {Inside(within, "d.area_code")} {(after is null ? "" : "and d.id > @after")}
            and not exists (select 1 from households h where h.dwelling_id = d.id and h.valid_to is null)
        order by d.id limit {PageSize + 1}
        """,
        new { after },
        cancel);

    public async Task<long> CountEmptyAsync(AreaCode[] within, CancellationToken cancel) => await db.RowAsync<long>(
        $"""
        select count(*) from dwelling_facts d where d.valid_to is null and {Inside(within, "d.area_code")}
            and not exists (select 1 from households h where h.dwelling_id = d.id and h.valid_to is null)
        """,
        null,
        cancel);

    /// <summary>Every home of those who have several, person by person.</summary>
    public Task<IReadOnlyList<TwoHomes>> TwiceAsync(
        AreaCode[] within, CancellationToken cancel) => db.RowsAsync<TwoHomes>(
        $"""
        select r.id as resident_id, r.name, d.id as door, d.building, d.estate, d.unit, d.room, m.valid_from
        from household_members m join residents r on r.id = m.resident_id
            join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
        where m.valid_to is null and {Inside(within, "d.area_code")} and exists (
            select 1 from household_members other
            where other.resident_id = m.resident_id and other.valid_to is null and other.household_id <> m.household_id)
        order by r.id, m.valid_from, m.id limit {PageSize}
        """,
        null,
        cancel);

    /// <summary>Numbers from codes, never words from a person.</summary>
    private static string Inside(AreaCode[] within, string column) => within is [] ? "1 = 0" : "(" + string.Join(
        " or ", within.Select(area => $"{column} between {area.Range.First} and {area.Range.Last}")) + ")";
}
