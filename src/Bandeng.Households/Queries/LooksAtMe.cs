using Bandeng.Households.Needs.Held;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;

namespace Bandeng.Households.Queries;

/// <summary>Somebody opened the reader's numbers.</summary>
/// <param name="Purpose">As it was stated; null once erased.</param>
internal sealed record Look(DateTimeOffset At, string? Who, string? Purpose);

/// <summary>
/// Who opened the numbers of the person that is signed in, newest first: those in their file in the register, and of
/// what they objected to with their telephone.
/// </summary>
internal sealed class LooksAtMe(BandengDb db, FindHeldPerson find, IPeople people, SecretBox box)
{
    private sealed record Row(DateTimeOffset At, Guid? ActorId, string Words);

    public async Task<IReadOnlyList<Look>> RunAsync(Guid personId, CancellationToken cancel)
    {
        if (await people.PhoneAsync(personId, cancel) is not { } phone)
        {
            return [];
        }

        Guid[] residents = [.. (await find.RunAsync(personId, cancel)).ResidentIds];
        var rows = await db.RowsAsync<Row>(
            $"""
            select e.at, e.actor_id, e.words from trail_events e
            where e.action in (@Action, @need) and {db.In("e.subject_id", nameof(residents))}
            union all
            select e.at, e.actor_id, e.words from trail_events e join grid_objections o on o.id = e.subject_id
            where e.action = @objection and (o.person_id = @personId or {db.In("o.phone_fingerprint", "mine")})
            order by at desc limit 100
            """,
            new
            {
                OpenNumbers.Action,
                need = Needs.Acts.OpenNeed.Action,
                objection = Objecting.OpenObjector.Action,
                personId,
                residents,
                mine = box.Fingerprints(phone),
            },
            cancel);
        var names = await people.NamesAsync(rows.Select(row => row.ActorId).OfType<Guid>(), cancel);
        var looks = new List<Look>();
        foreach (var row in rows)
        {
            looks.Add(new(
                row.At, row.ActorId is { } actor ? names.GetValueOrDefault(actor) : null,
                Guid.TryParse(row.Words.Split(':')[0], out var text)
                    ? await Kernel.Words.ReadingWords.TextAsync(db, text, cancel) : null));
        }

        return looks;
    }
}
