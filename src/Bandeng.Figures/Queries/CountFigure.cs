using Bandeng.Figures.Definitions;
using Bandeng.Kernel;

namespace Bandeng.Figures.Queries;

/// <summary>One group of a figure, counted.</summary>
/// <param name="Key">The group: an area's number, a body's id, a code; empty without a breakdown, <c>none</c> without a
/// value.</param>
/// <param name="Denominator">Matters, without 已剔除 ones where the figure leaves them out.</param>
/// <param name="DenominatorBefore">The same with them: before exclusion.</param>
/// <param name="Took">Of a duration, in milliseconds; −1 when nothing was measured.</param>
public sealed record Counted(
    string Key, long Denominator, long Numerator, long DenominatorBefore, long NumeratorBefore, long Took)
{
    public static Counted Nothing { get; } = new("", 0, 0, 0, 0, -1);

    /// <summary>How long it took; null when nothing was measured.</summary>
    public TimeSpan? Duration => Took < 0 ? null : TimeSpan.FromMilliseconds(Took);

    /// <summary>Between 0 and 1; null when there is nothing to divide by.</summary>
    public double? Share => Denominator == 0 ? null : (double)Numerator / Denominator;

    /// <summary>The share with 已剔除 matters.</summary>
    public double? ShareBefore => DenominatorBefore == 0 ? null : (double)NumeratorBefore / DenominatorBefore;
}

/// <summary>What a figure is asked about.</summary>
/// <param name="Now">An end that lies ahead is not waited for: the period counts up to now.</param>
public sealed record FigureQuestion(Figure Figure, Period Period, FigureScope Scope, DateTimeOffset Now)
{
    /// <summary>
    /// Up to when something must have happened: the end of the period, or of today, since nothing happens ahead of now.
    /// </summary>
    public DateTimeOffset AsOf => IsOver ? Period.To : ChinaTime.ToInstant(AsOfDay.ToDateTime(TimeOnly.MinValue));

    /// <summary>Up to when something must have been due: the end of the period, or now.</summary>
    public DateTimeOffset By => IsOver ? Period.To : Now;

    /// <summary>The day after the last one that counts.</summary>
    internal DateOnly AsOfDay => IsOver ? Period.Last.AddDays(1) : ChinaTime.DayOf(Now).AddDays(1);

    private bool IsOver => Figure.IsOfPeriod && Period.To <= Now;

    internal object Parameters(DateTimeOffset? afterAt = null, Guid? afterId = null, int limit = 0)
    {
        var (first, last) = Scope.Codes;
        var midnight = ChinaTime.DayOf(Now).AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new
        {
            from = Period.From,
            to = Period.To,
            asOf = AsOf,
            by = By,
            asOfMark = (long)AsOfDay.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber,
            first,
            last,
            span = Scope.Span,
            midnight = ChinaTime.ToInstant(midnight),
            nextMidnight = ChinaTime.ToInstant(midnight.AddDays(1)),
            body = Guid.TryParse(Scope.Body, out var body) ? body : Guid.Empty,
            category = Scope.Category,
            type = Scope.Type,
            channel = Scope.Channel,
            afterAt,
            afterId,
            limit,
            cut = Scope.Body,
        };
    }
}

/// <summary>
/// Counts figures for one period and scope in one statement: from the sums where they go deep enough, else from the
/// matters themselves.
/// </summary>
internal sealed class CountFigure(BandengDb db)
{
    // By property: SQLite does not know the type of a sum over nothing.
    private sealed class Row
    {
        public required string Key { get; init; }

        public long Denominator { get; init; }

        public long Numerator { get; init; }

        public long DenominatorBefore { get; init; }

        public long NumeratorBefore { get; init; }

        public long Took { get; init; }
    }

    /// <summary>One row a group that has any, largest first; without a breakdown exactly one row.</summary>
    public async Task<IReadOnlyList<Counted>> RunAsync(FigureQuestion question, Breakdown by, CancellationToken cancel)
    {
        var counted = question.Figure.RolledUp is { } rolled && SumsSql.Of(question, rolled.Measures, by) is { } sums
            ? OfSums(question.Figure, await db.RowsAsync<Sum>(sums, question.Parameters(), cancel))
            : [.. (await db.RowsAsync<Row>(Sql(question, by), question.Parameters(), cancel)).Select(row => new Counted(
                row.Key, row.Denominator, row.Numerator, row.DenominatorBefore, row.NumeratorBefore, row.Took))];
        return by is Breakdown.None && counted is [] ? [Counted.Nothing] : counted;
    }

