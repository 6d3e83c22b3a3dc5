using System.Diagnostics;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Carries what is due in the outbox to the sender, oldest first. A message is claimed for a while before it is tried:
/// of two nodes one has it, and what a lost node had in hand is free again afterwards. Waits grow; in the end an
/// administrator decides.
/// </summary>
internal sealed class OutboxRound(
    BandengDb db, SecretBox box, IMessageSender sender, OutboxPace pace, TimeProvider clock)
{
    public const int Attempts = 8;

    private const int Batch = 20;

    private const string Slow = "no answer in time";

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private sealed record Claimed(
        Guid Id, string Channel, string Kind, string Recipient, string Message, Guid? HookId, DateTimeOffset At,
        long Attempts);

    private sealed record Target(string Url, string Secret);

    /// <summary>One round over every channel; says how many messages left.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            sent += await RunAsync(channel, cancel);
        }

        return sent;
    }

    /// <summary>
    /// Round after round over a channel while each carries all that it can; says how many messages left.
    /// </summary>
    public async Task<int> EmptyAsync(MessageChannel channel, CancellationToken cancel)
    {
        for (var all = 0; ;)
        {
            var sent = await RunAsync(channel, cancel);
            all += sent;
            if (sent < Batch)
            {
                return all;
            }
        }
    }

    /// <summary>One round over a channel, so that a mail server that hangs holds up no short message.</summary>
    public async Task<int> RunAsync(MessageChannel channel, CancellationToken cancel)
    {
        var (claim, sent) = (Guid.CreateVersion7(), 0);
        foreach (var together in (await ClaimAsync(channel, claim, cancel)).GroupBy(message => message.HookId))
        {
            var isReached = true;
            foreach (var message in together.OrderBy(message => message.At).ThenBy(message => message.Id))
            {
                if (!isReached)
                {
                    await LetGoAsync(message.Id, claim, cancel);
                    continue;
                }

                var error = await TryAsync(message, channel, claim, cancel);
                sent += error is null ? 1 : 0;
                isReached = error is not Slow;
            }
        }

        return sent;
    }

    private async Task<IReadOnlyList<Claimed>> ClaimAsync(MessageChannel channel, Guid claim, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var skip = db.IsPostgres() ? " for update skip locked" : "";
        return await db.RowsAsync<Claimed>(
            $"""
            update outbox_messages set claimed_by = @claim, claimed_until = @until, attempts = attempts + 1
            where id in (
                select id from outbox_messages
                where channel = @channel and sent_at is null and given_up_at is null and due_at <= @now
                  and (claimed_until is null or claimed_until < @now)
                order by due_at, id limit {Batch}{skip})
            returning id, channel, kind, recipient, message, hook_id, at, attempts
            """,
            new { claim, until = now + pace.Lease, channel = channel.ToString(), now }, cancel);
    }

    /// <returns>What went wrong, without a word of the message; null when it left.</returns>
    private async Task<string?> TryAsync(Claimed claimed, MessageChannel channel, Guid claim, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var error = await SendAsync(claimed, channel, cancel);
        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            "insert into outbox_deliveries (id, message_id, at, took_ms, error) values (@id, @message, @now, @took, @error)",
            new { id = Guid.CreateVersion7(now), message = claimed.Id, now, took = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, error },
            cancel);
        await db.ExecuteAsync(
            """
            update outbox_messages set claimed_by = null, claimed_until = null, last_error = @error, due_at = @due,
                sent_at = @sent, given_up_at = @givenUp
            where id = @Id and claimed_by = @claim
            """,
            new
            {
                claimed.Id,
                claim,
                error,
                due = error is null ? now : now + WaitAfter(claimed.Attempts),
                sent = error is null ? now : (DateTimeOffset?)null,
                givenUp = error is not null && claimed.Attempts >= Attempts ? now : (DateTimeOffset?)null,
            },
            cancel);
        return error;
    }

    private async Task<string?> SendAsync(Claimed claimed, MessageChannel channel, CancellationToken cancel)
    {
        var target = claimed.HookId is { } hook ? await HookAsync(hook, cancel) : new Target("", "");
        if (target is null)
        {
            return "this hook was ended";
        }

        if (box.Unprotect(claimed.Recipient) is not { } to || box.Unprotect(claimed.Message) is not { } text)
        {
            return "its key is lost";
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(pace.Patience);
        var message = new OutgoingMessage(
            claimed.Id, channel, channel is MessageChannel.Hook ? target.Url : to, text, claimed.At)
        {
            Kind = claimed.Kind,
            Secret = box.Unprotect(target.Secret.Length == 0 ? null : target.Secret),
        };
        try
        {
            await sender.SendAsync(message, patience.Token).WaitAsync(pace.Patience, cancel);
            return null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return failure is OperationCanceledException or TimeoutException ? Slow : DeliveryError.Of(failure);
        }
    }

    private Task<Target?> HookAsync(Guid hook, CancellationToken cancel) => db.RowAsync<Target>(
        "select url, secret from hooks where id = @hook and ended_at is null", new { hook }, cancel);

    // Untried: its turn comes when the one before it has been waited for again.
    private Task<int> LetGoAsync(Guid id, Guid claim, CancellationToken cancel) => db.ExecuteAsync(
        """
        update outbox_messages set claimed_by = null, claimed_until = null, attempts = attempts - 1, due_at = @due
        where id = @id and claimed_by = @claim
        """,
        new { id, claim, due = clock.GetUtcNow() + Waits[0] }, cancel);

    // A fifth more or less, so that what failed together does not come back together.
    private static TimeSpan WaitAfter(long attempts) =>
        Waits[Math.Min(attempts, Waits.Length) - 1] * (0.8 + (0.4 * Random.Shared.NextDouble()));
}

/// <summary>How long a round holds what it has in hand, and how long it waits for one recipient.</summary>
internal sealed record OutboxPace
{
    /// <summary>Longer than a round of messages that all run out of time.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(8);

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
