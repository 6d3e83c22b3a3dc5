namespace Bandeng.Matters.Counting;

/// <summary>
/// What is counted of matters day by day. Each is the part of a figure; 表扬 has measures of its own, since most figures
/// leave it out.
/// </summary>
internal enum Measure
{
    /// <summary>登记, 表扬 apart.</summary>
    Raised,

    RaisedPraise,

    /// <summary>重复诉求: merged into another, or taking up an earlier one.</summary>
    RaisedAgain,

    /// <summary>Declined, redirected, merged or withdrawn.</summary>
    RaisedNotTaken,

    /// <summary>Taken up and closed; marked with the day of closing.</summary>
    RaisedThenClosed,

    /// <summary>返工 or not settled for the raiser.</summary>
    RaisedRedone,

    /// <summary>Handed back once; marked with the day, or with none when it was redone since.</summary>
    RaisedThenHandedBack,

    /// <summary>派单: by the last dispatch.</summary>
    Dispatched,

    /// <summary>Objected to at least once.</summary>
    DispatchedReturned,

    /// <summary>签收: by the body itself, or objected to.</summary>
    DispatchedSigned,

    DispatchedNotTaken,

    /// <summary>The raiser was contacted; marked with the day.</summary>
    DispatchedThenContacted,

    /// <summary>办结: settled or not confirmed, after a body had it.</summary>
    Closed,

    ClosedPraise,

    /// <summary>Handed back within the limit.</summary>
    ClosedInTime,

    /// <summary>The raiser answered, and the answer still stands.</summary>
    Answered,

    /// <summary>Answered about something that could be solved: neither 表扬 nor 咨询.</summary>
    AnsweredToSolve,

    Solved,

    /// <summary>Answered with a rating.</summary>
    Rated,

    /// <summary>满意、基本满意.</summary>
    Pleased,

    /// <summary>未确认: the time to answer ran out.</summary>
    Silent,

    SilentToSolve,

    /// <summary>办理时长, by the day of handing back; marked with the time in steps.</summary>
    TookHandling,

    /// <summary>全程时长, by the day of closing; marked with the time in steps.</summary>
    TookWhole,

    /// <summary>在办: up on the day of dispatch, down on the day of handing back or closing.</summary>
    InHand,

    /// <summary>Overdue while the clock runs: up on the day it gets late, down as above.</summary>
    Late,

    LatePraise,
}
