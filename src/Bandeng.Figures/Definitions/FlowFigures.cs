using static Bandeng.Figures.Definitions.FactsSql;
using static Bandeng.Figures.Definitions.FigureUnit;

namespace Bandeng.Figures.Definitions;

/// <summary>How many come, go back, come again and stay.</summary>
internal static class FlowFigures
{
    private static readonly Words Nothing = new("没有", "nothing");
    private const string Errand = "f.kind = 'errand'";
    private const string Over = "f.stage in ('Settled', 'Unconfirmed') and f.closed_at >= @from and f.closed_at < @to";
    private static readonly Words Praise = new("表扬", "praise");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("raised", 1, Count, new("登记数", "Raised"), Within("raised_at"),
            new("本期登记的事项。", "Matters raised in the period."), Nothing)
        {
            RolledUp = new(["Raised", "RaisedPraise"], ["Raised", "RaisedPraise"]),
        },
        new("closed-share", 1, Share, new("办结率", "Closed"),
            $"{Within("raised_at")} and {TakenUp} and {NotPraise}",
            new(
                "本期登记的事项中，期末已办结的，除以本期登记的。",
                "Matters raised in the period that are closed at its end, over those raised."),
            new("表扬；不予受理、告知途径、并单、撤回的；已剔除的", "praise; declined, redirected, merged, withdrawn; excluded matters"))
        {
            Numerator = "f.closed_at < @asOf",
            RolledUp = new(["Raised", "-RaisedNotTaken"], ["RaisedThenClosed"]),
            LeavesOutExcluded = true,
        },
        new("returned", 1, Share, new("退单率", "Returned"),
            $"{Within("dispatched_at")} and {NotPraise}",
            new(
                "本期派出的事项中，被退过单的，除以本期派出的。",
                "Matters dispatched in the period that were objected to, over those dispatched."),
            Praise)
        {
            Numerator = "f.returns > 0",
            RolledUp = new(["Dispatched"], ["DispatchedReturned"]),
            LessIsBetter = true,
        },
        new("repeated", 1, Share, new("重复诉求率", "Repeated"),
            $"{Within("raised_at")} and {NotPraise}",
            new("本期登记的事项中，并入别的事项或接着以前的事项再提的，除以本期登记的。",
                "Matters raised in the period that were merged into another or take up an earlier one, over those raised."),
            Praise)
        {
            Numerator = "(f.merged_into is not null or f.continues is not null)",
            RolledUp = new(["Raised"], ["RaisedAgain"]),
            LessIsBetter = true,
        },
        new("errands", 1, Count, new("代办登记数", "Errands taken on"), $"{Errand} and {Within("raised_at")}",
            new("本期登记的代办件。", "Errands entered in the period."), Nothing),
        new("errands-done", 1, Share, new("代办办成", "Errands done"), $"{Errand} and {Over}",
            new("本期办完的代办件中，本人说办成了的，除以本期办完的。答应了没办、没人说办成的，不算办成。",
                "Errands that ended in the period and of which the person says that they are done, over those that ended. A promise is not counted, nor is silence."),
            new("不予受理、告知途径、并单、撤回的", "declined, redirected, merged, withdrawn"))
        {
            Numerator = "f.stage = 'Settled' and f.raiser_outcome = 'Solved'",
        },
        new("backlog", 1, Share, new("积压", "Backlog"), InHand,
            new(
                "期末在办的事项中，已超期的，除以期末在办的。",
                "Matters in hand at the end of the period that are overdue, over those in hand."),
            new("挂账、退单待裁定、等诉求人答复的不算超期", "suspended, returned or waiting for the raiser is not overdue"))
        {
            Numerator = $"({OpenAndLate})",
            RolledUp = new(["InHand"], ["Late", "LatePraise", "-LateLater", "-LateLaterPraise"]),
            LessIsBetter = true,
        },
    ];
}
