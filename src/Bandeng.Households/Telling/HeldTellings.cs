using Bandeng.Households.Needs.Held;
using Bandeng.Households.Pages.Registry;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Telling;

/// <summary>What a person told of their household by the code at the door, and what became of it.</summary>
internal sealed class HeldTellings(BandengDb db, SecretBox box, IStringLocalizer<RegistryText> texts) : IHeld
{
    private sealed record Row(Guid Id, string Building, string? Estate);

    public string Key => "tellings";

    public int Order => 24;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var mine = await db.Tellings.AsNoTracking().Where(one => one.PersonId == person.PersonId)
            .OrderByDescending(one => one.ToldAt).ThenBy(one => one.Id).ToListAsync(cancel);
        var buildings = (await db.RowsAsync<Row>(
            """
            select t.id, c.name as building, c.estate from home_tellings t
                join building_codes c on c.building_id = t.building_id and c.valid_to is null
            where t.person_id = @PersonId
            """,
            new { person.PersonId }, cancel)).ToDictionary(row => row.Id);
        return new(
            Key, texts["held.tellings"], texts["held.tellings.ground"], false,
            [.. mine.Select(one => Record(one, buildings.GetValueOrDefault(one.Id)))]);
    }

    private HeldRecord Record(HomeTelling one, Row? building)
    {
        var home = one.Home(box);
        var door = new[]
        {
            building?.Estate, building?.Building, one.Unit.Length > 0 ? $"{one.Unit}单元" : null, one.Room,
        };
        return new(string.Join(' ', door.OfType<string>()),
        [
            new("toldAt", texts["telling.at"], HeldRegister.Day(ChinaTime.DayOf(one.ToldAt))),
            new("state", texts["told.state"], texts[$"telling.{one.State}"]),
            new("reason", texts["telling.reason"], one.Reason is { } why ? texts[$"reason.{why}"].Value : null),
            new("tenure", texts["tenure"], home is null ? null : texts[$"tenure.{home.Tenure}"].Value),
            new("people", texts["told.people"], home is null ? null : string.Join('\n', home.People.Select(Line))),
            new("left", texts["told.left"], home is { Left.Count: > 0 } ? $"{home.Left.Count}" : null),
        ]);
    }

    private static string Line(ToldPerson told) => string.Join(
        ' ', new[] { told.Name, told.Relation, told.IdNumber, told.Phone }.Where(part => !string.IsNullOrEmpty(part)));
}
