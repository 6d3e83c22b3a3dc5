using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Files;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Held;

/// <summary>
/// A clerk lets held letters in, each becoming the matter that its sender was told of, or declines them with a reason.
/// A declined one is kept closed, and its sender reads why under the enquiry code.
/// </summary>
internal sealed class SettleLetters(
    BandengDb db, RaiseMatter raise, AddFile files, FileStore store, IPeople people, SecretBox box, TimeProvider clock)
{
    // Long enough for somebody to ask why.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private static readonly Refusal NotYours = new(
        RefusalKind.NotFound, "letter.unknown", "There is no such letter waiting.");
    private static readonly Refusal NoReason = new(RefusalKind.Invalid, "letter.reason", "Choose one of the reasons.");

    /// <summary>How many were settled.</summary>
    public sealed record Settled(int Count);

    /// <summary>Lets in one, or with <paramref name="alike"/> every waiting one that belongs together.</summary>
    public async Task<Result<Settled>> LetInAsync(Guid id, bool alike, Viewer viewer, CancellationToken cancel)
    {
        var count = 0;
        foreach (var letter in await ChosenAsync(id, alike, viewer, cancel))
        {
            if (await LetInAsync(letter, viewer, cancel) is { } refusal)
            {
                return refusal;
            }

            count++;
        }

        return count > 0 ? new Settled(count) : NotYours;
    }

    /// <summary>Declines one, or every waiting one that belongs together.</summary>
    public async Task<Result<Settled>> DeclineAsync(
        Guid id, bool alike, string? reason, Viewer viewer, CancellationToken cancel)
    {
        if (reason is null || !HeldLetter.Reasons.Contains(reason))
        {
            return NoReason;
        }

        var (now, chosen) = (clock.GetUtcNow(), await ChosenAsync(id, alike, viewer, cancel));
        foreach (var letter in chosen)
        {
            letter.Decline(reason, viewer.PersonId, now);
            Record(letter, "letter.decline", viewer, now, new() { ["reason"] = reason });
        }

        await db.ExecuteAsync(
            "update held_letters set letter = '' where outcome = 'Declined' and settled_at < @before",
            new { before = now - Kept }, cancel);

        // Of two clerks at once one is overtaken, and finds the list shorter.
        return chosen is [] || await db.TrySaveAsync(cancel) is not SaveOutcome.Saved
            ? NotYours
            : new Settled(chosen.Count);
    }

    private async Task<Refusal?> LetInAsync(HeldLetter letter, Viewer viewer, CancellationToken cancel)
    {
        if (TakeLetter.Read(box, letter.Letter) is not { } inside)
        {
            return new Refusal(RefusalKind.Conflict, "letter.lost", "The key of this letter is lost.");
        }

        var sender = inside.Key is not null ? LetterKey.Sender(inside.PersonId)
            : inside.PersonId is { } person ? await people.ViewerAsync(person, cancel) : Viewer.Nobody;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var request = inside.Request with { Secret = inside.Secret, Code = letter.Code, Facts = Facts(letter) };
        if (!(await raise.RunAsync(inside.Key?.With(request) ?? request, sender, cancel))
            .TryGet(out _, out var refusal))
        {
            return refusal;
        }

        foreach (var file in inside.Files)
        {
            if (await BytesAsync(file, cancel) is { } bytes)
            {
                await files.WithRaisingAsync(
                    file.Id, letter.Id, new(file.Name, FileType.Of(file.MediaType), bytes), sender, cancel);
            }
        }

        var held = await db.HeldLetters.SingleAsync(one => one.Id == letter.Id, cancel);
        held.LetIn(viewer.PersonId, clock.GetUtcNow());
        Record(held, "letter.let-in", viewer, clock.GetUtcNow(), []);
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return NotYours;
        }

        await transaction.CommitAsync(cancel);
        return null;
    }

    private static Dictionary<string, object?> Facts(HeldLetter letter) => new()
    {
        ["held"] = letter.HeldAt.ToUnixTimeMilliseconds(),
        ["why"] = letter.Why.ToString(),
    };

    private async Task<byte[]?> BytesAsync(HeldFile file, CancellationToken cancel)
    {
        await using var content = store.Open(file.Id);
        if (content is null)
        {
            return null;
        }

        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, cancel);
        return whole.ToArray();
    }

    private async Task<IReadOnlyList<HeldLetter>> ChosenAsync(
        Guid id, bool alike, Viewer viewer, CancellationToken cancel)
    {
        if (await db.HeldLetters.SingleOrDefaultAsync(one => one.Id == id && one.SettledAt == null, cancel) is not { } first
            || viewer.PostFor(Permission.DispatchMatters, first.AreaCode) is null)
        {
            return [];
        }

        var all = alike
            ? await db.HeldLetters.Where(one => one.Alike == first.Alike && one.SettledAt == null)
                .OrderBy(one => one.HeldAt).ToListAsync(cancel)
            : [first];
        return [.. all.Where(one => viewer.PostFor(Permission.DispatchMatters, one.AreaCode) is not null)];
    }

    private void Record(
        HeldLetter letter, string action, Viewer viewer, DateTimeOffset now, Dictionary<string, object?> facts)
    {
        var by = viewer with { ActingPost = viewer.PostFor(Permission.DispatchMatters, letter.AreaCode) };
        db.Record(new TrailEntry("letter", letter.Id, letter.AreaCode, action, by, now) { Facts = facts });
    }
}
