using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Territory.Features;

/// <summary>
/// Reads the parameter <c>datetime</c> of OGC API - Features: an instant, a day, or an interval with open ends (..).
/// </summary>
internal static class FeatureDays
{
    private const string First = "0001-01-01";
    private const string Last = "9999-12-31";

    /// <summary>
    /// The local days that it spans, as they are stored; null where it is no moment or ends before it begins.
    /// </summary>
    public static (string First, string Last)? Read(string text)
    {
        var (from, to) = text.Split('/') switch
        {
            [var one] => (Day(one), Day(one)),
            [var one, var other] => (one is "" or ".." ? First : Day(one), other is "" or ".." ? Last : Day(other)),
            _ => (null, null),
        };
        return from is null || to is null || string.CompareOrdinal(from, to) > 0 || (from == First && to == Last)
            ? null
            : (from, to);
    }

    private static string? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Written(day)
        : text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Written(ChinaTime.DayOf(instant))
        : null;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
