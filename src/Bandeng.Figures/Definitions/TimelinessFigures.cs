using static Bandeng.Figures.Definitions.FactsSql;
using static Bandeng.Figures.Definitions.FigureUnit;

namespace Bandeng.Figures.Definitions;

/// <summary>How quickly: signing, contact, the limit, the time it took.</summary>
internal static class TimelinessFigures
{
    private static readonly Words Praise = new("表扬；已剔除的", "praise; excluded matters");

    private static readonly Words Steps = new(
        "；时长向下取整：1 小时内按分钟，1 天内按 10 分钟，10 天内按小时，100 天内按 6 小时，再长按天。",
        "; rounded down to a minute within an hour, 10 minutes within a day, an hour within 10 days, 6 hours within 100 days, then a day.");

    private static readonly Words PraiseAlone = new("表扬", "praise");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("signed-in-time", 1, Share, new("签收及时率", "Signed for in time"),
            $"{Within("dispatched_at")} and {NotPraise} and not ({MaySign})",
            new("本期派出的事项中，承办单位在签收时限内自己签收或提出退单的，除以本期派出、签收时限已到或已签收的。到时限自动视为签收的，不算及时。",
                "Matters dispatched in the period for which the body itself signed or objected within the window, over those dispatched whose window is over or which are signed for. Signed by silence is not in time."),
            PraiseAlone)
        {
            Numerator = SignedItself,
            RolledUp = new(["Dispatched", "-MaySign"], ["DispatchedSigned", "-MaySignObjected"]),
        },
        new("responded", 1, Share, new("响应率", "Raiser contacted"),
            $"{Within("dispatched_at")} and {NotPraise} and {TakenUp}",
            new("本期派出的事项中，承办单位已联系诉求人的，除以本期派出的。",
                "Matters dispatched in the period whose raiser the body has contacted, over those dispatched in the period."),
            new("表扬；并单、撤回的；已剔除的", "praise; merged and withdrawn; excluded matters"))
        {
            Numerator = "f.contacted_at < @asOf",
            RolledUp = new(["Dispatched", "-DispatchedNotTaken"], ["DispatchedThenContacted"]),
            LeavesOutExcluded = true,
        },
        new("on-time-closed", 1, Share, new("按期办结率（按办结）", "On time, over closed"),
            $"{ClosedHere} and {NotPraise}",
            new("本期办结（诉求人确认或未确认到期）的事项中，按期提交办结的，除以本期办结的。",
                "Matters closed in the period (confirmed, or not confirmed in time) that were handed back within the limit, over those closed in the period."),
            Praise)
        {
            Numerator = "f.handed_back_late = 0",
            RolledUp = new(["Closed"], ["ClosedInTime"]),
            LeavesOutExcluded = true,
        },
        new("on-time-due", 1, Share, new("按期办结率（按应办结）", "On time, over due"),
            $"({ClosedHere} or {OpenAndLate}) and {NotPraise}",
            new("本期按期办结的，除以本期办结的加上期末已超期还没办结的。",
                "Matters closed in the period within the limit, over those closed in the period plus those open and overdue at its end."),
            new("表扬；挂账、退单待裁定、等诉求人答复的不算超期；已剔除的",
                "praise; suspended, returned or waiting for the raiser is not overdue; excluded matters"))
        {
            Numerator = $"({ClosedHere} and f.handed_back_late = 0)",
            RolledUp = new(["Closed", "Late", "-LateLater"], ["ClosedInTime"]),
            LeavesOutExcluded = true,
        },
        Took("handling-median", Median, new("办理时长中位数", "Handling time, median"), false),
        Took("handling-ninety", Ninety, new("办理时长九成", "Handling time, nine of ten"), false),
        Took("whole-median", Median, new("全程时长中位数", "Whole time, median"), true),
        Took("whole-ninety", Ninety, new("全程时长九成", "Whole time, nine of ten"), true),
    ];

    private static Figure Took(string code, FigureUnit unit, Words name, bool isWhole) => new(
        code, 2, unit, name,
        isWhole
            ? $"{ClosedHere} and {NotPraise}"
            : $"{Within("handed_back_at")} and f.dispatched_at <= f.handed_back_at and {NotPraise}",
        isWhole
            ? new Words("本期办结的事项，从登记到办结的自然时间，由短到长排列，", "Matters closed in the period, by the time from raising to closing, shortest first; ") + Rank(unit)
            : new Words("本期提交办结的事项，从派单到提交办结的自然时间，由短到长排列，", "Matters handed back in the period, by the time from dispatch to hand-back, shortest first; ") + Rank(unit),
        Praise)
    {
        Duration = InSteps(isWhole ? "(f.closed_at - f.raised_at)" : "(f.handed_back_at - f.dispatched_at)"),
        RolledUp = isWhole ? new(["TookWhole"], ["TookWhole"]) : new(["TookHandling"], ["TookHandling"]),
        LeavesOutExcluded = true,
        LessIsBetter = true,
    };

    private static Words Rank(FigureUnit unit) => (unit is Median
        ? new Words("取第 ⌈n×0.5⌉ 件", "the one at place ⌈n×0.5⌉ (nearest rank)")
        : new Words("取第 ⌈n×0.9⌉ 件", "the one at place ⌈n×0.9⌉ (nearest rank)")) + Steps;
}
