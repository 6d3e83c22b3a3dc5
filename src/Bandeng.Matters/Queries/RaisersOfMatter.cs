using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
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
internal sealed class RaisersOfMatter(BandengDb db, IPeople people, SecretBox box)
{
    /// <summary>All of them, in the order of the voices.</summary>
    /// <param name="voices">Those that the handling of the matter answers.</param>
    /// <param name="hidden">Protected matters whose raisers are not told.</param>
    public async Task<IReadOnlyList<RaiserLine>> OfAsync(
        Guid matterId, IReadOnlyList<Voice> voices, IReadOnlySet<Guid> hidden, CancellationToken cancel)
    {
        var told = voices.Where(voice => !IsHidden(voice)).ToList();
        var given = await db.TextsAsync([.. told.Select(voice => voice.NameId).OfType<Guid>()], cancel);
        var names = await people.NamesAsync(
            told.Select(voice => voice.PersonId).Concat(voices.Select(voice => voice.AnswerEnteredBy)).OfType<Guid>(),
            cancel);
        var phones = await people.PhonesAsync(
            told.Where(voice => voice.PhoneCipher is null).Select(voice => voice.PersonId).OfType<Guid>(), cancel);
        return
        [
            .. voices.Select(voice => new RaiserLine(
                voice.Code, voice.IsRaiser && voice.MatterId == matterId, IsHidden(voice),
                IsHidden(voice) ? null : NameOf(voice), IsHidden(voice) ? null : Masked(PhoneOf(voice)), voice.At,
                voice.Outcome, voice.Rating, voice.AnsweredAt,
                voice.AnswerEnteredBy is { } by ? names.GetValueOrDefault(by) : null)),
        ];

        bool IsHidden(Voice voice) => hidden.Contains(voice.MatterId);

        string? NameOf(Voice voice) => (voice.NameId is { } name ? given.GetValueOrDefault(name) : null)
            ?? (voice.PersonId is { } person ? names.GetValueOrDefault(person) : null);

        string? PhoneOf(Voice voice) => box.Unprotect(voice.PhoneCipher)
            ?? (voice.PersonId is { } person ? phones.GetValueOrDefault(person) : null);
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
