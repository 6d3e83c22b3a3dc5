using System.Collections.Frozen;
using static Bandeng.Matters.Life.Capacity;
using static Bandeng.Matters.Life.Guard;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Life.MatterStage;

namespace Bandeng.Matters.Life;

/// <summary>
/// The whole life of a matter: from, action, to, who, guard, needs. Anything not listed is refused. A pack selects
/// from these arrows and sets words, limits and roles; it can add none.
/// </summary>
public static class MatterWorkflow
{
    private static readonly MatterStage[] InOffice = [Raised, Listed, Reopened];
    private static readonly MatterStage[] WithBody = [Dispatched, Accepted];
    private static readonly MatterStage[] Open = [.. Enum.GetValues<MatterStage>().Except(Stages.Closed)];
    private static readonly MatterStage[] Done = [Handled, Checked, Answered, Settled, Unconfirmed];
    private static readonly MatterStage[] Any = Enum.GetValues<MatterStage>();

    private static readonly Arrow[] Table =
    [
        // Taking up, or not.
        .. Rule([Raised], Accept, Listed, [Dispatcher]),
        .. Rule(
            [Raised, Listed], Decline, Declined, [Dispatcher], [Need.Reason, Need.Earlier, Need.Elsewhere, Need.Words]),
        .. Rule([Declined], Appeal, Appealed, [Raiser], [NotAppealedYet], [Need.Words]),
        .. Rule([Appealed], UpholdAppeal, Listed, [Ruler], [BySomebodyElse], [Need.Words]),
        .. Rule([Appealed], RefuseAppeal, Declined, [Ruler], [BySomebodyElse], [Need.Words]),
        .. Rule([Raised, Listed], Redirect, Redirected, [Dispatcher], [Need.Reason, Need.Elsewhere, Need.Words]),
        .. Rule(InOffice, AnswerAtOnce, Answered, [Dispatcher], [Need.Words]),

        // To a body and back.
        .. Rule(
            InOffice, Dispatch, Dispatched, [Dispatcher], [Need.Body, Need.Assistants, Need.Limit, Need.InnerWords]),
        .. Rule(
            WithBody, Redispatch, Dispatched, [Dispatcher], [Need.Body, Need.Assistants, Need.Limit, Need.InnerWords]),
        .. Rule([Dispatched], UndoDispatch, Listed, [Dispatcher], [WithinUndoWindow], []),
        .. Rule([Dispatched], SignFor, Accepted, [Handler]),
        .. Rule([Dispatched], SignForBySilence, Accepted, [Capacity.Clock]),
        .. Rule(
            WithBody, Return, Returned, [Handler], [WithinReturnWindow, ReturnStillOpen],
            [Need.Reason, Need.Basis, Need.InnerWords]),
        .. Rule([Returned], UpholdReturn, Listed, [Ruler], [BySomebodyElse], [Need.InnerWords]),
        .. Rule([Returned], RefuseReturn, Accepted, [Ruler], [BySomebodyElse], [Need.InnerWords]),

        // In hand.
        .. Rule(WithBody, PassOn, null, [Handler], [Need.Person]),
        .. Rule([Accepted], RecordContact, null, [Handler], [Need.Way, Need.InnerWords]),
        .. Rule([Listed], AskRaiser, null, [Dispatcher], [NotWaitingForRaiser], [Need.Words]),
        .. Rule([Accepted], AskRaiser, null, [Handler], [NotWaitingForRaiser], [Need.Words]),
        .. Rule(
            [Listed, Accepted], RaiserReplies, null, [Raiser, Dispatcher, Handler], [WaitingForRaiser], [Need.Words]),
        .. Rule([Accepted], RequestExtension, null, [Handler], [MayExtend], [Need.Days, Need.InnerWords]),
        .. Rule(
            [Accepted], EndorseExtension, null, [Dispatcher, Head], [ExtensionAsked, EndorsementOpen, BySomebodyElse],
            [Need.InnerWords]),
        .. Rule(
            [Accepted], ApproveExtension, null, [Dispatcher], [ExtensionAsked, EndorsedIfAsked, BySomebodyElse],
            [Need.Words]),
        .. Rule(
            [Accepted], RefuseExtension, null, [Dispatcher], [ExtensionAsked, BySomebodyElse], [Need.InnerWords]),
        .. Rule(
            [Accepted], Suspend, Suspended, [Dispatcher], [NotSuspendedBefore], [Need.Reason, Need.Until, Need.Words]),
        .. Rule([Suspended], Resume, Accepted, [Dispatcher, Capacity.Clock]),
        .. Rule([Accepted], AssistReply, null, [Assistant], [Need.InnerWords]),

        // Done, says the handler; done, says somebody who looked.
        .. Rule([Accepted], HandBack, Handled, [Handler], [Need.Outcome, Need.Words, Need.Evidence]),
        .. Rule([Handled], MatterAction.SignOff, null, [BodyHead, Head], [SignOffOpen], []),
        .. Rule(
            [Handled], PassCheck, Checked, [Checker, Dispatcher, Capacity.Clock], [SignedOffIfAsked, BySomebodyElse],
            [Need.InnerWords]),
        .. Rule(
            [Handled], Redo, Accepted, [Checker, Dispatcher, Head, BodyHead], [HeadWhileUnsigned, BySomebodyElse],
            [Need.Reason, Need.InnerWords]),
        .. Rule(
            [Checked], Redo, Accepted, [Checker, Dispatcher], [BySomebodyElse], [Need.Reason, Need.InnerWords]),

        // Settled is what the raiser says.
        .. Rule([Checked, Answered], RecordAttempt, null, [Caller], [Need.Attempt]),
        .. Rule(
            [Handled], Confirm, Settled, [Raiser, Caller], [SignedOffIfAsked, BySomebodyElse],
            [Need.RaiserOutcome, Need.Rating]),
        .. Rule(
            [Checked, Answered, Unconfirmed], Confirm, Settled, [Raiser, Caller], [BySomebodyElse],
            [Need.RaiserOutcome, Need.Rating]),
        .. Rule(
            [Settled], Confirm, null, [Raiser, Caller], [OthersWait, BySomebodyElse],
            [Need.RaiserOutcome, Need.Rating]),
        .. Rule(
            [Handled], NotSettled, Reopened, [Raiser, Caller], [SignedOffIfAsked, BySomebodyElse],
            [Need.Words, Need.Rating]),
        .. Rule(
            [.. Done.Except([Handled])], NotSettled, Reopened, [Raiser, Caller], [BySomebodyElse],
            [Need.Words, Need.Rating]),
        .. Rule([Settled], SendBack, Reopened, [Capacity.Clock], [DissatisfiedGoesBack], []),
        .. Rule([Checked, Answered], LeaveUnconfirmed, Unconfirmed, [Capacity.Clock]),
        .. Rule(
            [Raised, Listed, Dispatched, Accepted, Returned, Suspended, Council, Reopened], Withdraw, Withdrawn,
            [Raiser]),

        // Together, apart, up, sideways.
        .. Rule([Raised, Listed, Dispatched, Accepted, Reopened], Merge, Merged, [Dispatcher], [Need.Target]),
        .. Rule([Merged], Split, Listed, [Dispatcher], [Need.InnerWords]),
        .. Rule(
            [Listed, Dispatched, Accepted, Reopened], Escalate, Listed, [Dispatcher, Capacity.Clock], [LevelAbove],
            [Need.Reason, Need.InnerWords]),
        .. Rule([Raised, Listed], TakeToCouncil, Council, [Dispatcher, Convenor], [Need.Words]),
        .. Rule([Council], CouncilDecided, Listed, [Convenor, Dispatcher], [Need.Words]),

        // At any time.
        .. Rule(Open, Correct, null, [Dispatcher], [Need.Correction]),
        .. Rule(Any, Note, null, [Office, Handler], [Need.InnerWords]),
        .. Rule(Open, TellRaiser, null, [Dispatcher, Handler], [Need.Words]),
        .. Rule(Any, LetOut, null, [Dispatcher], [MayBeLetOut], []),
        .. Rule(
            [Dispatched, Accepted, Returned, Suspended], Remind, null, [Dispatcher, Supervisor, Capacity.Clock],
            [Need.InnerWords]),
        .. Rule(
            [Dispatched, Accepted, Returned, Suspended], MatterAction.Supervise, null, [Supervisor, Capacity.Clock],
            [Need.InnerWords]),
        .. Rule(Open, Explain, null, [Respondent], [Need.InnerWords]),
        .. Rule(
            Done, RequestExclusion, null, [Handler, Dispatcher], [NotExcluded, WithinExclusionWindow],
            [Need.Reason, Need.InnerWords, Need.Proof]),
        .. Rule(Done, Exclude, null, [Ruler], [ExclusionAsked, BySomebodyElse], [Need.InnerWords]),
        .. Rule(Done, RefuseExclusion, null, [Ruler], [ExclusionAsked, BySomebodyElse], [Need.InnerWords]),
    ];

    private static readonly FrozenDictionary<(MatterStage, MatterAction), Arrow> ByStage =
        Table.ToFrozenDictionary(arrow => (arrow.From, arrow.Action));

    /// <summary>Every arrow there is.</summary>
    public static IReadOnlyList<Arrow> Arrows => Table;

    /// <summary>The arrow that an action takes from a stage, or null when it takes none.</summary>
    public static Arrow? Find(MatterStage stage, MatterAction action) => ByStage.GetValueOrDefault((stage, action));

    /// <summary>Everything that leads on from a stage, in the order of the table.</summary>
    public static IEnumerable<Arrow> From(MatterStage stage) => Table.Where(arrow => arrow.From == stage);

    private static IEnumerable<Arrow> Rule(
        MatterStage[] from, MatterAction action, MatterStage? to, Capacity[] who, params Need[] needs) =>
        Rule(from, action, to, who, [], needs);

    private static IEnumerable<Arrow> Rule(
        MatterStage[] from, MatterAction action, MatterStage? to, Capacity[] who, Guard[] guards, Need[] needs) =>
        from.Select(stage => new Arrow(action, stage, to, who, guards, needs));
}
