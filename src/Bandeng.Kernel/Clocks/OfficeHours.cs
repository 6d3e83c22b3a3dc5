namespace Bandeng.Kernel.Clocks;

/// <summary>The hours of a working day, 8 to 12 and 14 to 18, on the clock on the wall.</summary>
internal static class OfficeHours
{
    public static readonly TimeSpan DayEnds = TimeSpan.FromHours(18);

    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(8);

    private static readonly (TimeSpan Opens, TimeSpan Closes)[] Halves =
    [
        (TimeSpan.FromHours(8), TimeSpan.FromHours(12)),
        (TimeSpan.FromHours(14), DayEnds),
    ];

    /// <summary>
    /// The moment when so much working time has passed; used up exactly at 12:00 or 18:00, it ends there.
    /// </summary>
    public static DateTime After(DateTime from, TimeSpan amount, WorkCalendar calendar)
    {
        for (var left = amount; ; from = from.Date.AddDays(1))
        {
            if (!calendar.IsWorkingDay(DateOnly.FromDateTime(from)))
            {
                continue;
            }

            foreach (var (opens, closes) in Halves)
            {
                var starts = from.TimeOfDay > opens ? from.TimeOfDay : opens;
                if (starts < closes && closes - starts >= left)
                {
                    return from.Date + starts + left;
                }

                left -= starts < closes ? closes - starts : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The latest moment from which so much working time passes until another.</summary>
    public static DateTime Before(DateTime to, TimeSpan amount, WorkCalendar calendar)
    {
        var (day, until, left) = (to.Date, to.TimeOfDay, amount);
        for (; ; (day, until) = (day.AddDays(-1), DayEnds))
        {
            if (!calendar.IsWorkingDay(DateOnly.FromDateTime(day)))
            {
                continue;
            }

            foreach (var (opens, closes) in Halves.Reverse())
            {
                var ends = until < closes ? until : closes;
                if (ends > opens && ends - opens >= left)
                {
                    return day + ends - left;
                }

                left -= ends > opens ? ends - opens : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The working time between two moments; none when the second is not later.</summary>
    public static TimeSpan Between(DateTime from, DateTime to, WorkCalendar calendar)
    {
        if (to <= from)
        {
            return TimeSpan.Zero;
        }

        var (first, last) = (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        var whole = WholeDay * calendar.WorkingDaysBetween(first.AddDays(-1), last.AddDays(-1));
        return whole + Passed(to, calendar) - Passed(from, calendar);
    }

    /// <summary>The working time of the day that has passed by now.</summary>
    private static TimeSpan Passed(DateTime now, WorkCalendar calendar)
    {
        var passed = TimeSpan.Zero;
        if (calendar.IsWorkingDay(DateOnly.FromDateTime(now)))
        {
            foreach (var (opens, closes) in Halves)
            {
                var until = now.TimeOfDay < closes ? now.TimeOfDay : closes;
                passed += until > opens ? until - opens : TimeSpan.Zero;
            }
        }

        return passed;
    }
}
