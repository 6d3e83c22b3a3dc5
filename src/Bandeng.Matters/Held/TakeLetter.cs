using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Held;

/// <summary>
/// The door of the public: what comes in is a matter at once, or waits for a person when it is one of a flood. The
/// sender is told the same: an id, an enquiry code, a link.
/// </summary>
internal sealed class TakeLetter(
    BandengDb db, RaiseMatter raise, MassPosting flood, Placing placing, SecretBox box, TimeProvider clock)
{
    /// <param name="client">The network address that sends it.</param>
    /// <param name="viewer">Who sends it; of a program the owner of its key.</param>
    /// <param name="files">What came along; the caller puts them into the store when the letter is held.</param>
    /// <param name="key">Of a program that files for others; null when a person sends it.</param>
    public async Task<Result<RaiseMatter.Raised>> RunAsync(
        RaiseRequest request, Viewer viewer, IPAddress? client, IReadOnlyList<HeldFile> files, CancellationToken cancel,
        LetterKey? key = null)
    {
        var by = key is null ? viewer : LetterKey.Sender(viewer.PersonId);
        // Whoever holds a post is known, and the installation itself too; who may not file for others is told so there.
        if (viewer.IsSystem || viewer.HoldsOffice() || (key is null && request.IsForSomebodyElse))
        {
            return await raise.RunAsync(key?.With(request) ?? request, by, cancel);
        }

        var id = request.Id is { } given && given != Guid.Empty ? given : Guid.CreateVersion7(clock.GetUtcNow());
        request = request with { Id = id };
        if (await BeforeAsync(request, viewer, cancel) is { } before)
        {
            return before;
        }

        if ((RaiseChecks.FirstFault(request) ?? DeskFields.FirstSet(request)) is { } fault)
        {
            return fault;
        }

        if (!string.IsNullOrWhiteSpace(request.Phone)
            && !PhoneNumber.Normalize(request.Phone).TryGet(out _, out var unreadable))
        {
            return unreadable;
        }

        return !await db.Matters.AnyAsync(m => m.Id == id, cancel)
            && await flood.LookAsync(id, request.Detail, viewer, client, cancel) is { } hold
            ? await HoldAsync(request, viewer, hold, files, key, cancel)
            : await raise.RunAsync(key?.With(request) ?? request, by, cancel);
    }

    // Sent twice: the first one counts, held or let in since.
    private async Task<Result<RaiseMatter.Raised>?> BeforeAsync(
        RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        if (await db.HeldLetters.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.Id, cancel)
            is not { Outcome: null or HoldOutcome.Declined } held)
        {
            return null;
        }

        return Read(box, held.Letter) is { } inside && inside.PersonId == viewer.PersonId
            && inside.Request.Detail == request.Detail
            ? new RaiseMatter.Raised(
                held.Id, held.Code, request.Secret is { } brought && brought == inside.Secret ? brought : null, true)
            : new Refusal(RefusalKind.Conflict, "matter.id-taken", "Another matter has this id already.");
    }

    private async Task<Result<RaiseMatter.Raised>> HoldAsync(
        RaiseRequest request, Viewer viewer, Hold hold, IReadOnlyList<HeldFile> files, LetterKey? key,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var secret = (viewer.PersonId is null || key is not null) && string.IsNullOrWhiteSpace(request.Phone)
            ? request.Secret ?? RandomNumberGenerator.GetHexString(32, lowercase: true) : null;
        var inside = new LetterInside(request, secret, viewer.PersonId, files, key);
        var spot = await placing.FindAsync(request, cancel);
        var held = HeldLetter.Of(
            request.Id!.Value, EnquiryCode.Create(), box.Protect(JsonSerializer.Serialize(inside)), spot.Area, hold,
            now);
        db.Add(held);
        db.Record(new TrailEntry("letter", held.Id, held.AreaCode, "letter.hold", viewer, now)
        {
            Facts = new Dictionary<string, object?> { ["why"] = hold.Why.ToString() },
        });
        await db.SaveAsync(cancel);
        return new RaiseMatter.Raised(held.Id, held.Code, secret, true);
    }

    /// <summary>What lies in a letter; null when its key is lost.</summary>
    public static LetterInside? Read(SecretBox box, string letter) =>
        box.Unprotect(letter) is { } text ? JsonSerializer.Deserialize<LetterInside>(text) : null;
}
