using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries;

/// <summary>One line of a resident's own list.</summary>
/// <param name="Code">查询码 of the resident's own voice.</param>
/// <param name="Title">Null once erased, and for who joined words that were not let out.</param>
public sealed record MyMatter(
    Guid Id, string Code, string? Title, MatterStage Stage, DateTimeOffset RaisedAt, DateTimeOffset? DueAt,
    bool MustAnswer, bool IsAsked);

/// <summary>What a person raised or joined within a year, what waits for them first.</summary>
internal sealed class MyMatters(BandengDb db, TimeProvider clock)
{
    private sealed record Row(
        Guid Id, string Code, string? Title, string Stage, DateTimeOffset At, DateTimeOffset? DueAt, bool IsAsked,
        bool Answered);

    private const int Most = 100;

    private const string Sql =
        """
        select m.id, v.code,
               case when v.is_raiser = {true} or m.let_out_at is not null then t.body end as title,
               m.stage, v.at, m.due_at, m.asked_at is not null as is_asked, v.answered_at is not null or (m.handler_id is not null and m.handler_id = v.person_id) as answered
        from matter_voices v
        join matters own on own.id = v.matter_id
        join matters m on m.id = coalesce(own.merged_into, own.id)
        join texts t on t.id = own.title_id
        where v.person_id = @personId and v.at >= @since
        order by v.at desc
        limit @Most
        """;

    public async Task<IReadOnlyList<MyMatter>> OfAsync(Guid personId, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            Sql.Replace("{true}", db.IsPostgres() ? "true" : "1", StringComparison.Ordinal),
            new { personId, since = clock.GetUtcNow().AddYears(-1), Most },
            cancel);
        return [.. rows.Select(Read).OrderBy(mine => mine.MustAnswer ? 0 : mine.IsAsked ? 1 : 2)];
    }

    private static MyMatter Read(Row row)
    {
        var stage = Enum.Parse<MatterStage>(row.Stage);
        var isOver = Stages.Closed.Contains(stage);
        return new MyMatter(
            row.Id, row.Code, row.Title, stage, row.At, isOver ? null : row.DueAt,
            Stages.AwaitingRaiser.Contains(stage) && !row.Answered, row.IsAsked && !isOver);
    }
}
