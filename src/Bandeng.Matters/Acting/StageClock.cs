using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>By when the next step is due once a matter has reached a stage.</summary>
internal static class StageClock
{
    /// <summary>
    /// Null where nobody's step is due: in hand the whole clock counts, a closed matter waits for nobody.
    /// </summary>
    public static DateTimeOffset? DueAfter(MatterStage? stage, Matter matter, MatterRules rules, DateTimeOffset now) =>
        stage switch
        {
            MatterStage.Listed => After(rules.Dispatch, now),
            MatterStage.Reopened or MatterStage.Raised => After(matter.Urgent ? rules.LookUrgent : rules.Look, now),
            MatterStage.Dispatched => After(rules.SignFor, now),
            MatterStage.Returned or MatterStage.Appealed => After(rules.Ruling, now),
            MatterStage.Handled => After(rules.Check, now),
            MatterStage.Checked or MatterStage.Answered => After(rules.Silence, CallDay.After(now, rules.CallBackAfter)),
            _ => null,
        };

    private static DateTimeOffset After(Limit limit, DateTimeOffset now) =>
        Deadline.Of(now, limit, WorkCalendar.Official).At;
}
