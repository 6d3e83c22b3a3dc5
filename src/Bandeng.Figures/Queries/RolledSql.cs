using Bandeng.Figures.Definitions;
using Bandeng.Kernel;

namespace Bandeng.Figures.Queries;

/// <summary>The same figure out of the daily counts: a month of a district is a thousand rows, however many matters it had.</summary>
internal static class RolledSql
{
    /// <summary>Null where the counts do not go deep enough: they know day, community and body, nothing else.</summary>
    public static string? Of(FigureQuestion question, Breakdown by) =>
        question.Figure.RolledUp is { } rolled && IsHeld(question.Scope, by) ? Sql(question, rolled, by) : null;

    private static bool IsHeld(FigureScope scope, Breakdown by) =>
        scope is { Category: null, Type: null, Channel: null }
        && by is Breakdown.None or Breakdown.Area or Breakdown.Body
        && (scope.Area.Level < AreaLevel.Village || (scope.Area.Level is AreaLevel.Village && !scope.Own && by is not Breakdown.Area));

    private static string Sql(FigureQuestion question, RolledUp rolled, Breakdown by)
    {
        var kept = question.Figure.LeavesOutExcluded ? " and not f.is_excluded" : "";
        return
            $"""
            select {Key(by)} as key,
                   {Sum(rolled.Denominator, kept)} as denominator, {Sum(rolled.Numerator, kept)} as numerator,
                   {Sum(rolled.Denominator, "")} as denominator_before, {Sum(rolled.Numerator, "")} as numerator_before,
                   cast(-1 as bigint) as took
            from {FactsSql.Daily} f
            where f.day between @firstDay and @lastDay and f.measure in ({List(rolled.Denominator.Union(rolled.Numerator))})
              and {Body(question.Scope)}f.area_code between @first and @last
            group by 1 having {Sum(rolled.Denominator, "")} <> 0 order by 2 desc, 1
            """;
    }

    private static string Sum(IEnumerable<string> measures, string kept) =>
        $"cast(coalesce(sum(case when f.measure in ({List(measures)}){kept} then f.number end), 0) as bigint)";

    private static string List(IEnumerable<string> measures) => string.Join(", ", measures.Select(measure => $"'{measure}'"));

    private static string Body(FigureScope scope) => scope.Body switch
    {
        null => "",
        FigureScope.None => "f.body_id = @nobody and ",
        _ => "f.body_id = @body and ",
    };

    private static string Key(Breakdown by) => by switch
    {
        Breakdown.Area => "cast(f.area_code / @span * @span as text)",
        Breakdown.Body => "case when f.body_id = @nobody then 'none' else lower(cast(f.body_id as text)) end",
        _ => "''",
    };
}
