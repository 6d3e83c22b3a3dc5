using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>Its clocks: the whole limit of the body, the outside order's own, and the step that is due next.</summary>
internal sealed partial class Matter
{
    public int? LimitAmount { get; private set; }

    public LimitClass? LimitClass { get; private set; }

    /// <summary>内控时限: when the body must have handed back; runs from dispatch.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The deadline of the hotline or platform it came from; never moved by us.</summary>
    public DateTimeOffset? OuterDueAt { get; private set; }

    /// <summary>When the next step is due: look, dispatch, sign for, check, call back, ask.</summary>
    public DateTimeOffset? StageDueAt { get; private set; }

    /// <summary>False: 历法未知, a year without an official calendar was counted Monday to Friday.</summary>
    public bool CalendarKnown { get; private set; }

    /// <summary>Fixed by the moment of hand-back; a new dispatch or a higher level does not wipe it out.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Since when the raiser owes an answer; the clock stands still meanwhile.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Working days asked for, while an application waits.</summary>
    public int? ExtensionDays { get; private set; }

    /// <summary>Who approved it first, while a second has to.</summary>
    public Guid? ExtensionEndorsedBy { get; private set; }

    public int Extensions { get; private set; }

    /// <summary>Working days granted so far.</summary>
    public int ExtendedDays { get; private set; }

    public int Suspensions { get; private set; }

    public DateOnly? SuspendedUntil { get; private set; }

    /// <summary>Rungs of the ladder climbed since the last dispatch: reminder, 催办, 通报, 督办.</summary>
    public int Reminders { get; private set; }

    /// <summary>The limit it is handled under, or null before dispatch.</summary>
    public Limit? Limit => LimitAmount is { } amount && LimitClass is { } kind ? new Limit(amount, kind) : null;

    /// <summary>Whether the body is past its time at this moment; a clock that stands still is not late.</summary>
    public bool IsLate(DateTimeOffset now) =>
        Stages.Running.Contains(Stage) && HandedBackAt is null && AskedAt is null && DueAt < now;

    /// <summary>What was late stays so, however it goes on; an objection that was upheld is no lateness.</summary>
    private void KeepLateness(DateTimeOffset now) => Overdue = Overdue || IsLate(now);

    /// <summary>Moves the end forward to another's that counts here as well; never back.</summary>
    public void KeepWithin(DateTimeOffset? due) => DueAt = due < DueAt ? due : DueAt;

    /// <summary>The step that was due waits no longer: its time begins again.</summary>
    public void RestartStage(DateTimeOffset? due) => StageDueAt = due;

    public void StartClock(Limit limit, Deadline due)
    {
        (LimitAmount, LimitClass, ExtendedDays, ExtensionDays, Reminders) = (limit.Amount, limit.Class, 0, null, 0);
        MoveDue(due);
    }

    public void MoveDue(Deadline due) => (DueAt, CalendarKnown) = (due.At, CalendarKnown && due.CalendarKnown);

    public void Ask(DateTimeOffset now) => AskedAt = now;

    public void Answered() => AskedAt = null;

    public void AskExtension(int days) => (ExtensionDays, ExtensionEndorsedBy) = (days, null);

    public void EndorseExtension(Guid by) => ExtensionEndorsedBy = by;

    public void Extend()
    {
        Extensions++;
        ExtendedDays += ExtensionDays ?? 0;
        (ExtensionDays, ExtensionEndorsedBy) = (null, null);
    }

    public void RefuseExtension() => (ExtensionDays, ExtensionEndorsedBy) = (null, null);

    public void Suspend(DateOnly until)
    {
        Suspensions++;
        SuspendedUntil = until;
    }

    public void EndSuspension() => SuspendedUntil = null;

    public void ClimbLadder() => Reminders++;
}
