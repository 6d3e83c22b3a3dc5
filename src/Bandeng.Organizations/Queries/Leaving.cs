using Bandeng.Kernel;

namespace Bandeng.Organizations.Queries;

/// <summary>A message that was given up; neither to whom nor with which words.</summary>
internal sealed record GivenUp(
    Guid Id, MessageChannel Channel, string Kind, DateTimeOffset At, long Attempts, DateTimeOffset GivenUpAt,
    string? LastError, string? Hook);

/// <summary>How a channel stands.</summary>
internal sealed record ChannelState(
    MessageChannel Channel, long Waiting, long GivenUp, DateTimeOffset? Oldest, DateTimeOffset? LastSent);

/// <summary>A hook as an administrator sees it.</summary>
internal sealed record HookRow(
    Guid Id, string Name, string Url, AreaCode AreaCode, string Kinds, DateTimeOffset CreatedAt);

/// <summary>What waits to leave the house, what was given up, and who is called.</summary>
internal sealed class Leaving(BandengDb db)
{
    private const int Most = 100;

    public Task<IReadOnlyList<ChannelState>> ChannelsAsync(CancellationToken cancel) => db.RowsAsync<ChannelState>(
        """
        select channel, count(case when sent_at is null and given_up_at is null then 1 end) as waiting,
               count(given_up_at) as given_up,
               min(case when sent_at is null and given_up_at is null then at end) as oldest, max(sent_at) as last_sent
        from outbox_messages group by channel order by channel
        """,
        null, cancel);

    public Task<IReadOnlyList<GivenUp>> GivenUpAsync(CancellationToken cancel) => db.RowsAsync<GivenUp>(
        $"""
        select o.id, o.channel, o.kind, o.at, o.attempts, o.given_up_at, o.last_error, h.name as hook
        from outbox_messages o left join hooks h on h.id = o.hook_id
        where o.given_up_at is not null order by o.given_up_at desc, o.id limit {Most}
        """,
        null, cancel);

    /// <summary>Those over areas that the viewer manages.</summary>
    public async Task<IReadOnlyList<HookRow>> HooksAsync(Viewer viewer, CancellationToken cancel) =>
    [
        .. (await db.RowsAsync<HookRow>(
            "select id, name, url, area_code, kinds, created_at from hooks where ended_at is null order by name, id",
            null, cancel))
            .Where(hook => viewer.May(Permission.ManageRules, hook.AreaCode)),
    ];
}
