using System.Globalization;
using Bandeng.Figures.Definitions;
using Bandeng.Kernel;

namespace Bandeng.Figures.Queries;

/// <summary>One sum of a group.</summary>
/// <param name="Key">As <see cref="Counted.Key"/>.</param>
/// <param name="Mark">Of a duration the minutes, else 0.</param>
internal sealed record Sum(string Key, string Measure, long Mark, bool IsExcluded, long Number);

/// <summary>
/// Figures out of the sums: whole months as months, what is left over at the edges as days, so that a year of a
/// district is a few thousand rows however many matters it had.
/// </summary>
internal static class SumsSql
{
    /// <summary>
    /// Not to be kept, because time alone changes it: still may sign; will be late today. Counted from the few matters
    /// that are so.
    /// </summary>
    public const string MaySign = nameof(MaySign);

    public const string MaySignObjected = nameof(MaySignObjected);

    public const string LateLater = nameof(LateLater);

    public const string LateLaterPraise = nameof(LateLaterPraise);

    private const int County = 3;
    private const int Town = 4;
    private const int Community = 5;

    private const long CountySpan = 1_000_000_000_000;
    private const long TownSpan = 1_000_000_000;
    private const long CommunitySpan = 1_000_000;

    private static readonly string[] Standing = ["InHand", "Late", "LatePraise"];
    private static readonly string[] Durations = ["TookHandling", "TookWhole"];
    private static readonly string[] Marked =
        ["RaisedThenClosed", "RaisedThenHandedBack", "DispatchedThenContacted", .. Durations];

    /// <summary>Null where the sums do not go deep enough; then the matters themselves are counted.</summary>
    public static string? Of(FigureQuestion question, IEnumerable<string> measures, Breakdown by)
    {
        string[] all = [.. measures];
        return LevelOf(question.Scope, by) is { } level && IsHeld(question, all, by)
            ? Sql(question, all, by, level)
            : null;
    }

    // Of bodies what is marked is held by month alone.
    private static bool IsHeld(FigureQuestion question, string[] measures, Breakdown by) =>
        by is not Breakdown.Body && question.Scope.Body is null
        || !measures.Intersect(Marked).Any()
        || Stretches(question.Period.First, question.Period.Last).All(stretch => stretch.Grain == 'M');

    /// <summary>Which sums answer for a scope, taken apart or not.</summary>
    private static int? LevelOf(FigureScope scope, Breakdown by) => (scope, by) switch
    {
        ({ Category: null, Type: null, Channel: null, Body: null, Own: true }, Breakdown.None) => Inside(scope.Span),
        ({ Category: null, Type: null, Channel: null, Body: null, Own: false }, Breakdown.None) =>
            Around(scope.Area.Level),
        ({ Category: null, Type: null, Channel: null, Body: null }, Breakdown.Area) => Inside(scope.Span),
        ({ Category: null, Type: null, Channel: null, Own: false, Area.Level: <= AreaLevel.County }, Breakdown.None or Breakdown.Body) => County,
        _ => null,
    };

    private static int? Around(AreaLevel level) => level switch
    {
        <= AreaLevel.County => County,
        AreaLevel.Town => Town,
        AreaLevel.Village => Community,
        _ => null,
    };

    private static int? Inside(long span) => span switch
    {
        >= CountySpan => County,
        TownSpan => Town,
        CommunitySpan => Community,
        _ => null,
    };

    private static string Sql(FigureQuestion question, string[] measures, Breakdown by, int level)
    {
        string[] flows = [.. measures.Except(Standing)];
        string[] standing = [.. measures.Intersect(Standing)];
        List<string> parts =
        [
            .. Kept(question, by, level, flows, Stretches(question.Period.First, question.Period.Last)),
            .. Kept(question, by, level, standing, Stretches(null, question.AsOfDay.AddDays(-1))),
            .. Passing(question, by, measures),
        ];
        return
            $"""
            select key, measure, cast(mark as bigint) as mark, is_excluded, cast(sum(number) as bigint) as number
            from ({string.Join("\nunion all\n", parts)}) told
            group by key, measure, mark, is_excluded having sum(number) <> 0
            """;
    }