    /// <summary>
    /// Several figures of one period and scope, without a breakdown: with one statement where the sums hold them.
    /// </summary>
    public async Task<IReadOnlyDictionary<Figure, Counted>> TotalsAsync(
        IReadOnlyCollection<Figure> figures, Period period, FigureScope scope, DateTimeOffset now,
        CancellationToken cancel)
    {
        var totals = new Dictionary<Figure, Counted>();
        Figure[] rolled = [.. figures.Where(figure => figure is { RolledUp: not null, IsOfPeriod: true })];
        var question = rolled is [var any, ..] ? new FigureQuestion(any, period, scope, now) : null;
        if (question is not null
            && SumsSql.Of(
                question, rolled.SelectMany(one => one.RolledUp!.Measures).Distinct(), Breakdown.None) is { } sql)
        {
            var sums = (await db.RowsAsync<Sum>(sql, question.Parameters(), cancel)).ToLookup(sum => sum.Measure);
            foreach (var figure in rolled)
            {
                totals[figure] = figure.RolledUp!.Of(
                    figure, "", [.. figure.RolledUp.Measures.SelectMany(measure => sums[measure])]);
            }
        }

        foreach (var figure in figures.Where(figure => !totals.ContainsKey(figure)))
        {
            totals[figure] = await TotalAsync(new(figure, period, scope, now), cancel);
        }

        return totals;
    }

    public async Task<Counted> TotalAsync(FigureQuestion question, CancellationToken cancel) =>
        (await RunAsync(question, Breakdown.None, cancel))[0];

    private static IReadOnlyList<Counted> OfSums(Figure figure, IReadOnlyList<Sum> sums) =>
    [
        .. sums.GroupBy(sum => sum.Key).Select(group => figure.RolledUp!.Of(figure, group.Key, [.. group]))
            .Where(counted => counted.DenominatorBefore != 0)
            .OrderByDescending(counted => counted.Denominator).ThenBy(counted => counted.Key, StringComparer.Ordinal),
    ];

    private static string Sql(FigureQuestion question, Breakdown by)
    {
        var figure = question.Figure;
        var kept = figure.LeavesOutExcluded ? $"case when {FactsSql.NotExcluded} then 1 else 0 end" : "1";
        var duration = figure.Duration ?? "-1";
        return
            $"""
            with counted as (
                select {KeyOf(by)} as key, {kept} as kept, case when {figure.Numerator} then 1 else 0 end as part, {duration} as took
                from {figure.Source} f
                where {figure.Denominator} and {question.Scope.Sql}),
            ranked as (
                select key, kept, part, took,
                       row_number() over (partition by key, kept order by took) as place,
                       count(*) over (partition by key, kept) as among
                from counted)
            select key, cast(sum(kept) as bigint) as denominator, cast(sum(kept * part) as bigint) as numerator,
                   count(*) as denominator_before, cast(sum(part) as bigint) as numerator_before,
                   coalesce({Middle(figure)}, -1) as took
            from {(figure.Duration is null ? "counted" : "ranked")} group by key order by 2 desc, 1
            """;
    }

    // Nearest rank: of n in order the one at place ⌈n·q⌉, in whole numbers.
    private static string Middle(Figure figure) => figure.Unit switch
    {
        FigureUnit.Median => "cast(max(case when kept = 1 and place = (among + 1) / 2 then took end) as bigint)",
        FigureUnit.Ninety => "cast(max(case when kept = 1 and place = (among * 9 + 9) / 10 then took end) as bigint)",
        _ => "cast(-1 as bigint)",
    };

    /// <summary>The group of a matter.</summary>
    internal static string KeyOf(Breakdown by) => by switch
    {
        Breakdown.None => "''",
        Breakdown.Area => "cast(f.area_code / @span * @span as text)",
        Breakdown.Body => "coalesce(lower(cast(f.body_id as text)), 'none')",
        Breakdown.Category => "coalesce(f.category_code, 'none')",
        Breakdown.Type => "f.request_type",
        _ => "f.channel",
    };
}
