using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Queries;

/// <summary>An order of a platform beside the matter it is here: their deadline and ours.</summary>
/// <param name="IsDueUnread">It says a deadline that nobody here can read.</param>
internal sealed record OrderLine(
    Guid Id, Guid MatterId, string Number, DateTimeOffset CameAt, string Way, DateTimeOffset? TheirDue,
    DateTimeOffset? OurDue, string Stage,
    Guid? MergedInto, long Changes, long Waiting, bool IsDueUnread);

/// <summary>Orders of a platform, newest first.</summary>
internal sealed class ListOrders(BandengDb db)
{
    public const int PageSize = 50;

    public Task<IReadOnlyList<OrderLine>> RunAsync(
        Platform platform, string? number, Guid? before, int most, CancellationToken cancel)
    {
        var further = before is null ? "" : "and o.id < @before";
        var of = string.IsNullOrWhiteSpace(number) ? "" : "and o.number = @number";
        return db.RowsAsync<OrderLine>(
            $"""
            select o.id, o.matter_id, o.number, o.came_at, o.way, o.due_at as their_due, coalesce(l.due_at, m.due_at) as our_due,
                   coalesce(l.stage, m.stage) as stage, m.merged_into, o.changes,
                   (select count(*) from exchange_answers a where a.order_id = o.id and a.state = 'Waiting') as waiting,
                   o.due_at is null and k.id is not null as is_due_unread
            from exchange_orders o join matters_facts m on m.id = o.matter_id left join matters_facts l on l.id = m.merged_into
            left join texts k on k.id = o.kept_id and o.due_at is null and k.body like '%"due":"%'
            where o.platform_id = @Id {further} {of} order by o.id desc limit @most
            """,
            new { platform.Id, before, number = number?.Trim(), most }, cancel);
    }
}
