using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Acting;

/// <summary>回访: from when on a raiser is called, and so from when on silence counts.</summary>
internal static class CallDay
{
    /// <summary>
    /// From when on the call is due: at once, or with the beginning of that working day after the check or the answer.
    /// </summary>
    /// <param name="reached">When the matter was checked, or answered.</param>
    public static DateTimeOffset After(DateTimeOffset reached, int workingDays) => workingDays == 0
        ? reached
        : Beginning(WorkCalendar.Official.WorkingDayAfter(ChinaTime.DayOf(reached), workingDays));

    /// <summary>The same asked from the other side: what was reached before this is due on that day.</summary>
    /// <param name="workingDays">1 or more.</param>
    public static DateTimeOffset Before(DateOnly today, int workingDays)
    {
        var day = today;
        for (var left = workingDays; ; day = day.AddDays(-1))
        {
            left -= WorkCalendar.Official.IsWorkingDay(day) ? 1 : 0;
            if (left == 0)
            {
                return Beginning(day);
            }
        }
    }

    private static DateTimeOffset Beginning(DateOnly day) => ChinaTime.ToInstant(day.ToDateTime(TimeOnly.MinValue));
}
