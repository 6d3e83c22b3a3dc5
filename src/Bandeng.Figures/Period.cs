using System.Globalization;
using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Figures;

/// <summary>How a period is cut out of the calendar.</summary>
public enum PeriodKind
{
    Week,
    Month,
    Quarter,
    Year,

    /// <summary>From any day to any other.</summary>
    Days,
}

/// <summary>
/// Days in Asia/Shanghai, both included. As text: <c>2026-W23</c> (ISO week, Monday first), <c>2026-06</c>,
/// <c>2026-Q2</c>, <c>2026</c>, or <c>2026-06-01..2026-06-15</c>.
/// </summary>
public sealed partial record Period(PeriodKind Kind, DateOnly First, DateOnly Last)
{
    /// <summary>The first instant that belongs to it.</summary>
    public DateTimeOffset From => ChinaTime.ToInstant(First.ToDateTime(TimeOnly.MinValue));

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset To => ChinaTime.ToInstant(Last.AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>The whole period of a kind that a day lies in.</summary>
    public static Period Around(PeriodKind kind, DateOnly day)
    {
        var first = kind switch
        {
            PeriodKind.Week => day.AddDays(-((int)day.DayOfWeek + 6) % 7),
            PeriodKind.Month => new(day.Year, day.Month, 1),
            PeriodKind.Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
            PeriodKind.Year => new(day.Year, 1, 1),
            _ => day,
        };
        return new(kind, first, Next(kind, first).AddDays(-1));
    }

    /// <summary>Reads the text form; null when it is none, or when the days stand the wrong way round.</summary>
    public static Period? Parse(string? text) => text is null ? null
        : Shape().Match(text) is not { Success: true } shape ? null
        : Number(shape, "year") is { } year && year is < 2000 or > 2199 ? null
        : shape.Groups["from"].Success ? Days(shape.Groups["from"].Value, shape.Groups["to"].Value)
        : Whole(Number(shape, "year")!.Value, shape);

    /// <summary>上期: for 环比.</summary>
    public Period Before() => Kind is PeriodKind.Days
        ? new(Kind, First.AddDays(First.DayNumber - Last.DayNumber - 1), First.AddDays(-1))
        : Around(Kind, First.AddDays(-1));

    /// <summary>下期.</summary>
    public Period After() => Kind is PeriodKind.Days
        ? new(Kind, Last.AddDays(1), Last.AddDays(Last.DayNumber - First.DayNumber + 1))
        : Around(Kind, Last.AddDays(1));

    /// <summary>去年同期: for 同比. A week is compared with the same weekdays 52 weeks before.</summary>
    public Period YearBefore() => Kind switch
    {
        PeriodKind.Week => Around(Kind, First.AddDays(-364)),
        PeriodKind.Days => new(Kind, First.AddYears(-1), Last.AddYears(-1)),
        _ => Around(Kind, First.AddYears(-1)),
    };

    public override string ToString() => Kind switch
    {
        PeriodKind.Week => Text(
            $"{ISOWeek.GetYear(First.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(First.ToDateTime(default)):00}"),
        PeriodKind.Month => Text($"{First:yyyy-MM}"),
        PeriodKind.Quarter => Text($"{First.Year}-Q{(First.Month + 2) / 3}"),
        PeriodKind.Year => Text($"{First.Year}"),
        _ => Text($"{First:yyyy-MM-dd}..{Last:yyyy-MM-dd}"),
    };

    private static Period? Whole(int year, Match shape) =>
        Number(shape, "week") is { } week ? week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
            ? Around(PeriodKind.Week, DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))) : null
        : Number(shape, "quarter") is { } quarter ? Around(PeriodKind.Quarter, new(year, quarter * 3, 1))
        : Number(shape, "month") is { } month ? month is >= 1 and <= 12 ? Around(
            PeriodKind.Month, new(year, month, 1)) : null
        : Around(PeriodKind.Year, new(year, 1, 1));

    private static Period? Days(string from, string to) =>
        ChinaTime.ReadDay(from) is { } first && ChinaTime.ReadDay(to) is { } last
            && first <= last && last.DayNumber - first.DayNumber <= 3660
            ? new(PeriodKind.Days, first, last) : null;

    private static DateOnly Next(PeriodKind kind, DateOnly first) => kind switch
    {
        PeriodKind.Week => first.AddDays(7),
        PeriodKind.Month => first.AddMonths(1),
        PeriodKind.Quarter => first.AddMonths(3),
        PeriodKind.Year => first.AddYears(1),
        _ => first.AddDays(1),
    };

    private static int? Number(Match shape, string name) => shape.Groups[name] is { Success: true } group
        ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<from>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?<to>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?<year>[0-9]{4})(?:-W(?<week>[0-9]{2})|-Q(?<quarter>[1-4])|-(?<month>[0-9]{2}))?)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
