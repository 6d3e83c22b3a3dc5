using static Bandeng.Figures.Definitions.FactsSql;
using static Bandeng.Figures.Definitions.FigureUnit;

namespace Bandeng.Figures.Definitions;

/// <summary>What came of it, as the raisers say. Silence is never "solved".</summary>
internal static class OutcomeFigures
{
    private static readonly Words NothingToSolve = new("表扬、咨询；已剔除的", "praise and enquiries; excluded matters");
    private static readonly Words Praise = new("表扬；已剔除的", "praise; excluded matters");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("solved-of-answers", 1, Share, new("解决率（按已回答）", "Solved, of those who answered"),
            $"{AnsweredHere} and {HasSomethingToSolve}",
            new("本期回答的诉求人中，说「已解决」的，除以本期回答的。部分解决不算解决。",
                "Raisers who answered in the period and said it is solved, over those who answered. Partly solved is not solved."),
            NothingToSolve)
        {
            Numerator = "f.raiser_outcome = 'Solved'",
            RolledUp = new(["AnsweredToSolve"], ["Solved"]),
            LeavesOutExcluded = true,
        },
        new("solved-of-asked", 1, Share, new("解决率（按已询问）", "Solved, of all asked"),
            $"({AnsweredHere} or {SilentHere}) and {HasSomethingToSolve}",
            new("本期说「已解决」的，除以本期回答的加上到期没有回答的。没有回答不算解决。",
                "Raisers who said in the period that it is solved, over those who answered plus those whose time to answer ran out. Silence is not solved."),
            NothingToSolve)
        {
            Numerator = $"({AnsweredHere} and f.raiser_outcome = 'Solved')",
            RolledUp = new(["AnsweredToSolve", "SilentToSolve"], ["Solved"]),
            LeavesOutExcluded = true,
        },
        new("satisfied", 1, Share, new("满意率", "Satisfied"),
            $"{AnsweredHere} and f.rating is not null and {NotPraise}",
            new("本期评价的诉求人中，说「满意」或「基本满意」的，除以本期评价的。",
                "Raisers who rated in the period as satisfied or acceptable, over those who rated."),
            Praise)
        {
            Numerator = "f.rating in ('Satisfied', 'Acceptable')",
            RolledUp = new(["Rated"], ["Pleased"]),
            LeavesOutExcluded = true,
        },
        new("unconfirmed", 1, Share, new("未确认率", "Not confirmed"),
            $"({AnsweredHere} or {SilentHere}) and {NotPraise}",
            new("本期到期没有回答的，除以本期回答的加上到期没有回答的。",
                "Matters whose raiser let the time to answer run out in the period, over those who answered plus these."),
            Praise)
        {
            Numerator = $"({SilentHere})",
            RolledUp = new(["Answered", "Silent"], ["Silent"]),
            LeavesOutExcluded = true,
            LessIsBetter = true,
        },
        new("redone", 1, Share, new("重办率", "Done again"),
            $"{Within("raised_at")} and (f.handed_back_at < @asOf or f.redos > 0 or f.reopenings > 0) and {NotPraise}",
            new("本期登记、至少提交过一次办结的事项中，返工过或诉求人说没解决的，除以提交过一次办结的。",
                "Matters raised in the period that were redone or not settled for the raiser, over those handed back at least once."),
            Praise)
        {
            Numerator = "(f.redos > 0 or f.reopenings > 0)",
            RolledUp = new(["RaisedThenHandedBack"], ["RaisedRedone"]),
            LeavesOutExcluded = true,
            LessIsBetter = true,
        },
    ];
}
