using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;

namespace Bandeng.Households.Needs;

/// <summary>Somebody who may be cared for, and where they live.</summary>
internal sealed record NeedPerson(
    Guid Id, string Name, DateOnly? BirthDate, string? Phone, Guid HouseholdId, Guid DoorId, AreaCode AreaCode,
    string Building, string? Estate,
    string Unit, string Room)
{
    /// <summary>桥头小区 5号楼 1单元 301.</summary>
    public string Door =>
        string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
}

/// <summary>People of the register for whom a clerk may enter care.</summary>
internal sealed class NeedPeople(BandengDb db, SecretBox box)
{
    private const string Columns =
        """
        select r.id, r.name, r.birth_date, r.phone, h.id as household_id, d.id as door_id, d.area_code, d.building, d.estate, d.unit, d.room
        from residents r join household_members m on m.resident_id = r.id and m.valid_to is null
            join households h on h.id = m.household_id and h.valid_to is null join dwelling_facts d on d.id = h.dwelling_id
        """;

    /// <summary>Somebody inside the viewer's areas, the telephone opened for the program alone; else null.</summary>
    public async Task<NeedPerson?> FindAsync(Guid resident, Viewer viewer, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<NeedPerson>(
            $"{Columns} where r.id = @resident order by m.valid_from", new { resident }, cancel);
        return rows.FirstOrDefault(row => viewer.May(Permission.KeepNeeds, row.AreaCode)) is { } found
            ? found with { Phone = box.Unprotect(found.Phone) }
            : null;
    }

    /// <summary>By name, or by a whole number: identity or telephone.</summary>
    public Task<IReadOnlyList<NeedPerson>> SearchAsync(string words, Viewer viewer, CancellationToken cancel)
    {
        var within = viewer.AreasWith(Permission.KeepNeeds);
        var numbers = box.Fingerprints(words.Trim().ToUpperInvariant());
        return within is [] ? Task.FromResult<IReadOnlyList<NeedPerson>>([]) : db.RowsAsync<NeedPerson>(
            $"""
            {Columns}
            where ({string.Join(" or ", within.Select(area => $"d.area_code between {area.Range.First} and {area.Range.Last}"))})
                and (lower(r.name) like @words escape '\' or {db.In("r.phone_fingerprint", "numbers")} or {db.In("r.id_fingerprint", "numbers")})
            order by d.area_code, r.name, r.id limit 20
            """,
            new { words = LikeWords.Part(words), numbers },
            cancel);
    }
}
