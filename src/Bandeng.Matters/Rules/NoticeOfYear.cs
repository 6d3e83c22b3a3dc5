using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Matters.Rules;

/// <summary>
/// The State Council's yearly notice as somebody types it off, a line for each stretch:
/// <c>2027-02-05 至 2027-02-11 放假</c>, <c>2027-01-30 上班</c>. Becomes the JSON of a calendar year.
/// </summary>
internal static partial class NoticeOfYear
{
    private const int LongestStretch = 31;

    /// <summary>Refuses with the number of the line and what it says, <c>2: …</c>: <c>calendar.line</c>.</summary>
    public static Result<string> Read(int year, string text)
    {
        var days = new List<object>();
        foreach (var (number, line) in text.ReplaceLineEndings("\n").Split('\n')
            .Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            if (Line().Match(line) is not { Success: true } found
                || !TryRead(found.Groups["from"].Value, year, out var from)
                || !TryRead(
                    found.Groups["to"] is { Success: true, Value: var last } ? last : found.Groups["from"].Value, year,
                    out var to)
                || to < from || to.DayNumber - from.DayNumber >= LongestStretch)
            {
                return new Refusal(RefusalKind.Invalid, "calendar.line", $"{number + 1}: {line.Trim()}");
            }

            var isOff = found.Groups["what"].Value.StartsWith('放') || found.Groups["what"].Value.StartsWith('休');
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                days.Add(new { date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), isOffDay = isOff });
            }
        }

        return JsonSerializer.Serialize(new { year, days });
    }

    private static bool TryRead(string text, int year, out DateOnly day)
    {
        var numbers = Number().Matches(text)
            .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)).ToArray();
        var (y, m, d) = numbers is [var a, var b, var c]
            ? (a, b, c)
            : numbers is [var e, var f] ? (year, e, f)
            : (0, 0, 0);
        var isDay = y is >= 1949 and <= 2999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m);
        day = isDay ? new DateOnly(y, m, d) : default;
        return isDay;
    }

    [GeneratedRegex(@"^\s*(?<from>(\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)(\s*(至|到|-|—|–|~)\s*(?<to>(\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?))?\s*[，,：:]?\s*(?<what>放假|休息|休|上班|补班|班)\s*$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