    private static IEnumerable<string> Kept(
        FigureQuestion question, Breakdown by, int level, string[] measures,
        IReadOnlyList<(char Grain, string Days)> stretches) =>
        measures is []
            ? []
            : from stretch in stretches
              from table in new[] { FactsSql.Sums, FactsSql.SumsSince }
              select $"""
                  select {Key(question.Scope, by)} as key, f.measure, {Mark(measures)} as mark, f.is_excluded, f.number
                  from {table} f
                  where f.level = {level} and f.grain = '{stretch.Grain}' and {Where(question.Scope, by)} and {stretch.Days}
                    and f.measure in ({List(measures)}) and (f.mark < @asOfMark or f.measure in ({List(Durations)}))
                  """;

    // The day of a second moment has done its work once it is compared.
    private static string Mark(string[] measures) =>
        measures.Intersect(Durations).ToArray() is { Length: > 0 } durations
        ? $"case when f.measure in ({List(durations)}) then f.mark else 0 end"
        : "0";

    private static string Where(FigureScope scope, Breakdown by)
    {
        var (first, last) = scope.Codes;
        var isOne = by is not Breakdown.Area && !scope.Own
            && scope.Area.Level is (AreaLevel.County or AreaLevel.Town or AreaLevel.Village);
        var area = isOne ? Text($"f.area_code = {first}") : Text($"f.area_code between {first} and {last}");
        return by is Breakdown.Body && scope.Body is null ? $"{area} and f.cut <> ''"
            : scope.Body is null ? $"{area} and f.cut = ''"
            : $"{area} and f.cut = lower(@cut)";
    }

    private static string Key(FigureScope scope, Breakdown by) => by switch
    {
        Breakdown.Area => Text($"cast(f.area_code / {scope.Span} * {scope.Span} as text)"),
        Breakdown.Body => "f.cut",
        _ => "''",
    };

    // Few at any moment, and found by index.
    private static IEnumerable<string> Passing(FigureQuestion question, Breakdown by, string[] measures)
    {
        string Count(string measure, string condition) =>
            $"""
            select {CountFigure.KeyOf(by)} as key, '{measure}' as measure, 0 as mark, {Excluded} as is_excluded, 1 as number
            from {FactsSql.Matters} f where {condition} and {question.Scope.Sql}
            """;
        if (measures.Contains(MaySign))
        {
            var waiting = $"{FactsSql.Within("dispatched_at")} and {FactsSql.NotPraise} and {FactsSql.MaySign}";
            yield return Count(MaySign, waiting);
            yield return Count(MaySignObjected, $"{waiting} and {FactsSql.SignedItself}");
        }

        if (question.By < question.AsOf && (measures.Contains(LateLater) || measures.Contains(LateLaterPraise)))
        {
            var later = $"{FactsSql.Running} and f.due_at >= @by and f.due_at < @asOf";
            yield return Count(LateLater, $"{later} and {FactsSql.NotPraise}");
            yield return Count(LateLaterPraise, $"{later} and not {FactsSql.NotPraise}");
        }
    }

    private const string Excluded = "coalesce(f.exclusion = 'Excluded', 1 = 0)";

    /// <summary>Days as whole months and the days around them; without a first day, from the beginning.</summary>
    private static List<(char Grain, string Days)> Stretches(DateOnly? first, DateOnly last)
    {
        var whole = first is not { } day
            ? DateOnly.MinValue
            : day.Day == 1 ? day
            : new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        var rest = last.AddDays(1).Day == 1 ? last.AddDays(1) : new DateOnly(last.Year, last.Month, 1);
        if (whole >= rest)
        {
            return [('D', Days(first!.Value, last))];
        }

        List<(char Grain, string Days)> stretches = [('M', Text(
            $"f.day between '{whole:yyyy-MM}' and '{rest.AddMonths(-1):yyyy-MM}'"))];
        if (first is { } begin && begin < whole)
        {
            stretches.Add(('D', Days(begin, whole.AddDays(-1))));
        }

        if (rest <= last)
        {
            stretches.Add(('D', Days(rest, last)));
        }

        return stretches;
    }

    private static string Days(DateOnly first, DateOnly last) =>
        Text($"f.day between '{first:yyyy-MM-dd}' and '{last:yyyy-MM-dd}'");

    private static string List(IEnumerable<string> measures) =>
        string.Join(", ", measures.Select(measure => $"'{measure}'"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
