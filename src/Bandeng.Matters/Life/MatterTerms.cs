namespace Bandeng.Matters.Life;

/// <summary>诉求类型: sets the limit, the secrecy and what is counted.</summary>
public enum RequestType
{
    /// <summary>咨询.</summary>
    Enquiry,

    /// <summary>求助.</summary>
    Help,

    /// <summary>投诉.</summary>
    Complaint,

    /// <summary>举报.</summary>
    Report,

    /// <summary>建议.</summary>
    Suggestion,

    /// <summary>表扬.</summary>
    Praise,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>来源渠道.</summary>
public enum Channel
{
    /// <summary>网页: a resident's own phone.</summary>
    Web,

    /// <summary>门牌码: the QR code on a door.</summary>
    Qr,

    /// <summary>12345 and other hotlines, with a number and a deadline of their own.</summary>
    Hotline,

    /// <summary>来电.</summary>
    Call,

    /// <summary>来信.</summary>
    Letter,

    /// <summary>来访.</summary>
    Visit,

    /// <summary>居民群.</summary>
    Group,

    /// <summary>会议.</summary>
    Meeting,

    /// <summary>巡查.</summary>
    Patrol,

    /// <summary>其他系统: Open311, imports.</summary>
    System,
}

/// <summary>What the handler says came of it.</summary>
public enum HandlerOutcome
{
    /// <summary>已解决.</summary>
    Solved,

    /// <summary>部分解决.</summary>
    PartlySolved,

    /// <summary>已解释说明.</summary>
    Explained,

    /// <summary>列入计划.</summary>
    Planned,

    /// <summary>不属实.</summary>
    Unfounded,

    /// <summary>非本单位职责.</summary>
    NotOurDuty,

    /// <summary>诉求人撤回.</summary>
    WithdrawnByRaiser,
}

/// <summary>What the raiser says came of it: another thing.</summary>
public enum RaiserOutcome
{
    /// <summary>已解决.</summary>
    Solved,

    /// <summary>部分解决.</summary>
    PartlySolved,

    /// <summary>未解决.</summary>
    NotSolved,
}

/// <summary>满意度.</summary>
public enum Rating
{
    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意.</summary>
    Acceptable,

    /// <summary>不满意.</summary>
    Dissatisfied,
}

/// <summary>回访未果: why an attempt brought no answer.</summary>
public enum CallAttempt
{
    /// <summary>未接通.</summary>
    NoAnswer,

    /// <summary>空号.</summary>
    NoSuchNumber,

    /// <summary>拒评.</summary>
    Declined,

    /// <summary>改日再打.</summary>
    CallLater,
}
