using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>One rung: what happens of itself, and when.</summary>
/// <param name="At">From dispatch and the end of the limit to the moment of this rung.</param>
/// <param name="Words">What the handler and the offices read.</param>
internal sealed record Rung(MatterAction Action, Func<DateTimeOffset, DateTimeOffset, DateTimeOffset> At, string Words);

/// <summary>提醒、催办、通报、督办: a reminder before the end, then a rung for each day that passes after it.</summary>
internal static class Ladder
{
    private const double Share = 0.75;

    /// <summary>In order; how many were climbed is counted on the matter.</summary>
    public static IReadOnlyList<Rung> Steps { get; } =
    [
        new(MatterAction.Remind, (dispatched, due) => dispatched + (due - dispatched) * Share, "提醒：办理时限已用四分之三"),
        new(MatterAction.Remind, (_, due) => After(due, 1), "催办：已超过办理时限"),
        new(MatterAction.Remind, (_, due) => After(due, 3), "通报：超过办理时限三个工作日"),
        new(MatterAction.Supervise, (_, due) => After(due, 5), "督办：超过办理时限五个工作日"),
    ];

    private static DateTimeOffset After(DateTimeOffset due, int workingDays) =>
        Deadline.Of(due, new Limit(workingDays, LimitClass.WorkingDay), WorkCalendar.Official).At;
}
