namespace Bandeng.Matters.Life;

/// <summary>
/// 诉求人 or one who said 我也反映: a person with a problem, joined to one handling. Each is told, each says whether
/// it is settled.
/// </summary>
internal sealed class Voice
{
    private Voice() => Code = "";

    public Guid Id { get; private init; }

    public Guid MatterId { get; private set; }

    /// <summary>The first voice, whose words the matter holds.</summary>
    public bool IsRaiser { get; private init; }

    /// <summary>查询码: shows how it stands; allows nothing.</summary>
    public string Code { get; private init; }

    public Guid? PersonId { get; private init; }

    public Guid? NameId { get; private init; }

    public string? PhoneCipher { get; private init; }

    public string? PhoneFingerprint { get; private init; }

    /// <summary>SHA-256 of the secret in the link that an anonymous raiser was given once.</summary>
    public string? SecretHash { get; private init; }

    public DateTimeOffset At { get; private init; }

    public RaiserOutcome? Outcome { get; private set; }

    public Rating? Rating { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who entered the answer on the telephone; null when the raiser did it.</summary>
    public Guid? AnswerEnteredBy { get; private set; }

    /// <summary>Whether the raiser agrees that everyone may read the words.</summary>
    public bool PublicWish { get; private init; }

    /// <summary>Who speaks, and how the answer reaches them.</summary>
    public sealed record Contact(
        Guid? PersonId, Guid? NameId, string? PhoneCipher, string? PhoneFingerprint, string? SecretHash);

    /// <param name="id">Made by the sender, so that sending twice makes one.</param>
    public static Voice Of(
        Guid matterId, bool isRaiser, string code, Contact contact, bool publicWish, DateTimeOffset now,
        Guid? id = null) => new()
        {
            Id = id ?? Guid.CreateVersion7(now),
            MatterId = matterId,
            IsRaiser = isRaiser,
            Code = code,
            PersonId = contact.PersonId,
            NameId = contact.NameId,
            PhoneCipher = contact.PhoneCipher,
            PhoneFingerprint = contact.PhoneFingerprint,
            SecretHash = contact.SecretHash,
            At = now,
            PublicWish = publicWish,
        };

    public void Answer(RaiserOutcome outcome, Rating rating, Guid? enteredBy, DateTimeOffset now) =>
        (Outcome, Rating, AnswerEnteredBy, AnsweredAt) = (outcome, rating, enteredBy, now);

    /// <summary>Goes to a matter of its own, when others are settled and this one is not.</summary>
    public void MoveTo(Guid matterId) => MatterId = matterId;
}
