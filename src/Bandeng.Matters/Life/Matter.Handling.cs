using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>Who has it in hand, and what the hand says.</summary>
internal sealed partial class Matter
{
    /// <summary>主办单位.</summary>
    public Guid? BodyId { get; private set; }

    /// <summary>承办人 in that body, once known.</summary>
    public Guid? HandlerId { get; private set; }

    public Guid? DispatchedBy { get; private set; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>
    /// True: nobody signed, the window closed and the body has signed by that. 签收及时率 counts it as late.
    /// </summary>
    public bool SignedBySilence { get; private set; }

    /// <summary>When the raiser was first contacted by the body: what 响应率 counts.</summary>
    public DateTimeOffset? ContactedAt { get; private set; }

    public DateTimeOffset? HandedBackAt { get; private set; }

    public DateTimeOffset? SignedOffAt { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public HandlerOutcome? HandlerOutcome { get; private set; }

    public RaiserOutcome? RaiserOutcome { get; private set; }

    public Rating? Rating { get; private set; }

    /// <summary>When the raiser last said what came of it; other voices answer for themselves.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The last of hand-back, answer and closing: what an application for exclusion is counted from.</summary>
    public DateTimeOffset? LastWordAt => new[] { HandedBackAt, AnsweredAt, ClosedAt }.Max();

    public int Dispatches { get; private set; }

    public int Returns { get; private set; }

    public int ReturnsRefused { get; private set; }

    public int Redos { get; private set; }

    public int Reopenings { get; private set; }

    /// <summary>返工 and 重办 together: so often that the offices one level up take it.</summary>
    public bool IsRedoneTooOften(MatterRules rules) => Redos + Reopenings >= rules.RedosBeforeEscalation;

    public int Appeals { get; private set; }

    /// <summary>Call-backs that brought no answer.</summary>
    public int Attempts { get; private set; }

    public ExclusionState? Exclusion { get; private set; }

    /// <summary>The whole clock starts at dispatch, and again at a dispatch to another body.</summary>
    public void DispatchTo(Guid bodyId, Guid by, Limit limit, Deadline due, DateTimeOffset now)
    {
        KeepLateness(now);
        (BodyId, HandlerId, DispatchedBy, DispatchedAt) = (bodyId, null, by, now);
        (SignedAt, HandedBackAt, SignedOffAt, CheckedAt, HandlerOutcome) = (null, null, null, null, null);
        SignedBySilence = false;
        Dispatches++;
        StartClock(limit, due);
    }

    /// <summary>To the same body with others to assist: it signs anew, and its clock runs on.</summary>
    public void DispatchAgain()
    {
        (SignedAt, SignedBySilence) = (null, false);
        Dispatches++;
    }

    public void UndoDispatch()
    {
        Dispatches--;
        (BodyId, HandlerId, DispatchedBy, DispatchedAt, DueAt) = (null, null, null, null, null);
    }

    public void SignFor(Guid? handler, DateTimeOffset now, bool bySilence) =>
        (SignedAt, SignedBySilence, HandlerId) = (now, bySilence, handler ?? HandlerId);

    public void PassOn(Guid handler) => HandlerId = handler;

    /// <summary>
    /// 离岗交接: to a successor, or back to the body. Counts as a change: a page that showed the old hand is stale.
    /// </summary>
    public void HandOver(Guid? to)
    {
        HandlerId = to;
        Version++;
    }

    /// <summary>The body that had it is over: another goes on with it, in nobody's hand yet.</summary>
    public void HandOverTo(Guid bodyId)
    {
        (BodyId, HandlerId) = (bodyId, null);
        Version++;
    }

    public void RecordContact(DateTimeOffset now) => ContactedAt ??= now;

    public void Object() => Returns++;

    public void UpholdObjection() => (BodyId, HandlerId, DueAt) = (null, null, null);

    public void RefuseObjection(DateTimeOffset now)
    {
        ReturnsRefused++;
        SignedAt ??= now;
    }

    /// <summary>Overdue is fixed here: what happens afterwards is not the handler's time.</summary>
    public void HandBack(HandlerOutcome outcome, Guid? handler, DateTimeOffset now)
    {
        KeepLateness(now);
        (HandlerOutcome, HandedBackAt, HandlerId) = (outcome, now, HandlerId ?? handler);
    }

    public void SignOff(DateTimeOffset now) => SignedOffAt = now;

    public void PassCheck(DateTimeOffset now) => CheckedAt = now;

    public void Redo()
    {
        Redos++;
        (HandedBackAt, SignedOffAt, CheckedAt, HandlerOutcome) = (null, null, null, null);
    }

    public void AnswerAtOnce(DateTimeOffset now) =>
        (HandlerOutcome, HandedBackAt) = (Life.HandlerOutcome.Explained, now);

    public void RecordAttempt() => Attempts++;

    public void Hear(RaiserOutcome outcome, Rating rating, DateTimeOffset now) =>
        (RaiserOutcome, Rating, AnsweredAt) = (outcome, rating, now);

    public void Reopen()
    {
        Reopenings++;
        (ClosedAt, CheckedAt, SignedOffAt) = (null, null, null);
    }

    public void Appeal() => Appeals++;

    public void Close(DateTimeOffset now) => ClosedAt = now;

    public void Unclose() => ClosedAt = null;

    public void SetExclusion(ExclusionState? state) => Exclusion = state;
}

/// <summary>剔除: whether a matter counts in the figures of outcomes.</summary>
public enum ExclusionState
{
    /// <summary>申请剔除.</summary>
    Asked,

    /// <summary>已剔除.</summary>
    Excluded,

    /// <summary>不予剔除.</summary>
    Refused,
}
