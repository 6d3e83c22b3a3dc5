using Bandeng.Figures.Definitions;
using Bandeng.Kernel;

namespace Bandeng.Figures.Queries;

/// <summary>Which of a figure's two numbers is opened, after exclusion or before.</summary>
public enum FigurePart
{
    Denominator,
    Numerator,
    DenominatorBefore,
    NumeratorBefore,
}

/// <summary>A matter that was counted.</summary>
/// <param name="RowId">What was counted: the matter, or a dispatch of it.</param>
/// <param name="Title">Null when its words were erased.</param>
public sealed record CountedMatter(
    Guid Id, Guid RowId, string? Title, string Stage, string RequestType, string Channel, string? CategoryCode,
    AreaCode AreaCode, Guid? BodyId, DateTimeOffset RaisedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt, string? Exclusion);

/// <summary>From which row a list goes on.</summary>
public sealed record ListPlace(DateTimeOffset At, Guid Id)
{
    /// <summary>Reads <c>1780000000000_id</c>; null when it is none.</summary>
    public static ListPlace? Parse(string? text) =>
        text?.Split('_') is [var at, var id] && long.TryParse(at, out var number) && Guid.TryParse(id, out var row)
        && number is >= 0 and < 10_000_000_000_000 ? new(DateTimeOffset.FromUnixTimeMilliseconds(number), row) : null;

    public override string ToString() => $"{At.ToUnixTimeMilliseconds()}_{Id}";
}

/// <summary>Lists exactly the matters that a number counts: the same conditions, newest first, by key.</summary>
internal sealed class ListCounted(BandengDb db)
{
    public const int Page = 50;

    public Task<IReadOnlyList<CountedMatter>> RunAsync(
        FigureQuestion question, FigurePart part, ListPlace? after, int limit, CancellationToken cancel) =>
        db.RowsAsync<CountedMatter>(
            Sql(question, part, after), question.Parameters(after?.At, after?.Id, limit), cancel);

    /// <summary>All of them, a thousand at a time.</summary>
    public async IAsyncEnumerable<CountedMatter> AllAsync(
        FigureQuestion question, FigurePart part,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        ListPlace? after = null;
        do
        {
            var rows = await RunAsync(question, part, after, 1000, cancel);
            foreach (var row in rows)
            {
                yield return row;
            }

            after = rows.Count == 1000 ? new(rows[^1].RaisedAt, rows[^1].RowId) : null;
        }
        while (after is not null);
    }

    private static string Sql(FigureQuestion question, FigurePart part, ListPlace? after)
    {
        var figure = question.Figure;
        var row = figure.Source == FactsSql.Dispatches ? "f.dispatch_id" : "f.id";
        var kept = figure.LeavesOutExcluded && part is (FigurePart.Denominator or FigurePart.Numerator)
            ? $" and {FactsSql.NotExcluded}" : "";
        var counted = part is FigurePart.Numerator or FigurePart.NumeratorBefore ? $" and ({figure.Numerator})" : "";
        var further = after is null ? "" : $" and (f.raised_at, {row}) < (@afterAt, @afterId)";
        return
            $"""
            select f.id, {row} as row_id, t.body as title, f.stage, f.request_type, f.channel, f.category_code, f.area_code,
                   f.body_id, f.raised_at, f.dispatched_at, f.due_at, f.closed_at, f.exclusion
            from {figure.Source} f left join texts t on t.id = f.title_id
            where {figure.Denominator}{counted}{kept} and {question.Scope.Sql}{further}
            order by f.raised_at desc, {row} desc limit @limit
            """;
    }
}
