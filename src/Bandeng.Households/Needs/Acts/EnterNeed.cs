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
    BandengDb db, SecretBox box, NeedPeople people, NeedKinds kinds, ConsentCodes codes, TimeProvider clock)
{
    private const int PurposeMax = 200;
    private const int NoteMax = 1000;
    private const int ShortMax = 40;

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

        if (await kinds.FindAsync(form.Kind, today, cancel) is not { } kind)
        {
            return NeedRefusals.Invalid("need.kind");
        }

        var (purpose, dropped) = NotHeld.Sift(form.Purpose ?? "");
        var (note, alsoDropped) = NotHeld.Sift(form.Note ?? "");
        if (Fault(form, purpose, note, kind, today, person.BirthDate) is { } fault)
        {
            return NeedRefusals.Invalid(fault);
        }

        var contact = "";
        if (form.Contact?.Trim() is { Length: > 0 } typed && !PhoneNumber.Normalize(typed).TryGet(out contact, out _))
        {
            return NeedRefusals.Invalid("need.contact");
        }

        if (await db.Needs.AnyAsync(
            need => need.ResidentId == form.Resident && need.Kind == kind.Code && need.EndedOn == null, cancel))
        {
            return NeedRefusals.Twice;
        }

        if (form.Consent.Way is ConsentWay.Code
            && !await codes.TakeAsync(form.Resident, kind.Code, form.Consent.Code, cancel))
        {
            return NeedRefusals.Invalid("need.code");
        }

        var kept = db.Keep(form.Id, purpose, now);
        var need = Need.Of(
            new(
                form.Id, form.Resident, kind.Code, kept.Id, form.Seers, today, form.Consent.Until!.Value,
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

    private static string? Fault(
        NewNeed form, string purpose, string note, NeedKind kind, DateOnly today, DateOnly? born) =>
        purpose.Length is < 2 or > PurposeMax ? "need.purpose"
        : note.Length > NoteMax ? "need.note"
        : form.Certificate?.Trim().Length > ShortMax ? "need.certificate"
        : form.ContactName?.Trim().Length > ShortMax ? "need.contact-name"
        : form.Consent.Fault(today, kind.MostDays, born);

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
