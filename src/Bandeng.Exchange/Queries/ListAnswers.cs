using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Queries;

/// <summary>Which answers are looked at.</summary>
internal enum AnswerShow
{
    Stuck,
    Waiting,
    Held,
    Delivered,
    All,
}

/// <summary>A line about an answer; no word of it.</summary>
internal sealed record AnswerLine(
    Guid Id, Guid MatterId, string Number, string Kind, string State, DateTimeOffset At, DateTimeOffset? OrderDue,
    long Attempts, string? LastError,
    DateTimeOffset? GivenUpAt, DateTimeOffset DueAt, long? Batch, DateTimeOffset? DeliveredAt, string? DeliveredBy)
{
    public bool IsStuck =>
        State == "Refused" || (State == "Waiting" && (GivenUpAt is not null || LastError is not null));
}

/// <summary>A file that left and is not confirmed.</summary>
internal sealed record FileLine(long Batch, long Answers, DateTimeOffset Oldest);

/// <summary>Answers of a platform, newest first.</summary>
internal sealed class ListAnswers(BandengDb db)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<AnswerLine>> RunAsync(
        Platform platform, AnswerShow show, string? number, Guid? before, CancellationToken cancel)
    {
        var which = show switch
        {
            AnswerShow.Stuck => $"and {CountExchange.IsStuck}",
            AnswerShow.Waiting => "and a.state = 'Waiting'",
            AnswerShow.Held => "and a.state = 'Held'",
            AnswerShow.Delivered => "and a.state = 'Delivered'",
            _ => "",
        };
        var further = before is null ? "" : "and a.id < @before";
        var of = string.IsNullOrWhiteSpace(number) ? "" : "and o.number = @number";
        return await db.RowsAsync<AnswerLine>(
            $"""
            select a.id, o.matter_id, o.number, a.kind, a.state, a.at, o.due_at as order_due, a.attempts, a.last_error, a.given_up_at, a.due_at,
                   a.batch, a.delivered_at, a.delivered_by
            from exchange_answers a join exchange_orders o on o.id = a.order_id
            where a.platform_id = @Id {which} {further} {of}
            order by a.id desc limit {PageSize + 1}
            """,
            new { platform.Id, before, number = number?.Trim() }, cancel);
    }

    public Task<IReadOnlyList<FileLine>> FilesAsync(
        Platform platform, CancellationToken cancel) => db.RowsAsync<FileLine>(
        """
        select batch, count(*) as answers, min(at) as oldest from exchange_answers
        where platform_id = @Id and state = 'Waiting' and batch is not null group by batch order by batch desc
        """,
        new { platform.Id }, cancel);
}
