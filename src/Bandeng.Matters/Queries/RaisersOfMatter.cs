using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>One who raised or joined, as an office sees them.</summary>
/// <param name="Phone">Masked: 138****1234; null when none was left.</param>
/// <param name="IsHidden">Raised a protected matter that was merged into this one: neither name nor number is
/// told.</param>
/// <param name="EnteredBy">Who entered the answer on the telephone; null when the raiser did.</param>
public sealed record RaiserLine(
    string Code, bool IsRaiser, bool IsHidden, string? Name, string? Phone, DateTimeOffset At, RaiserOutcome? Outcome,
    Rating? Rating,
    DateTimeOffset? AnsweredAt, string? EnteredBy);

/// <summary>Names and masked numbers of the voices that one handling answers.</summary>
internal sealed class RaisersOfMatter(BandengDb db, VoicesOfMatter voices, IPeople people, SecretBox box)
{
    /// <summary>All of them, the raiser first.</summary>
    /// <param name="isProtectedSeen">Whether those of protected matters are told as well.</param>
    public async Task<IReadOnlyList<RaiserLine>> OfAsync(Guid matterId, bool isProtectedSeen, CancellationToken cancel)
    {
        var lines = new List<RaiserLine>();
        var hidden = isProtectedSeen ? [] : await voices.ProtectedAsync(matterId, cancel);
        foreach (var voice in await voices.AllAsync(matterId, cancel))
        {
            var enteredBy = voice.AnswerEnteredBy is { } by
                ? (await people.NamesAsync([by], cancel)).GetValueOrDefault(by)
                : null;
            lines.Add(new(
                voice.Code, voice.IsRaiser && voice.MatterId == matterId, hidden.Contains(voice.MatterId),
                hidden.Contains(voice.MatterId) ? null : await NameAsync(voice, cancel),
                hidden.Contains(voice.MatterId) ? null : Masked(await PhoneAsync(voice, cancel)), voice.At,
                voice.Outcome, voice.Rating, voice.AnsweredAt, enteredBy));
        }

        return lines;
    }

    /// <summary>The number in the clear. Whoever shows it puts the look on the trail.</summary>
    public async Task<string?> PhoneAsync(Voice voice, CancellationToken cancel) =>
        box.Unprotect(voice.PhoneCipher)
        ?? (voice.PersonId is { } person ? await people.PhoneAsync(person, cancel) : null);

    /// <summary>As given with the matter, else the name of the account.</summary>
    public async Task<string?> NameAsync(Voice voice, CancellationToken cancel) =>
        (voice.NameId is { } name ? await db.TextAsync(name, cancel) : null)
        ?? (voice.PersonId is { } person ? (await people.NamesAsync([person], cancel)).GetValueOrDefault(person) : null);

    /// <summary>The first three and the last four digits.</summary>
    internal static string? Masked(string? phone) => phone is { Length: > 7 } ? $"{phone[..3]}****{phone[^4..]}" : null;
}
