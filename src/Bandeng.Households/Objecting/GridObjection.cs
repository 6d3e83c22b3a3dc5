using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.Objecting;

/// <summary>Where an objection stands.</summary>
internal enum ObjectionState
{
    Open,

    /// <summary>采纳.</summary>
    Accepted,

    /// <summary>不采纳.</summary>
    Refused,

    /// <summary>Its sender had it erased before anybody answered.</summary>
    Withdrawn,
}

/// <summary>异议: what somebody has against a plan that is shown.</summary>
internal sealed class GridObjection
{
    public Guid Id { get; private init; }

    public Guid PlanId { get; private init; }

    public Guid ShowingId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    /// <summary>The building that it is about; null: the whole plan.</summary>
    public Guid? BuildingId { get; private init; }

    public Guid WordsId { get; private init; }

    /// <summary>Who was signed in; null for those who left a telephone.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>Closed.</summary>
    public string? Name { get; private set; }

    /// <summary>Closed.</summary>
    public string? Phone { get; private set; }

    public string? PhoneFingerprint { get; private set; }

    /// <summary>Shows how it stands, and the answer; never the words.</summary>
    public string Code { get; private init; } = "";

    public DateTimeOffset SentAt { get; private init; }

    public ObjectionState State { get; private set; }

    public Guid? AnswerId { get; private set; }

    public Guid? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public long Version { get; private set; }

    public static GridObjection Of(
        GridShowing showing, ObjectionToSend sent, Guid words, Objector who, SecretBox box, DateTimeOffset now) => new()
        {
            Id = sent.Id,
            PlanId = showing.PlanId,
            ShowingId = showing.Id,
            AreaCode = showing.AreaCode,
            BuildingId = sent.Building,
            WordsId = words,
            PersonId = who.PersonId,
            Name = who.Name is null ? null : box.Protect(who.Name),
            Phone = who.Phone is null ? null : box.Protect(who.Phone),
            PhoneFingerprint = who.Phone is null ? null : box.Fingerprint(who.Phone),
            Code = ObjectionCode.Create(),
            SentAt = now,
            State = ObjectionState.Open,
            Version = 1,
        };

    public void Answer(bool accepted, Guid answer, Guid by, DateTimeOffset now)
    {
        State = accepted ? ObjectionState.Accepted : ObjectionState.Refused;
        (AnswerId, AnsweredBy, AnsweredAt, Version) = (answer, by, now, Version + 1);
    }

    /// <summary>Who sent it is known no more; what nobody answered needs no answer.</summary>
    public void Erase(DateTimeOffset now)
    {
        State = State == ObjectionState.Open ? ObjectionState.Withdrawn : State;
        (PersonId, Name, Phone, PhoneFingerprint, ErasedAt, Version) = (null, null, null, null, now, Version + 1);
    }
}

/// <summary>An objection as it is sent.</summary>
/// <param name="Id">Made with the form: sent twice, it is one.</param>
internal sealed record ObjectionToSend(Guid Id, Guid PlanId, string? Words)
{
    public Guid? Building { get; init; }

    /// <summary>Of who is not signed in, or for whom the clerk enters it; so is the telephone.</summary>
    public string? Name { get; init; }

    public string? Phone { get; init; }
}

/// <summary>Who objects: somebody signed in, or a name and a telephone.</summary>
internal sealed record Objector(Guid? PersonId, string? Name, string? Phone);
