using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// One thing that a platform is told about one number: written in the transaction of the act, kept until the platform
/// has it. Its words stand in the erasable store.
/// </summary>
internal sealed class OrderAnswer
{
    public Guid Id { get; init; }

    public Guid OrderId { get; init; }

    public Guid PlatformId { get; init; }

    public AnswerKind Kind { get; init; }

    public AnswerState State { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>承办单位.</summary>
    public Guid? BodyId { get; init; }

    /// <summary>承办人.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>审签人.</summary>
    public Guid? SignedOffBy { get; private set; }

    public HandlerOutcome? Outcome { get; init; }

    /// <summary>One of <see cref="MatterReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The clause of the duty list.</summary>
    public string? Basis { get; init; }

    /// <summary>Working days asked for.</summary>
    public long? Days { get; init; }

    /// <summary>To the raiser: the reply, or why.</summary>
    public Guid? WordsId { get; private set; }

    /// <summary>The file it left in.</summary>
    public long? Batch { get; private set; }

    public long Attempts { get; init; }

    public DateTimeOffset DueAt { get; private set; }

    public Guid? ClaimedBy { get; init; }

    public DateTimeOffset? ClaimedUntil { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? GivenUpAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DeliveredBy? DeliveredBy { get; init; }

    /// <summary>Grows with every change of state: of an act and a delivery at once, one is overtaken.</summary>
    public long Version { get; private set; }

    /// <summary>Whether the platform still has to get it, or may have to.</summary>
    public bool IsOpen => State is AnswerState.Held or AnswerState.Waiting;

    /// <summary>Starts as what waits to leave, or is held until somebody has agreed.</summary>
    public static OrderAnswer Of(
        Guid orderId, Guid platformId, AnswerKind kind, bool isHeld, DateTimeOffset at, AnswerContent content) => new()
        {
            Id = Guid.CreateVersion7(at),
            OrderId = orderId,
            PlatformId = platformId,
            Kind = kind,
            State = isHeld ? AnswerState.Held : AnswerState.Waiting,
            At = at,
            DueAt = at,
            BodyId = content.BodyId,
            PersonId = content.PersonId,
            Outcome = content.Outcome,
            Reason = content.Reason,
            Basis = content.Basis,
            Days = content.Days,
            WordsId = content.WordsId,
        };

    /// <summary>Whoever had to has agreed: it may leave.</summary>
    public void Release(DateTimeOffset now, Guid? words = null)
    {
        (State, DueAt, WordsId) = (AnswerState.Waiting, now, words ?? WordsId);
        Version++;
    }

    public void SignOff(Guid by)
    {
        SignedOffBy = by;
        Version++;
    }

    /// <summary>It is not so after all. What a delivery has in hand at this moment cannot be called back.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (IsOpen && (ClaimedUntil is null || ClaimedUntil < now) && Batch is null)
        {
            State = AnswerState.Withdrawn;
            Version++;
        }
    }
}

/// <summary>What an answer says beside its kind.</summary>
internal sealed record AnswerContent(
    Guid? BodyId = null, Guid? PersonId = null, HandlerOutcome? Outcome = null, string? Reason = null,
    string? Basis = null, long? Days = null,
    Guid? WordsId = null);

/// <summary>What a platform is told.</summary>
internal enum AnswerKind
{
    /// <summary>签收.</summary>
    SignedFor,

    /// <summary>已联系诉求人.</summary>
    Contacted,

    /// <summary>办理结果 with the reply.</summary>
    Outcome,

    /// <summary>不予受理、告知途径, with the reason.</summary>
    Declined,

    /// <summary>退单: reason and basis.</summary>
    Return,

    /// <summary>申请延期: days and reason.</summary>
    Extension,
}

/// <summary>How far an answer is.</summary>
internal enum AnswerState
{
    /// <summary>Somebody here has still to check or agree.</summary>
    Held,

    /// <summary>Waits for the platform.</summary>
    Waiting,

    /// <summary>The platform has it.</summary>
    Delivered,

    /// <summary>The platform said no.</summary>
    Refused,

    /// <summary>Taken back before it left.</summary>
    Withdrawn,
}

/// <summary>How it was delivered.</summary>
internal enum DeliveredBy
{
    Push,
    Pull,
    File,
    Packet,

    /// <summary>A person says that the platform has it.</summary>
    Hand,
}
