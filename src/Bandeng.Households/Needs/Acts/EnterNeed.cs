using Bandeng.Households.Care;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>Care as a form tells of it.</summary>
/// <param name="Id">Made with the form: sent twice, it is one.</param>
/// <param name="Purpose">For what it is held.</param>
/// <param name="Seers">Which of the chain may see it.</param>
internal sealed record NewNeed(
    Guid Id, Guid Resident, string? Kind, string? Purpose, IReadOnlyList<CareLevel> Seers, ConsentForm Consent,
    string? Note, string? Certificate, string? ContactName, string? Contact);

/// <summary>What was entered, and which clauses were dropped because they are not held.</summary>
internal sealed record EnteredNeed(Guid Id, IReadOnlyList<string> Dropped);

/// <summary>Enters that somebody is cared for: nothing is held without consent, purpose and a last day.</summary>
internal sealed class EnterNeed(
    BandengDb db, SecretBox box, NeedPeople people, NeedKinds kinds, ConsentCodes codes, KeepNeed keep,
    TimeProvider clock)
{
    private const int PurposeMax = 200;
    private const int NoteMax = 1000;
    private const int ShortMax = 40;

    // As far as any kind may go: what to hold a form against that names none.
    internal const long MostOfAll = 1830;

    public async Task<Result<EnteredNeed>> RunAsync(NewNeed form, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        if (await people.FindAsync(form.Resident, by, cancel) is not { } person || by.PersonId is not { } me)
        {
            return NeedRefusals.Unknown;
        }

        if (await db.Needs.AnyAsync(need => need.Id == form.Id && need.ResidentId == form.Resident, cancel))
        {
            return new EnteredNeed(form.Id, []);
        }

        if ((await FaultsAsync(form, person, cancel)) is [var fault, ..])
        {
            return fault;
        }

        var kind = (await kinds.FindAsync(form.Kind, today, cancel))!;
        var (purpose, dropped) = NotHeld.Sift(form.Purpose ?? "");
        var (note, alsoDropped) = NotHeld.Sift(form.Note ?? "");
        var contact = Contact(form).TryGet(out var number, out _) ? number : "";
        if (await db.Needs.SingleOrDefaultAsync(
            need => need.ResidentId == form.Resident && need.Kind == kind.Code && need.EndedOn == null, cancel)
            is { } running)
        {
            if (running.AreaCode == person.AreaCode.Community
                || await LivesInAsync(form.Resident, running.AreaCode, cancel))
            {
                return NeedRefusals.Twice;
            }

            // What was agreed with the community that they left is no consent here.
            await keep.CeaseAsync(running, NeedEnd.Over, cancel);
            await db.SaveAsync(cancel);
        }

        if (form.Consent.Way is ConsentWay.Code
            && !await codes.TakeAsync(form.Resident, kind.Code, form.Consent.Code, cancel))
        {
            return NeedRefusals.Invalid("need.code");
        }

        var kept = db.Keep(form.Id, purpose, now);
        var need = Need.Of(
            new(
                form.Id, form.Resident, person.AreaCode.Community, kind.Code, kept.Id, form.Seers, today,
                form.Consent.Until!.Value,
                (int)kind.VisitDays, me, now),
            form.Consent.Closed(box, today), Closed(note, form, contact));
        db.Needs.Add(need);
        db.Record(new TrailEntry("need", need.Id, person.AreaCode, "need.enter", by.ActingOn(Permission.KeepNeeds, person.AreaCode), now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?>
            {
                ["resident"] = need.ResidentId,
                ["kind"] = need.Kind,
                ["until"] = need.EndsOn,
                ["seenBy"] = need.SeenBy,
                ["consentBy"] = need.ConsentBy.ToString(),
                ["consentWay"] = need.ConsentWay.ToString(),
                ["dropped"] = dropped.Count + alsoDropped.Count,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new EnteredNeed(need.Id, [.. dropped, .. alsoDropped])
            : NeedRefusals.Twice;
    }

    private async Task<bool> LivesInAsync(Guid resident, AreaCode community, CancellationToken cancel) =>
        await db.RowAsync<long>(
            """
            select count(*) from household_members m join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
            where m.resident_id = @resident and m.valid_to is null and d.area_code between @First and @Last
            """,
            new { resident, community.Range.First, community.Range.Last }, cancel) > 0;

    /// <summary>All that is wrong with a form, in the order of its fields.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(NewNeed form, NeedPerson person, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var kind = await kinds.FindAsync(form.Kind, today, cancel);
        string?[] faults =
        [
            kind is null ? "need.kind" : null,
            PurposeFault(form.Purpose),
            .. form.Consent.Faults(today, kind?.MostDays ?? MostOfAll, person.BirthDate),
            NotHeld.Sift(form.Note ?? "").Kept.Length > NoteMax ? "need.note" : null,
            form.Certificate?.Trim().Length > ShortMax ? "need.certificate" : null,
            form.ContactName?.Trim().Length > ShortMax ? "need.contact-name" : null,
            Contact(form).TryGet(out _, out _) ? null : "need.contact",
        ];
        return [.. faults.OfType<string>().Select(NeedRefusals.Invalid)];
    }

    /// <summary>What is wrong with a purpose, or null.</summary>
    internal static string? PurposeFault(string? typed)
    {
        var (purpose, dropped) = NotHeld.Sift(typed ?? "");
        return purpose.Length is >= 2 and <= PurposeMax ? null
            : purpose.Length < 2 && dropped.Count > 0 ? "need.purpose-not-held"
            : "need.purpose";
    }

    private static Result<string> Contact(NewNeed form) =>
        form.Contact?.Trim() is { Length: > 0 } typed ? PhoneNumber.Normalize(typed) : "";

    private ClosedFields Closed(string note, NewNeed form, string contact)
    {
        var certificate = form.Certificate?.Trim().ToUpperInvariant() is { Length: > 0 } number ? number : null;
        return new(
            note.Length > 0 ? box.Protect(note) : null,
            certificate is null ? null : box.Protect(certificate),
            certificate is null ? null : box.Fingerprint(certificate),
            form.ContactName?.Trim() is { Length: > 0 } name ? box.Protect(name) : null,
            contact.Length > 0 ? box.Protect(contact) : null, contact.Length > 0 ? box.Fingerprint(contact) : null);
    }
}
