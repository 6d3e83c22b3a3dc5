namespace Bandeng.Kernel.Clocks;

/// <summary>When a limit ends.</summary>
/// <param name="At">The last moment; what comes later is late.</param>
/// <param name="CalendarKnown">
/// False (历法未知) when a day had to be judged whose year has no official calendar yet, so Monday to Friday counted.
/// </param>
public sealed record Deadline(DateTimeOffset At, bool CalendarKnown)
{
    /// <summary>
    /// The end of a limit, on the wall clock of Asia/Shanghai. Minutes and hours simply pass; working hours are
    /// 8–12 and 14–18; of working days the first is not counted and the last ends at 18:00; of natural days the
    /// first is not counted and the last ends at 24:00, which is 00:00 of the next day, after it has moved to the
    /// next working day if it is a day off.
    /// </summary>
    /// <remarks>Civil Code, articles 201 and 203. Takes time with the days between, a microsecond for a year.</remarks>
    /// <param name="from">From the year 1900 to the year 2999.</param>
    public static Deadline Of(DateTimeOffset from, Limit limit, WorkCalendar calendar) =>
        Clock.Due(from, limit, [], calendar);

    /// <summary>
    /// The latest moment from which so many working hours are left until another, on the wall clock of Asia/Shanghai.
    /// </summary>
    /// <param name="hours">1 or more.</param>
    public static DateTimeOffset Before(DateTimeOffset end, int hours, WorkCalendar calendar) =>
        ChinaTime.ToInstant(OfficeHours.Before(ChinaTime.OnTheWall(end), TimeSpan.FromHours(hours), calendar));
}
