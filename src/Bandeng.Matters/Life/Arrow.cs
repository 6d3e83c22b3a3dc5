namespace Bandeng.Matters.Life;

/// <summary>In what capacity somebody acts. Which posts carry it is said in <c>Acting/Capacities.cs</c>.</summary>
public enum Capacity
{
    /// <summary>诉求人: the voice whose matter it is, signed in or by the secret link.</summary>
    Raiser,

    /// <summary>派单人: a clerk, town or district over the place, at the level that holds the matter.</summary>
    Dispatcher,

    /// <summary>承办人: works in the lead body.</summary>
    Handler,

    /// <summary>协办: works in a body that assists.</summary>
    Assistant,

    /// <summary>审签人: the head who signs replies off.</summary>
    Head,

    /// <summary>承办单位负责人: the head of the lead body, who signs its replies off where the rules ask for it.</summary>
    BodyHead,

    /// <summary>核查员, not the handler and not the respondent.</summary>
    Checker,

    /// <summary>回访员, not the handler and not the respondent.</summary>
    Caller,

    /// <summary>裁定人.</summary>
    Ruler,

    /// <summary>议事召集人.</summary>
    Convenor,

    /// <summary>督查.</summary>
    Supervisor,

    /// <summary>被反映对象.</summary>
    Respondent,

    /// <summary>Whoever in an office may read the matter.</summary>
    Office,

    /// <summary>The clocks.</summary>
    Clock,
}

/// <summary>What an act must bring; pages draw a field for each, the API asks for it by name.</summary>
public enum Need
{
    /// <summary>Words to the raiser, 1–20,000 characters.</summary>
    Words,

    /// <summary>Words inside the office.</summary>
    InnerWords,

    /// <summary>One of the reasons listed for the action.</summary>
    Reason,

    /// <summary>去哪里办: who deals with it instead, telephone and address; may be left out.</summary>
    Elsewhere,

    /// <summary>The lead body.</summary>
    Body,

    /// <summary>Bodies that assist; may be none.</summary>
    Assistants,

    /// <summary>A limit other than the category's; may be left out.</summary>
    Limit,

    /// <summary>The clause of the duty list.</summary>
    Basis,

    /// <summary>A member of the body.</summary>
    Person,

    /// <summary>Working days asked for.</summary>
    Days,

    /// <summary>A date.</summary>
    Until,

    /// <summary>What the handler says came of it.</summary>
    Outcome,

    /// <summary>What the raiser says came of it.</summary>
    RaiserOutcome,

    /// <summary>How satisfied the raiser is.</summary>
    Rating,

    /// <summary>Why an attempt brought no answer.</summary>
    Attempt,

    /// <summary>How the raiser was reached; may be left out.</summary>
    Way,

    /// <summary>Another matter.</summary>
    Target,

    /// <summary>The same person's earlier matter; wanted where the reason is that it repeats.</summary>
    Earlier,

    /// <summary>Category, type or place: what changes is sent, the rest left out.</summary>
    Correction,

    /// <summary>Pictures or papers, if the category wants them.</summary>
    Evidence,

    /// <summary>A paper that stays inside the office, where the rules ask for it.</summary>
    Proof,
}

/// <summary>A condition beyond stage and capacity; broken, it refuses with a code of its own.</summary>
public enum Guard
{
    /// <summary>Not yet appealed.</summary>
    NotAppealedYet,

    /// <summary>By who dispatched, within the minutes that a wrong dispatch can be undone.</summary>
    WithinUndoWindow,

    /// <summary>Within the window for objections, counted from dispatch.</summary>
    WithinReturnWindow,

    /// <summary>Fewer than two refused objections: the second ruling was the last.</summary>
    ReturnStillOpen,

    /// <summary>No question to the raiser is open.</summary>
    NotWaitingForRaiser,

    /// <summary>A question to the raiser is open.</summary>
    WaitingForRaiser,

    /// <summary>Not overdue, and fewer extensions than the setting allows, and none waits for a decision.</summary>
    MayExtend,

    /// <summary>An extension waits for a decision.</summary>
    ExtensionAsked,

    /// <summary>Two approve an extension here, and nobody has yet.</summary>
    EndorsementOpen,

    /// <summary>Where two approve an extension, somebody else was the first.</summary>
    EndorsedIfAsked,

    /// <summary>Never suspended before.</summary>
    NotSuspendedBefore,

    /// <summary>The head has signed the reply off, where the pack asks for it.</summary>
    SignedOffIfAsked,

    /// <summary>Not signed off yet, and the pack asks for it.</summary>
    SignOffOpen,

    /// <summary>A head acts on a reply as its head only while it waits for the signature.</summary>
    HeadWhileUnsigned,

    /// <summary>
    /// By somebody else than who did what is judged: declined, returned, applied, signed, or handed it back. Who handled
    /// it neither checks nor rates it, also where they raised it.
    /// </summary>
    BySomebodyElse,

    /// <summary>There is a level above that this installation knows.</summary>
    LevelAbove,

    /// <summary>Not excluded, and no application waits.</summary>
    NotExcluded,

    /// <summary>Within the window for exclusions, counted from the last of hand-back, answer and closing.</summary>
    WithinExclusionWindow,

    /// <summary>
    /// Its raiser is dissatisfied, and it has been taken up again less often than the setting allows.
    /// </summary>
    DissatisfiedGoesBack,

    /// <summary>An application for exclusion waits.</summary>
    ExclusionAsked,

    /// <summary>Others joined, and may not have been heard yet.</summary>
    OthersWait,

    /// <summary>
    /// The words are not public, or pictures came since, and may become so: never complaints, reports or protected
    /// matters.
    /// </summary>
    MayBeLetOut,
}

/// <summary>One arrow of the life of a matter.</summary>
/// <param name="To">Null: the stage stays.</param>
/// <param name="Who">Any one of these capacities will do.</param>
public sealed record Arrow(
    MatterAction Action, MatterStage From, MatterStage? To, Capacity[] Who, Guard[] Guards, Need[] Needs);
