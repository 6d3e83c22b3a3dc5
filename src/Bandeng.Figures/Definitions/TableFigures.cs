using static Bandeng.Figures.Definitions.FactsSql;
using static Bandeng.Figures.Definitions.FigureUnit;

namespace Bandeng.Figures.Definitions;

/// <summary>
/// The columns of the weekly table and of what is late today and tomorrow: numbers that are only counted.
/// </summary>
internal static class TableFigures
{
    private static readonly Words Nothing = new("没有", "nothing");

    private static readonly Words NotRunning = new(
        "挂账、退单待裁定、等诉求人答复的", "suspended, returned, waiting for the raiser");

    private static readonly string[] Late = ["Late", "LatePraise", "-LateLater", "-LateLaterPraise"];

    /// <summary>签收(含复派) 退回 实际受理 办结 在办 积压, in this order.</summary>
    public static IReadOnlyList<Figure> Weekly { get; } =
    [
        new("week-received", 1, Count, new("签收（含复派）", "Received, repeats included"), Within("dispatched_at"),
            new(
                "本期派给单位的，每派一次算一次；撤回的派单不算。",
                "Dispatches to the body in the period, each counted; those taken back are not."),
            Nothing) { Source = Dispatches },
        new("week-returned", 1, Count, new("退回", "Sent back"), $"{Within("dispatched_at")} and f.returned_at < @asOf",
            new("本期派给单位的，退单成立的。", "Dispatches of the period whose return was upheld."),
            Nothing) { Source = Dispatches },
        new("week-taken", 1, Count, new("实际受理", "Taken up"),
            $"{Within("dispatched_at")} and (f.returned_at is null or f.returned_at >= @asOf)",
            new("签收减去退回。", "Received less sent back."), Nothing) { Source = Dispatches },
        new("week-closed", 1, Count, new("办结", "Closed"), ClosedHere,
            new("本期办结的，算在现在的承办单位。", "Matters closed in the period, for the body that has them now."), Nothing)
        {
            RolledUp = new(["Closed", "ClosedPraise"], ["Closed", "ClosedPraise"]),
        },
        new("week-in-hand", 1, Count, new("在办", "In hand"), InHand,
            new("期末还没提交办结的。", "Matters not handed back at the end of the period."), Nothing)
        {
            RolledUp = new(["InHand"], ["InHand"]),
        },
        new("week-backlog", 1, Count, new("积压", "Backlog"), OpenAndLate,
            new("期末在办、已超期的。", "Matters in hand and overdue at the end of the period."), NotRunning)
        {
            RolledUp = new(Late, Late),
        },
    ];

    /// <summary>What is late now, will be late today and tomorrow if nobody moves.</summary>
    public static IReadOnlyList<Figure> Tomorrow { get; } =
    [
        ByDue("late-now", new("已超期", "Overdue"), "f.due_at < @by", new(
            "现在已超期、还没提交办结的。", "Overdue now and not handed back.")),
        ByDue("late-today", new("今天到期", "Due today"), "f.due_at >= @by and f.due_at <= @midnight",
            new("今天 24:00 前到期的。", "Due before midnight.")),
        ByDue("late-tomorrow", new("明天到期", "Due tomorrow"), "f.due_at > @midnight and f.due_at <= @nextMidnight",
            new("明天 24:00 前到期的。", "Due tomorrow before midnight.")),
    ];

    private static Figure ByDue(string code, Words name, string when, Words formula) =>
        new(code, 1, Count, name, $"{Running} and {when}", formula, NotRunning)
        {
            IsOfPeriod = false,
            LessIsBetter = true,
        };
}
