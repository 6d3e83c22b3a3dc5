using System.Globalization;
using System.Text.RegularExpressions;

namespace Bandeng.Kernel.Clocks;

/// <summary>
/// Moments as offices and their systems write them, on the wall clock of China: 2026-06-01 09:30:00, 2026/6/1,
/// 2026年6月1日 下午3点, 20260601093000, seconds or milliseconds since 1970; and limits that say how long: 3个工作日.
/// </summary>
public static partial class WrittenMoment
{
    /// <summary>A day without an hour ends with office hours.</summary>
    public const int OfficeEnds = 18;

    private const int Seconds = 10;
    private const int Milliseconds = 13;
    private const int ToTheDay = 8;
    private const int ToTheMinute = 12;
    private const int ToTheSecond = 14;

    /// <summary>Finds a moment in a text, or null where there is none.</summary>
    /// <param name="hour">What is meant where only a day is written.</param>
    public static DateTimeOffset? Find(string? text, int hour = OfficeEnds)
    {
        var plain = text?.Trim() ?? "";
        return plain.Length > 0 && plain.All(char.IsAsciiDigit) ? OfDigits(plain, hour)
            : Pattern().Match(plain) is { Success: true } found ? OfParts(found, hour)
            : null;
    }

    /// <summary>Finds a limit in a text that names no moment, or null.</summary>
    public static Limit? FindLimit(string? text)
    {
        if (text is null || Find(text) is not null || Span().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var unit = found.Groups["unit"].Value switch
        {
            "个工作日" or "工作日" => LimitClass.WorkingDay,
            "个工作小时" or "工作小时" => LimitClass.WorkingHour,
            "小时" or "个小时" => LimitClass.Hour,
            "分钟" => LimitClass.Minute,
            _ => LimitClass.NaturalDay,
        };
        return int.Parse(found.Groups["amount"].ValueSpan, CultureInfo.InvariantCulture) is >= Limit.Least and <= Limit.Most and var amount
            ? new Limit(amount, unit)
            : null;
    }

    private static DateTimeOffset? OfDigits(string digits, int hour)
    {
        int Part(int from, int length) => int.Parse(digits.AsSpan(from, length), CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            Seconds => Plausible(DateTimeOffset.FromUnixTimeSeconds(long.Parse(digits, CultureInfo.InvariantCulture))),
            Milliseconds =>
                Plausible(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(digits, CultureInfo.InvariantCulture))),
            ToTheDay => Made(Part(0, 4), Part(4, 2), Part(6, 2), hour, 0, 0),
            ToTheMinute => Made(Part(0, 4), Part(4, 2), Part(6, 2), Part(8, 2), Part(10, 2), 0),
            ToTheSecond => Made(Part(0, 4), Part(4, 2), Part(6, 2), Part(8, 2), Part(10, 2), Part(12, 2)),
            _ => null,
        };
    }

    private static DateTimeOffset? OfParts(Match found, int hour)
    {
        int Number(string part, int without) => found.Groups[part] is { Success: true } group
            ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)
            : without;
        var at = Number("hour", hour);
        var afternoon = found.Groups["half"] is { Success: true, Value: "下午" or "晚上" } && at < 12 ? 12 : 0;
        return Made(
            Number("year", 0), Number("month", 0), Number("day", 0), at + afternoon, Number("minute", 0),
            Number("second", 0));
    }

    private static DateTimeOffset? Made(int year, int month, int day, int hour, int minute, int second) =>
        ChinaTime.IsInRange(year) && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && hour <= 23 && minute <= 59 && second <= 59
                ? ChinaTime.ToInstant(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified))
                : null;

    // Ten digits may be somebody's number; a moment of an order lies between 2000 and 2100.
    private static DateTimeOffset? Plausible(DateTimeOffset at) => at.Year is >= 2000 and < 2100 ? at : null;

    [GeneratedRegex(@"(?<year>\d{4})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})\s*[日号]?(?:[T\s]*(?<half>上午|下午|晚上)?\s*(?<hour>\d{1,2})\s*[:：时点](?:\s*(?<minute>\d{1,2})(?:\s*[:：分]\s*(?<second>\d{1,2}))?)?)?")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<amount>(?<!\d)\d{1,5})(?!\d)\s*(?<unit>个?工作日|个?工作小时|个?小时|分钟|个?自然日|天|日)")]
    private static partial Regex Span();
}
