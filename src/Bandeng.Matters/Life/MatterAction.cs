namespace Bandeng.Matters.Life;

/// <summary>Everything that can be done about a matter.</summary>
public enum MatterAction
{
    /// <summary>受理.</summary>
    Accept,

    /// <summary>不予受理, with a reason.</summary>
    Decline,

    /// <summary>申诉 against being declined, once.</summary>
    Appeal,

    /// <summary>申诉成立: it is taken up after all.</summary>
    UpholdAppeal,

    /// <summary>维持不予受理.</summary>
    RefuseAppeal,

    /// <summary>
    /// 告知途径: court, arbitration, discipline inspection, review, disclosure, petition, emergency call.
    /// </summary>
    Redirect,

    /// <summary>直接答复: settled by an answer, without dispatch.</summary>
    AnswerAtOnce,

    /// <summary>派单: to a lead body, and others that assist; the whole clock starts.</summary>
    Dispatch,

    /// <summary>改派: to another body.</summary>
    Redispatch,

    /// <summary>撤回派单, within minutes, by who dispatched.</summary>
    UndoDispatch,

    /// <summary>签收.</summary>
    SignFor,

    /// <summary>视同签收: the window ran out.</summary>
    SignForBySilence,

    /// <summary>退单: an objection, with the clause of the duty list.</summary>
    Return,

    /// <summary>退单成立: to be dispatched again.</summary>
    UpholdReturn,

    /// <summary>退单驳回: it stays.</summary>
    RefuseReturn,

    /// <summary>转给本单位的人: pass on to one's own staff.</summary>
    PassOn,

    /// <summary>已联系诉求人.</summary>
    RecordContact,

    /// <summary>请诉求人补充: a question back; the clock pauses.</summary>
    AskRaiser,

    /// <summary>诉求人已补充: the clock goes on.</summary>
    RaiserReplies,

    /// <summary>申请延期, before the end.</summary>
    RequestExtension,

    /// <summary>初审延期: the first of two who approve.</summary>
    EndorseExtension,

    /// <summary>同意延期.</summary>
    ApproveExtension,

    /// <summary>不同意延期.</summary>
    RefuseExtension,

    /// <summary>挂账, with a reason and a date, once.</summary>
    Suspend,

    /// <summary>恢复办理.</summary>
    Resume,

    /// <summary>协办单位答复 to the lead.</summary>
    AssistReply,

    /// <summary>提交办结: the handler says done, with an outcome.</summary>
    HandBack,

    /// <summary>审签: the head approves the reply.</summary>
    SignOff,

    /// <summary>核查通过.</summary>
    PassCheck,

    /// <summary>返工、重办.</summary>
    Redo,

    /// <summary>回访未果: an attempt to reach the raiser that brought no answer.</summary>
    RecordAttempt,

    /// <summary>诉求人确认: solved or partly solved, with a rating.</summary>
    Confirm,

    /// <summary>诉求人说未解决.</summary>
    NotSettled,

    /// <summary>不满意重办: settled, but its raiser is dissatisfied, so it is taken up again.</summary>
    SendBack,

    /// <summary>未确认: no answer in time.</summary>
    LeaveUnconfirmed,

    /// <summary>撤回诉求.</summary>
    Withdraw,

    /// <summary>并单: voices stay, the handling is shared.</summary>
    Merge,

    /// <summary>拆单: out of a merge again.</summary>
    Split,

    /// <summary>提级办理: one level up, with a reason.</summary>
    Escalate,

    /// <summary>提交议事.</summary>
    TakeToCouncil,

    /// <summary>议定: back with what was decided.</summary>
    CouncilDecided,

    /// <summary>更正 category, type or place.</summary>
    Correct,

    /// <summary>内部备注: never shown to residents.</summary>
    Note,

    /// <summary>告诉诉求人进展.</summary>
    TellRaiser,

    /// <summary>对外公开: let the words out to everyone.</summary>
    LetOut,

    /// <summary>催办.</summary>
    Remind,

    /// <summary>督办.</summary>
    Supervise,

    /// <summary>被反映对象说明.</summary>
    Explain,

    /// <summary>申请剔除: out of the figures, for a standard reason.</summary>
    RequestExclusion,

    /// <summary>同意剔除.</summary>
    Exclude,

    /// <summary>不予剔除.</summary>
    RefuseExclusion,
}
