using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.People;

/// <summary>Answers other modules about people.</summary>
internal sealed class PeopleOnFile(BandengDb db, Viewers viewers, SecretBox box, WhoIsMeant meant, TimeProvider clock)
    : IPeople
{
    private static string Holders(AreaCode area) =>
        $"""
        select p.id, p.display_name as name
        from posts o
        join people p on p.id = o.person_id
            or p.id = o.stand_in_person_id and o.stand_in_from <= @today and o.stand_in_to >= @today
        where o.area_code in ({area.AndAround()}) and o.role = @role
            and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today) and o.ended_at is null
        order by o.area_code desc, o.valid_from, o.id, p.id
        """;

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid> personIds, CancellationToken cancel)
    {
        Guid[] ids = [.. personIds.Distinct()];
        return ids is []
            ? new Dictionary<Guid, string>()
            : (await db.RowsAsync<Person>(
                $"select id, display_name as name from people where {db.In("id", nameof(ids))}", new { ids }, cancel))
                .ToDictionary(person => person.Id, person => person.Name);
    }

    public async Task<Person?> FindByPhoneAsync(string phone, CancellationToken cancel)
    {
        if (!PhoneNumber.Normalize(phone).TryGet(out var number, out _))
        {
            return null;
        }

        var marks = box.Fingerprints(number);
        return await db.People.Where(person => marks.Contains(person.PhoneFingerprint))
            .Select(person => new Person(person.Id, person.DisplayName)).SingleOrDefaultAsync(cancel);
    }

    public async Task<IReadOnlyList<Person>> HoldersAsync(Role role, AreaCode area, CancellationToken cancel)
    {
        var today = Day.Text(ChinaTime.DayOf(clock.GetUtcNow()));
        var held = await db.RowsAsync<Person>(
            Holders(area), new { role = role.ToString(), today }, cancel);
        return [.. held.DistinctBy(person => person.Id)];
    }

    public async Task<Viewer> ViewerAsync(Guid personId, CancellationToken cancel) =>
        await viewers.FindAsync(personId, cancel) is { IsLocked: false } known ? known.Viewer : Viewer.Nobody;

    public async Task<Result<Person>> MeantAsync(string? typed, AreaCode area, CancellationToken cancel)
    {
        var name = (typed ?? "").Trim();
        if (name.Length == 0)
        {
            return new Refusal(RefusalKind.Invalid, "person.who", "Nobody is named.");
        }

        if ((await meant.RunAsync(name, cancel)).TryGet(out var who, out _) && who.Id is { } id)
        {
            return new Person(id, (await NamesAsync([id], cancel))[id]);
        }

        var here = await db.RowsAsync<Person>(
            """
            select distinct p.id, p.display_name as name from people p join posts o on o.person_id = p.id
            where p.display_name = @name and o.area_code between @first and @last limit 2
            """,
            new { name, first = area.Range.First, last = area.Range.Last }, cancel);
        return here switch
        {
            [var one] => one,
            [] =>
                new Refusal(
                    RefusalKind.Invalid, "person.who", "Nobody has this name here, this sign-in name or telephone."),
            _ =>
                new Refusal(
                    RefusalKind.Invalid, "person.many", "Several people here have this name: write the telephone."),
        };
    }

    public async Task<string?> PhoneAsync(Guid personId, CancellationToken cancel) => box.Unprotect(
        await db.People.Where(person => person.Id == personId)
            .Select(person => person.Phone).SingleOrDefaultAsync(cancel));

    public async Task<IReadOnlyDictionary<Guid, string>> PhonesAsync(
        IEnumerable<Guid> personIds, CancellationToken cancel)
    {
        Guid[] ids = [.. personIds.Distinct()];
        return ids is []
            ? new Dictionary<Guid, string>()
            : (await db.People.Where(person => ids.Contains(person.Id) && person.Phone != null)
                .Select(person => new { person.Id, person.Phone }).ToListAsync(cancel))
                .ToDictionary(person => person.Id, person => box.Unprotect(person.Phone)!);
    }
}

internal static class AreasAround
{
    /// <summary>
    /// The numbers of the area and of every area around it, by commas, for the <c>in</c> of a statement. Written into
    /// it because the two drivers do not agree on lists as parameters; they are numbers of ours, never somebody's text.
    /// </summary>
    public static string AndAround(this AreaCode area)
    {
        List<string> around = [];
        for (AreaCode? here = area; here is { } code; here = code.Parent)
        {
            around.Add(code.Value.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(", ", around);
    }
}
