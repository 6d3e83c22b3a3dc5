namespace Bandeng.Matters.Life;

/// <summary>
/// Where a matter stands. The outer stages follow GB/T 30428; the words on screen come from the pack.
/// </summary>
public enum MatterStage
{
    /// <summary>登记: recorded, not yet decided.</summary>
    Raised,

    /// <summary>受理 (立案): the office takes it up; waits for dispatch.</summary>
    Listed,

    /// <summary>派单: with a body that has not signed for it.</summary>
    Dispatched,

    /// <summary>签收、办理中: the body has it in hand.</summary>
    Accepted,

    /// <summary>退单待裁定: the body objects; somebody rules.</summary>
    Returned,

    /// <summary>挂账: cannot be done now, reviewed on a date.</summary>
    Suspended,

    /// <summary>议事中: before a council.</summary>
    Council,

    /// <summary>提交办结: the handler says done.</summary>
    Handled,

    /// <summary>核查通过: seen to be done; the raiser has not said so.</summary>
    Checked,

    /// <summary>直接答复: answered without dispatch; the raiser has not said whether that will do.</summary>
    Answered,

    /// <summary>办结、销号: the raiser says it is settled.</summary>
    Settled,

    /// <summary>未确认: nobody heard from the raiser in time. Not a consent.</summary>
    Unconfirmed,

    /// <summary>重新办理: the raiser says it is not settled; waits for dispatch again.</summary>
    Reopened,

    /// <summary>不予受理, with a reason that may be appealed.</summary>
    Declined,

    /// <summary>申诉中: the raiser appeals against being declined.</summary>
    Appealed,

    /// <summary>告知途径: told the lawful way.</summary>
    Redirected,

    /// <summary>并单: its voices are handled in another matter.</summary>
    Merged,

    /// <summary>撤回: taken back by who raised it.</summary>
    Withdrawn,
}

/// <summary>Groups of stages that rules and figures speak of.</summary>
public static class Stages
{
    /// <summary>Nothing more is owed by the office.</summary>
    public static readonly IReadOnlySet<MatterStage> Closed = new HashSet<MatterStage>
    {
        MatterStage.Settled, MatterStage.Unconfirmed, MatterStage.Declined, MatterStage.Redirected, MatterStage.Merged,
        MatterStage.Withdrawn,
    };

    /// <summary>
    /// Closed with a word of its own, so that a matter that repeats it may be declined with this one cited.
    /// </summary>
    public static readonly IReadOnlySet<MatterStage> Decided = new HashSet<MatterStage>
    {
        MatterStage.Settled, MatterStage.Unconfirmed, MatterStage.Declined, MatterStage.Redirected,
    };

    /// <summary>With a body whose clock runs: not 挂账, and no objection of its own awaits a ruling.</summary>
    public static readonly IReadOnlySet<MatterStage> Running =
        new HashSet<MatterStage> { MatterStage.Dispatched, MatterStage.Accepted };

    /// <summary>The raiser is asked whether it is settled.</summary>
    public static readonly IReadOnlySet<MatterStage> AwaitingRaiser =
        new HashSet<MatterStage> { MatterStage.Checked, MatterStage.Answered };
}
