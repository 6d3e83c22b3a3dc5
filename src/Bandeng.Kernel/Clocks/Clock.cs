namespace Bandeng.Kernel.Clocks;

/// <summary>
/// A limit that runs: when it began, and when it stood still. What pauses do is said in decision 0002.
/// </summary>
public sealed record Clock(Limit Limit, DateTimeOffset StartedAt, IReadOnlyList<Pause> Pauses)
{
    public bool IsPaused => Pauses.Any(pause => pause.To is null);

    /// <summary>
    /// The end of a limit with its pauses, in any order. A pause that begins when the limit has ended changes
    /// nothing; one that still stands has taken no time yet, so the answer is the earliest end possible.
    /// </summary>
    /// <remarks>
    /// Never earlier than without pauses, never before the last resumption, and never earlier for a longer pause.
    /// </remarks>
    /// <exception cref="ArgumentException">A pause ends before it begins.</exception>
    public static Deadline Due(DateTimeOffset start, Limit limit, IEnumerable<Pause> pauses, WorkCalendar calendar)
    {
        var run = new ClockRun(ChinaTime.OnTheWall(start), limit.Amount, calendar);
        var stops = Pause.Merge(pauses, run.Start);
        var (at, known) = limit.Class switch
        {
            LimitClass.Minute => run.Elapsed(TimeSpan.FromMinutes(1), stops),
            LimitClass.Hour => run.Elapsed(TimeSpan.FromHours(1), stops),
            LimitClass.WorkingHour => run.WorkingHours(stops),
            LimitClass.WorkingDay => run.WorkingDays(stops),
            LimitClass.NaturalDay => run.NaturalDays(stops),
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Class, null),
        };
        return new Deadline(ChinaTime.ToInstant(at), known);
    }

    /// <summary>The end as it looks now: a pause that still stands is taken to end now.</summary>
    public Deadline Due(DateTimeOffset now, WorkCalendar calendar) => Due(StartedAt, Limit, PausesUntil(now), calendar);

    /// <summary>
    /// How much of the limit is used: 0 at the start, 1 at the end, more when overdue; it stands during a pause.
    /// Working classes count working time, the others time as it passes.
    /// </summary>
    public double Used(DateTimeOffset now, WorkCalendar calendar)
    {
        var pauses = PausesUntil(now);
        var start = ChinaTime.OnTheWall(StartedAt);
        var stops = Pause.Merge(pauses, start);
        var due = ChinaTime.OnTheWall(Due(StartedAt, Limit, pauses, calendar).At);
        return Counted(start, ChinaTime.OnTheWall(now), stops, calendar) / Counted(start, due, stops, calendar);
    }

    /// <summary>
    /// The time until the end, as it passes on the wall; negative hours are told by <see cref="TimeLeft.IsOverdue"/>.
    /// </summary>
    public TimeLeft Remaining(DateTimeOffset now, WorkCalendar calendar) => TimeLeft.Until(Due(now, calendar).At, now);

    private List<Pause> PausesUntil(DateTimeOffset now) =>
        [.. Pauses.Select(pause => pause with { To = pause.To ?? (now > pause.From ? now : pause.From) })];

    private TimeSpan Counted(
        DateTime from, DateTime to, List<(DateTime From, DateTime To)> stops, WorkCalendar calendar)
    {
        var counted = Time(from, to, calendar);
        foreach (var stop in stops.Where(stop => stop.From < to))
        {
            counted -= Time(stop.From, stop.To < to ? stop.To : to, calendar);
        }

        return counted;
    }

    private TimeSpan Time(DateTime from, DateTime to, WorkCalendar calendar) =>
        Limit.Class is LimitClass.WorkingHour or LimitClass.WorkingDay ? OfficeHours.Between(from, to, calendar)
        : to > from ? to - from
        : TimeSpan.Zero;
}
