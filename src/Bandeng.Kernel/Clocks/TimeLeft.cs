namespace Bandeng.Kernel.Clocks;

/// <summary>
/// How long until a moment, or since it, as people say it: 1 day 3 hours. Whole minutes, rounded down.
/// </summary>
/// <param name="IsOverdue">The moment has passed.</param>
public sealed record TimeLeft(bool IsOverdue, int Days, int Hours, int Minutes)
{
    public static TimeLeft Until(DateTimeOffset due, DateTimeOffset now)
    {
        var span = (due - now).Duration();
        return new TimeLeft(now > due, span.Days, span.Hours, span.Minutes);
    }
}
