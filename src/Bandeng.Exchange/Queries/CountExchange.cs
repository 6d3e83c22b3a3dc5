using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Queries;

/// <summary>How it stands with one platform.</summary>
/// <param name="Open">Orders whose matter is not closed.</param>
/// <param name="Late">Of those, past the platform's own deadline.</param>
/// <param name="Stuck">Refused, given up, or tried in vain.</param>
/// <param name="InFiles">Left in a file that the platform has not confirmed.</param>
internal sealed record ExchangeCount(
    Guid PlatformId,
    long Orders,
    long Open,
    long Late,
    long Waiting,
    long Stuck,
    long Held,
    long InFiles,
    DateTimeOffset? Oldest);

/// <summary>Counts orders and answers of the platforms.</summary>
internal sealed class CountExchange(BandengDb db, TimeProvider clock)
{
    private sealed record Orders(Guid PlatformId, long Total, long Open, long Late);

    private sealed record Answers(
        Guid PlatformId, long Waiting, long Stuck, long Held, long InFiles, DateTimeOffset? Oldest);

    /// <summary>What is stuck, as a condition on an answer <c>a</c>.</summary>
    public const string IsStuck =
        "(a.state = 'Refused' or (a.state = 'Waiting' and (a.given_up_at is not null or a.last_error is not null)))";

    public async Task<IReadOnlyDictionary<Guid, ExchangeCount>> RunAsync(
        IReadOnlyList<Platform> platforms, CancellationToken cancel)
    {
        var orders = (await db.RowsAsync<Orders>(
            """
            select o.platform_id, count(*) as total,
                   sum(case when coalesce(l.closed_at, m.closed_at) is null then 1 else 0 end) as open,
                   sum(case when coalesce(l.closed_at, m.closed_at) is null and m.handed_back_at is null and o.due_at < @now then 1 else 0 end) as late
            from exchange_orders o join matters_facts m on m.id = o.matter_id left join matters_facts l on l.id = m.merged_into
            group by o.platform_id
            """,
            new { now = clock.GetUtcNow() }, cancel)).ToDictionary(row => row.PlatformId);
        var answers = (await db.RowsAsync<Answers>(
            $"""
            select a.platform_id, sum(case when a.state = 'Waiting' then 1 else 0 end) as waiting,
                   sum(case when {IsStuck} then 1 else 0 end) as stuck,
                   sum(case when a.state = 'Held' then 1 else 0 end) as held,
                   sum(case when a.state = 'Waiting' and a.batch is not null then 1 else 0 end) as in_files,
                   min(case when a.state = 'Waiting' then a.at end) as oldest
            from exchange_answers a where a.state in ('Waiting', 'Refused', 'Held') group by a.platform_id
            """,
            null, cancel)).ToDictionary(row => row.PlatformId);
        return platforms.ToDictionary(platform => platform.Id, platform => Of(
            platform.Id, orders.GetValueOrDefault(platform.Id), answers.GetValueOrDefault(platform.Id)));
    }

    private static ExchangeCount Of(Guid id, Orders? orders, Answers? answers) => new(
        id, orders?.Total ?? 0, orders?.Open ?? 0, orders?.Late ?? 0, answers?.Waiting ?? 0, answers?.Stuck ?? 0,
        answers?.Held ?? 0,
        answers?.InFiles ?? 0, answers?.Oldest);
}
