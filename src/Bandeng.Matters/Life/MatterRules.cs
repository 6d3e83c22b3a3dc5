using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>
/// The settings of an installation for the life of a matter, valid from a day. The numbers here are a starter pack's;
/// every office has its own.
/// </summary>
public sealed record MatterRules
{
    private static readonly KindRules Whole = new();

    /// <summary>The office looks at a new matter.</summary>
    public Limit Look { get; init; } = new(4, LimitClass.WorkingHour);

    /// <summary>An urgent one.</summary>
    public Limit LookUrgent { get; init; } = new(30, LimitClass.Minute);

    /// <summary>From acceptance to dispatch.</summary>
    public Limit Dispatch { get; init; } = new(4, LimitClass.WorkingHour);

    /// <summary>A body that does not sign in this time has signed.</summary>
    public Limit SignFor { get; init; } = new(4, LimitClass.WorkingHour);

    /// <summary>Within this, counted from dispatch, a body may object.</summary>
    public Limit Return { get; init; } = new(1, LimitClass.WorkingDay);

    /// <summary>A ruling on a return, an appeal, an exclusion.</summary>
    public Limit Ruling { get; init; } = new(1, LimitClass.WorkingDay);

    /// <summary>Check after hand-back.</summary>
    public Limit Check { get; init; } = new(1, LimitClass.WorkingDay);

    /// <summary>回访: working days after the check, or the answer, from which the raiser is asked; 0: at once.</summary>
    public int CallBackAfter { get; init; }

    /// <summary>Silence of the raiser becomes 未确认.</summary>
    public Limit Silence { get; init; } = new(15, LimitClass.WorkingDay);

    /// <summary>Where no category says otherwise.</summary>
    public Limit Handle { get; init; } = new(5, LimitClass.WorkingDay);

    /// <summary>
    /// 内控时限: working hours before the deadline of an outside order by which the body must have handed back.
    /// </summary>
    public int InnerAhead { get; init; } = 4;

    /// <summary>A wrong dispatch can be taken back within these minutes.</summary>
    public int UndoMinutes { get; init; } = 15;

    /// <summary>How often a limit may be extended.</summary>
    public int Extensions { get; init; } = 2;

    /// <summary>Working days one extension may add at most.</summary>
    public int ExtensionDays { get; init; } = 15;

    /// <summary>How many people approve an extension, one after the other: 1 or 2.</summary>
    public int ExtensionApprovers { get; init; } = 2;

    /// <summary>Calendar days a suspension may last at most.</summary>
    public int SuspensionDays { get; init; } = 365;

    /// <summary>Within this, counted from the last word on a matter, its exclusion may be applied for.</summary>
    public Limit Exclusion { get; init; } = new(5, LimitClass.WorkingDay);

    /// <summary>剔除佐证: whether an application for exclusion brings a paper of its own.</summary>
    public bool ExclusionProof { get; init; } = true;

    /// <summary>不满意重办: how often a raiser's 不满意 alone takes a settled matter up again; 0: never.</summary>
    public int DissatisfiedRedos { get; init; } = 1;

    /// <summary>So many redos, or dispatches without a lead who keeps it, take a matter one level up.</summary>
    public int RedosBeforeEscalation { get; init; } = 3;

    /// <summary>What becomes of a dispatch to a department whose power the town has on that day (赋权).</summary>
    public HandedDownRule HandedDown { get; init; } = HandedDownRule.Warn;

    /// <summary>
    /// 审签: whether every reply needs the head's approval before it leaves; else <see cref="TypeRules.SignOff"/> says.
    /// </summary>
    public bool SignOff { get; init; }

    /// <summary>Share of the limit after which a reminder goes to the handler.</summary>
    public double RemindAt { get; init; } = 0.75;

    /// <summary>催办: working days after the end of the limit.</summary>
    public int UrgeAfter { get; init; } = 1;

