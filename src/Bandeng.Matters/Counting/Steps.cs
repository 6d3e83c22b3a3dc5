namespace Bandeng.Matters.Counting;

/// <summary>
/// Marks of the sums: days as numbers, times in steps. The view <c>matters_measures</c> says the same in SQL.
/// </summary>
internal static class Steps
{
    private const int Hour = 60;
    private const int Day = 1_440;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Days since 1970, in China.</summary>
    public static int DayOf(DateTimeOffset at) =>
        (int)((at - DateTimeOffset.UnixEpoch + China).Ticks / TimeSpan.TicksPerDay);

    /// <summary>Minutes, rounded down to a step that grows with the time.</summary>
    public static int Of(TimeSpan took)
    {
        var minutes = (int)Math.Max(0, took.Ticks / TimeSpan.TicksPerMinute);
        return minutes - minutes % minutes switch
        {
            < Hour => 1,
            < Day => 10,
            < 10 * Day => Hour,
            < 100 * Day => 6 * Hour,
            _ => Day,
        };
    }
}
