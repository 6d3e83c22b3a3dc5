using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Territory.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Telling;

/// <summary>A telling as one line of the clerk's list.</summary>
internal sealed record TellingRow(
    Guid Id, AreaCode AreaCode, string Building, string? Estate, string Unit, string Room, DateTimeOffset ToldAt)
{
    public string Door =>
        string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
}

/// <summary>One line of the two sides: who is on file, who is told; one of them may be missing.</summary>
/// <param name="Differs">What is told otherwise: name, relation, phone, id.</param>
internal sealed record TellingLine(Occupant? OnFile, ToldPerson? Told, bool SaysLeft, IReadOnlyList<string> Differs);

/// <summary>A telling beside what is on file.</summary>
/// <param name="Into">The household that is meant, or null: a new one.</param>
internal sealed record TellingSheet(
    HomeTelling Telling, ToldHome Home, TellingRow Row, IReadOnlyList<HouseholdCard> Households, HouseholdCard? Into,
    IReadOnlyList<TellingLine> Lines);

/// <summary>Tellings that wait for the clerk, and one of them beside the register.</summary>
internal sealed class ReadTellings(BandengDb db, SecretBox box, ReadDoor doors, ReadPlace places)
{
    private const string Columns =
        """
        t.id, t.area_code, c.name as building, c.estate, t.unit, t.room, t.told_at from home_tellings t
        join building_codes c on c.building_id = t.building_id and c.valid_to is null
        """;

    public Task<IReadOnlyList<TellingRow>> WaitingAsync(
        AreaCode[] within, CancellationToken cancel) => db.RowsAsync<TellingRow>(
        $"select {Columns} where t.state = 'Waiting' and {Inside(within)} order by t.told_at limit 200", null, cancel);

    public async Task<long> CountAsync(AreaCode[] within, CancellationToken cancel) => await db.RowAsync<long>(
        $"select count(*) from home_tellings t where t.state = 'Waiting' and {Inside(within)}", null, cancel);

    /// <summary>Null where there is none, or it was decided.</summary>
    public async Task<TellingSheet?> SheetAsync(Guid id, CancellationToken cancel)
    {
        var telling = await db.Tellings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (telling?.Home(box) is not { } home)
        {
            return null;
        }

        var row = (await db.RowAsync<TellingRow>($"select {Columns} where t.id = @id", new { id }, cancel))!;
        var households = await BehindAsync(telling, cancel);
        var into = households.FirstOrDefault(one =>
            one.People.Any(person => home.People.Any(told => told.MemberId == person.MemberId)))
            ?? households.FirstOrDefault(one =>
                one.People.Any(person => home.People.Any(told => told.Name == person.Name)));
        return new(telling, home, row, households, into, [.. Lines(home, into?.People ?? [])]);
    }

    private async Task<IReadOnlyList<HouseholdCard>> BehindAsync(HomeTelling telling, CancellationToken cancel)
    {
        if (await places.LineAsync(telling.BuildingId, cancel) is not { } line)
        {
            return [];
        }

        var door = (await places.CardAsync(line, cancel))
            .Doors.FirstOrDefault(one => one.Unit == telling.Unit && one.Room == telling.Room);
        return door is null
            ? []
            : [.. (await doors.HouseholdsAsync(door.Id, cancel)).Where(one => one.ValidTo is null)];
    }

    private static IEnumerable<TellingLine> Lines(ToldHome home, IReadOnlyList<Occupant> onFile)
    {
        var open = onFile.ToList();
        foreach (var told in home.People)
        {
            var same = open.Find(one => one.MemberId == told.MemberId)
                ?? open.Find(one => told.MemberId is null && one.Name == told.Name);
            _ = same is not null && open.Remove(same);
            yield return new(same, told, SaysLeft: false, same is null ? [] : [.. Differences(same, told)]);
        }

        foreach (var one in open)
        {
            yield return new(one, null, home.Left.Contains(one.MemberId), []);
        }
    }

    // Numbers on file are masked here: masked they are compared, and shown.
    private static IEnumerable<string> Differences(Occupant onFile, ToldPerson told)
    {
        if (onFile.Name != told.Name)
        {
            yield return "person";
        }

        if (told.Relation.Length > 0 && told.Relation != onFile.Relation)
        {
            yield return "relation";
        }

        if (told.Phone is { } phone && ReadDoor.MaskedPhone(phone) != onFile.Phone)
        {
            yield return "phone";
        }

        if (told.IdNumber is { } number && IdNumber.Mask(number) != onFile.IdNumber)
        {
            yield return "id-number";
        }
    }

    private static string Inside(AreaCode[] within) => within is [] ? "1 = 0" : "(" + string.Join(
        " or ", within.Select(area => $"t.area_code between {area.Range.First} and {area.Range.Last}")) + ")";
}
