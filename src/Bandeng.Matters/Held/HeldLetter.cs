using System.Collections.ObjectModel;
using Bandeng.Kernel;
using Bandeng.Matters.Open311;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Held;

/// <summary>Why a letter waits for a person.</summary>
internal enum HoldReason
{
    /// <summary>The same words came in too often.</summary>
    SameWords,

    /// <summary>One client sent too many.</summary>
    SameClient,
}

/// <summary>What the person said.</summary>
internal enum HoldOutcome
{
    LetIn,
    Declined,
}

/// <summary>
/// 待核: a letter that came in with so many others that a person looks first. Nobody has been refused, nothing is
/// published, nothing is lost; it is no matter yet.
/// </summary>
internal sealed class HeldLetter
{
    private HeldLetter() => (Code, Letter, Alike) = ("", "", "");

    /// <summary>The id that the matter will have.</summary>
    public Guid Id { get; private init; }

    /// <summary>查询码, as the sender was told.</summary>
    public string Code { get; private init; }

    /// <summary>All of it, closed; empty once it is a matter, or has been declined for long.</summary>
    public string Letter { get; private set; }

    public AreaCode AreaCode { get; private init; }

    public HoldReason Why { get; private init; }

    /// <summary>The same for all that belong together: let in or declined with one click.</summary>
    public string Alike { get; private init; }

    public DateTimeOffset HeldAt { get; private init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public Guid? SettledBy { get; private set; }

    public HoldOutcome? Outcome { get; private set; }

    /// <summary>One of <see cref="Reasons"/>, when it was declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>Why a letter may be declined.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["advertising", "machine", "repeated", "abuse"];

    public static HeldLetter Of(Guid id, string code, string letter, AreaCode area, Hold hold, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Code = code,
            Letter = letter,
            AreaCode = area,
            Why = hold.Why,
            Alike = hold.Alike,
            HeldAt = now,
        };

    public void LetIn(Guid? by, DateTimeOffset now) =>
        (Outcome, SettledBy, SettledAt, Letter) = (HoldOutcome.LetIn, by, now, "");

    public void Decline(string reason, Guid? by, DateTimeOffset now) =>
        (Outcome, Reason, SettledBy, SettledAt) = (HoldOutcome.Declined, reason, by, now);
}

/// <summary>Why something is held, and with what it belongs together.</summary>
internal sealed record Hold(HoldReason Why, string Alike);

/// <summary>What lies closed in a held letter.</summary>
/// <param name="Secret">Of the link of who stayed anonymous; their browser has it already.</param>
/// <param name="PersonId">Who was signed in.</param>
/// <param name="Files">What came along, in the store under these ids.</param>
/// <param name="Key">The key of the program that sent it; null when a person did.</param>
internal sealed record LetterInside(
    RaiseRequest Request, string? Secret, Guid? PersonId, IReadOnlyList<HeldFile> Files, LetterKey? Key = null);

/// <summary>An Open311 key, and what came along that a request does not say by itself.</summary>
/// <param name="Aside">For the office alone.</param>
/// <param name="Phones">As they were sent.</param>
internal sealed record LetterKey(Guid TokenId, string? Aside, string? Phones)
{
    /// <summary>The installation raises it, and the owner of the key stands on the trail.</summary>
    public static Viewer Sender(Guid? personId) => Viewer.System with { PersonId = personId };

    /// <summary>The request as the key brought it.</summary>
    public RaiseRequest With(RaiseRequest request) => request with
    {
        Aside = Aside,
        PhonesAsSent = Phones,
        Facts = new Dictionary<string, object?>(request.Facts ?? ReadOnlyDictionary<string, object?>.Empty)
        {
            ["via"] = "open311",
        },
        Beside = aside => new SentReport { MatterId = request.Id!.Value, TokenId = TokenId, AsideId = aside },
    };
}

/// <summary>A file of a held letter.</summary>
internal sealed record HeldFile(Guid Id, string Name, string MediaType);
