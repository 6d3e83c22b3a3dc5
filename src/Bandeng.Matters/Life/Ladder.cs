using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>One rung: what happens of itself, and when.</summary>
/// <param name="At">From dispatch and the end of the limit to the moment of this rung.</param>
/// <param name="Words">What the handler and the offices read.</param>
internal sealed record Rung(MatterAction Action, Func<DateTimeOffset, DateTimeOffset, DateTimeOffset> At, string Words)
{
    /// <summary>
    /// What is read instead where the rung is climbed only after the end: a clock that stood still, a matter that came
    /// late.
    /// </summary>
    public string? WordsWhenLate { get; init; }

    public string Say(DateTimeOffset now, DateTimeOffset due) => now > due && WordsWhenLate is { } late ? late : Words;
}

/// <summary>提醒、催办、通报、督办: a reminder before the end, then a rung for each day that passes after it.</summary>
internal static class Ladder
{
    /// <summary>In order; how many were climbed is counted on the matter.</summary>
    public static IReadOnlyList<Rung> Of(MatterRules rules) =>
    [
        new(MatterAction.Remind, (dispatched, due) => dispatched + (due - dispatched) * rules.RemindAt, "提醒：快到办理时限了")
        {
            WordsWhenLate = "提醒：已经超过办理时限",
        },
        new(MatterAction.Remind, (_, due) => After(due, rules.UrgeAfter), $"催办：超过办理时限 {rules.UrgeAfter} 个工作日"),
        new(MatterAction.Remind, (_, due) => After(due, rules.NoticeAfter), $"通报：超过办理时限 {rules.NoticeAfter} 个工作日"),
        new(
            MatterAction.Supervise, (_, due) => After(due, rules.SuperviseAfter),
            $"督办：超过办理时限 {rules.SuperviseAfter} 个工作日"),
    ];

    private static DateTimeOffset After(DateTimeOffset due, int workingDays) =>
        Deadline.Of(due, new Limit(workingDays, LimitClass.WorkingDay), WorkCalendar.Official).At;
}