    /// <summary>通报: working days after the end of the limit.</summary>
    public int NoticeAfter { get; init; } = 3;

    /// <summary>督办: working days after the end of the limit.</summary>
    public int SuperviseAfter { get; init; } = 5;

    /// <summary>
    /// Words of the place for stages, acts and outcomes: <c>stage.Settled</c> to Chinese and English.
    /// </summary>
    public IReadOnlyDictionary<string, PackWord> Words { get; init; } = new Dictionary<string, PackWord>();

    /// <summary>
    /// 去哪里办, by the reason of a redirect or a decline: what its slip says where the act says nothing of its own.
    /// </summary>
    public IReadOnlyDictionary<string, OtherOffice> Ways { get; init; } = new Dictionary<string, OtherOffice>
    {
        ["emergency"] = new(
            "报警 110，火警 119，急救 120，交通事故 122", "Police 110, fire 119, ambulance 120, traffic accidents 122"),
    };

    /// <summary>What the type of request (诉求类型) sets; a type that is not named sets nothing.</summary>
    public IReadOnlyDictionary<RequestType, TypeRules> Types { get; init; } = new Dictionary<RequestType, TypeRules>();

    /// <summary>What each kind of matter selects; a kind that is not named has the whole table.</summary>
    public IReadOnlyDictionary<string, KindRules> Kinds { get; init; } = new Dictionary<string, KindRules>();

    /// <summary>The arrow that an action takes from a stage for a kind of matter, or null when it takes none.</summary>
    public Arrow? Find(string kind, MatterStage stage, MatterAction action) =>
        Of(kind).Select(MatterWorkflow.Find(stage, action));

    /// <summary>Everything that leads on from a stage for a kind of matter, in the order of the table.</summary>
    public IEnumerable<Arrow> From(string kind, MatterStage stage) =>
        MatterWorkflow.From(stage).Select(Of(kind).Select).OfType<Arrow>();

    /// <summary>审签: whether a reply to a matter of this kind and type needs its head's signature.</summary>
    public bool AsksSignature(string kind, RequestType type) => AsksSignature(type) && KnowsSignature(kind);

    /// <summary>
    /// Whether replies to this type of request need a signature, where the kind of the matter knows signing.
    /// </summary>
    public bool AsksSignature(RequestType type) => SignOff || Types.GetValueOrDefault(type) is { SignOff: true };

    /// <summary>
    /// Whether replies of this kind are signed at all: a kind that selects no signing waits for none.
    /// </summary>
    public bool KnowsSignature(string kind) => Find(kind, MatterStage.Handled, MatterAction.SignOff) is not null;

    /// <summary>
    /// The usual limit: the category's where it counts minutes or hours, for that is danger; else the type's, the
    /// category's, the kind's, everybody's.
    /// </summary>
    public Limit HandleOf(string kind, RequestType type, Limit? ofCategory) =>
        ofCategory is { Class: LimitClass.Minute or LimitClass.Hour or LimitClass.WorkingHour }
            ? ofCategory
            : Types.GetValueOrDefault(type)?.Handle ?? ofCategory ?? Of(kind).Handle ?? Handle;

    private KindRules Of(string kind) => Kinds.GetValueOrDefault(kind) ?? Whole;
}

/// <summary>What becomes of a dispatch to a department whose power has been handed down to the town.</summary>
public enum HandedDownRule
{
    /// <summary>It is said once, with the clause; with a reason in the inner words it goes.</summary>
    Warn,

    /// <summary>It does not go.</summary>
    Refuse,

    /// <summary>Nobody asks.</summary>
    Off,
}

/// <summary>What a pack sets for one type of request.</summary>
/// <param name="Handle">Its limit; null: as the category says.</param>
/// <param name="SignOff">审签: whether its replies need the head's approval, where not every reply does.</param>
public sealed record TypeRules(Limit? Handle, bool SignOff = false);

/// <summary>A word in both languages.</summary>
public sealed record PackWord(string Zh, string En);
