using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>我也反映: another voice for a matter that is open; it is told and asked like the first.</summary>
internal sealed class JoinMatter(BandengDb db, Contacts contacts, SecretBox box, TimeProvider clock)
{
    /// <summary>What joining made.</summary>
    /// <param name="Secret">For somebody anonymous, once.</param>
    public sealed record Joined(Guid MatterId, string Code, string? Secret);

    /// <param name="request">Name and telephone of who joins, if they give any, and an id for the voice; the rest is
    /// not looked at.</param>
    public async Task<Result<Joined>> RunAsync(
        Guid matterId, RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var matter = await db.Matters.SingleOrDefaultAsync(m => m.Id == matterId, cancel);
        if (WhyNot(matter) is { } refusal)
        {
            return refusal;
        }

        if (!(await contacts.OfAsync(matterId, request, viewer, now, cancel)).TryGet(out var contact, out refusal))
        {
            return refusal;
        }

        // Holds the matter first, so that two taps of one thumb cannot both find nobody there.
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await db.ExecuteAsync("update matters set voices = voices where id = @matterId", new { matterId }, cancel);
        var secret = Contacts.SecretFor(contact, request);
        contact = contact with { SecretHash = secret is null ? null : VoicesOfMatter.HashOf(secret) };
        if (await SameVoiceAsync(matterId, contact, request.Phone, cancel) is { } there)
        {
            return new Joined(matterId, there, secret);
        }

        var id = request.Id is { } given && given != Guid.Empty ? given : Guid.CreateVersion7(now);
        if (await db.Set<Voice>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancel) is { } sent)
        {
            return sent.MatterId == matterId && !sent.IsRaiser && sent.PersonId == contact.PersonId
                ? new Joined(matterId, sent.Code, null)
                : new Refusal(RefusalKind.Conflict, "matter.id-taken", "Another voice has this id already.");
        }

        await db.ExecuteAsync("update matters set voices = voices + 1 where id = @matterId", new { matterId }, cancel);
        var voice = Voice.Of(matterId, false, EnquiryCode.Create(), contact, false, now, id);
        db.Add(voice);
        contacts.SendReceipt(
            request with { Detail = null, Title = await TitleAsync(matter!, cancel) }, voice.Code, now);
        db.Record(new TrailEntry("matter", matterId, matter!.AreaCode, "matter.Join", viewer, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Words = contacts.TakeWords(),
            Facts = new Dictionary<string, object?> { ["voice"] = voice.Id },
        });
        await db.SaveAsync(cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return new Joined(matterId, voice.Code, secret);
    }

    /// <summary>Complaints and reports are never shown for joining, nor is what is protected or over.</summary>
    private static Refusal? WhyNot(Matter? matter) => matter switch
    {
        null or { Protected: true } or { RequestType: RequestType.Complaint or RequestType.Report } =>
            new(RefusalKind.NotFound, "matter.unknown", "There is no such matter."),
        { IsClosed: true } => new(RefusalKind.Conflict, "matter.closed", "This matter is closed; raise a new one."),
        _ => null,
    };

    // Words that were not let out are not sent to whoever joins.
    private async Task<string> TitleAsync(Matter matter, CancellationToken cancel) =>
        matter.LetOutAt is null ? "邻居说过的事" : await db.TextAsync(matter.TitleId, cancel) ?? "邻居说过的事";

    // The same person twice is one voice.
    private Task<string?> SameVoiceAsync(Guid matterId, Voice.Contact contact, string? phone, CancellationToken cancel)
    {
        string[] marks = PhoneNumber.Normalize(phone).TryGet(out var number, out _) ? box.Fingerprints(number) : [];
        return db.Set<Voice>()
            .Where(v => v.MatterId == matterId
                && ((contact.PersonId != null && v.PersonId == contact.PersonId)
                    || marks.Contains(v.PhoneFingerprint)
                    || (contact.SecretHash != null && v.SecretHash == contact.SecretHash)))
            .Select(v => v.Code)
            .FirstOrDefaultAsync(cancel);
    }
}
