using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.Queries;

/// <summary>A door with what it is called today.</summary>
internal sealed record DoorCard(
    Guid Id, Guid BuildingId, AreaCode AreaCode, string Building, string? Estate, string Unit, long? Floor, string Room,
    long? AreaCm2)
{
    /// <summary>桥头小区 5号楼 1单元 301.</summary>
    public string Name =>
        string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
}

/// <summary>One who lives or lived behind a door; numbers masked.</summary>
internal sealed record Occupant(
    Guid MemberId, Guid HouseholdId, Guid ResidentId, string Name, Sex? Sex, DateOnly? BirthDate, string Relation,
    DateOnly ValidFrom, DateOnly? ValidTo, long Version, string? IdNumber, string? Phone)
{
    /// <summary>Full years on a day.</summary>
    public int? AgeOn(DateOnly day) => BirthDate is { } birth
        ? day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0)
        : null;
}

/// <summary>A household behind a door.</summary>
internal sealed record HouseholdCard(
    Guid Id, string? Number, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<Occupant> People,
    IReadOnlyList<Occupant> Former);

/// <summary>Who lives behind a door, and who lived there.</summary>
internal sealed class ReadDoor(BandengDb db, SecretBox box)
{
    private sealed record HouseholdRow(Guid Id, string? Number, DateOnly ValidFrom, DateOnly? ValidTo);

    private const string Door =
        "select id, building_id, area_code, building, estate, unit, floor, room, area_cm2 from dwelling_facts";

    /// <summary>The door, or null when there is none.</summary>
    public Task<DoorCard?> DoorAsync(Guid id, CancellationToken cancel) =>
        db.RowAsync<DoorCard>($"{Door} where id = @id", new { id }, cancel);

    /// <summary>The door of a household, or null when there is no such household.</summary>
    public Task<DoorCard?> OfHouseholdAsync(Guid household, CancellationToken cancel) => db.RowAsync<DoorCard>(
        $"{Door} where id = (select dwelling_id from households where id = @household)", new { household }, cancel);

    public async Task<IReadOnlyList<HouseholdCard>> HouseholdsAsync(Guid door, CancellationToken cancel)
    {
        var households = await db.RowsAsync<HouseholdRow>(
            "select id, number, valid_from, valid_to from households where dwelling_id = @door order by valid_to is not null, number, id",
            new { door },
            cancel);
        var people = (await db.RowsAsync<Occupant>(
            """
            select m.id as member_id, m.household_id, r.id as resident_id, r.name, r.sex, r.birth_date, m.relation,
                m.valid_from, m.valid_to, m.version, r.id_number, r.phone
            from household_members m join residents r on r.id = m.resident_id join households h on h.id = m.household_id
            where h.dwelling_id = @door order by case when m.relation = '户主' then 0 else 1 end, r.birth_date, r.id
            """,
            new { door },
            cancel)).Select(Masked).ToLookup(one => one.HouseholdId);
        return
        [
            .. households.Select(one => new HouseholdCard(
                one.Id, one.Number, one.ValidFrom, one.ValidTo,
                [.. people[one.Id].Where(person => person.ValidTo is null)],
                [.. people[one.Id].Where(person => person.ValidTo is not null)])),
        ];
    }

    private Occupant Masked(Occupant one) => one with
    {
        IdNumber = box.Unprotect(one.IdNumber) is { } number ? IdNumber.Mask(number) : null,
        Phone = box.Unprotect(one.Phone) is { } phone ? MaskedPhone(phone) : null,
    };

    /// <summary>The first three and the last two digits.</summary>
    internal static string MaskedPhone(string phone) =>
        phone.Length < 7
            ? "*****"
            : string.Concat(phone.AsSpan(0, 3), new string('*', phone.Length - 5), phone.AsSpan(phone.Length - 2));
}
