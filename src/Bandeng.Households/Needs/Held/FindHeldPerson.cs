using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;

namespace Bandeng.Households.Needs.Held;

/// <summary>
/// Who in the register is the person that is signed in: they are known by the telephone that they have proven and by
/// their name, because families share a number and numbers go on to others. A number alone opens nobody's file.
/// </summary>
internal sealed class FindHeldPerson(BandengDb db, IPeople people, SecretBox box)
{
    private sealed record Row(
        Guid ResidentId, string Name, Guid HouseholdId, AreaCode AreaCode, DateOnly ValidFrom, DateOnly? ValidTo);

    public async Task<HeldPerson> RunAsync(Guid personId, CancellationToken cancel)
    {
        var name = (await people.NamesAsync([personId], cancel)).GetValueOrDefault(personId);
        var rows = await people.PhoneAsync(personId, cancel) is not { } phone ? [] : await db.RowsAsync<Row>(
            $"""
            select r.id as resident_id, r.name, m.household_id, d.area_code, m.valid_from, m.valid_to
            from residents r join household_members m on m.resident_id = r.id join households h on h.id = m.household_id
                join dwelling_facts d on d.id = h.dwelling_id
            where {db.In("r.phone_fingerprint", "mine")} order by m.valid_to is not null, m.valid_from desc, m.id
            """,
            new { mine = box.Fingerprints(phone) },
            cancel);
        rows = [.. rows.Where(row => row.Name == name)];
        return new(
            personId, [.. rows.Select(row => row.ResidentId).Distinct()],
            [.. rows.Select(row => new HeldHome(row.HouseholdId, row.AreaCode, row.ValidFrom, row.ValidTo))
                .Distinct()]);
    }
}
