using System.Globalization;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Needs.Held;

/// <summary>
/// What the register says of a person: the law asks a community to know who lives there; the telephone is a favour.
/// </summary>
internal sealed class HeldRegister(BandengDb db, SecretBox box, TimeProvider clock, IStringLocalizer<NeedsText> texts)
    : IHeld
{
    private sealed record Row(
        Guid Id, string Name, Sex? Sex, DateOnly? BirthDate, string? IdNumber, string? Phone, string Relation,
        string Building, string? Estate,
        string Unit, string Room, DateOnly ValidFrom, DateOnly? ValidTo);

    public string Key => "register";

    public int Order => 10;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var ids = person.ResidentIds.ToArray();
        var rows = ids is [] ? [] : await db.RowsAsync<Row>(
            $"""
            select r.id, r.name, r.sex, r.birth_date, r.id_number, r.phone, m.relation, d.building, d.estate, d.unit, d.room, m.valid_from, m.valid_to
            from residents r join household_members m on m.resident_id = r.id join households h on h.id = m.household_id
                join dwelling_facts d on d.id = h.dwelling_id
            where {db.In("r.id", nameof(ids))} order by m.valid_to is not null, m.valid_from desc, m.id
            """,
            new { ids },
            cancel);
        return new(Key, texts["held.register"], texts["held.register.ground"], true, [.. rows.Select(Record)]);
    }

    /// <summary>The telephone goes; who lives where stays, because the law asks for it.</summary>
    public async Task EraseAsync(HeldPerson person, string ground, Viewer by, CancellationToken cancel)
    {
        var ids = person.ResidentIds.ToArray();
        foreach (var resident in await db.Residents.Where(one => ids.Contains(one.Id) && one.Phone != null)
            .ToListAsync(cancel))
        {
            resident.Call(null, box);
            db.Record(new TrailEntry("resident", resident.Id, person.Area, "resident.erase-phone", by, clock.GetUtcNow())
            {
                Facts = new Dictionary<string, object?> { ["ground"] = ground },
            });
        }
    }

    private HeldRecord Record(Row row) => new(row.Name,
    [
        new("name", texts["name"], row.Name),
        new("sex", texts["sex"], row.Sex is { } sex ? texts[$"sex.{sex}"].Value : null),
        new("birthDate", texts["birth-date"], Day(row.BirthDate)),
        new("idNumber", texts["id-number"], box.Unprotect(row.IdNumber)),
        new("phone", texts["phone"], box.Unprotect(row.Phone)),
        new("address", texts["address"], string.Join(
            ' ', new[] { row.Estate, row.Building, row.Unit.Length > 0 ? $"{row.Unit}单元" : null, row.Room }.OfType<string>())),
        new("relation", texts["relation"], row.Relation),
        new("from", texts["from"], Day(row.ValidFrom)),
        new("to", texts["to"], Day(row.ValidTo)),
    ]);

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
