using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// What people and platforms say about answers: the platform has it, try again, it has it whatever the machine says.
/// Each is one guarded statement, so that saying it twice changes nothing.
/// </summary>
internal sealed class SettleAnswers(BandengDb db, TimeProvider clock)
{
    private const int ReasonMin = 2;
    private const int ReasonMax = 200;

    public static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "exchange.answer-unknown", "There is no such answer.");
    private static readonly Refusal NotOpen = new(
        RefusalKind.Conflict, "exchange.answer-settled", "This answer waits no more.");
    private static readonly Refusal NoReason = new(
        RefusalKind.Invalid, "exchange.reason", "Say how you know, 2 to 200 characters.");

    private const string Deliver =
        """
        update exchange_answers set state = 'Delivered', delivered_at = @now, delivered_by = @how, claimed_by = null, claimed_until = null,
            last_error = null, given_up_at = null, version = version + 1
        """;

    private sealed record Found(Guid OrderId, string State);

    /// <summary>The platform has it. Said twice it is so once.</summary>
    public async Task<Result<Guid>> AcknowledgeAsync(
        Platform platform, Guid id, DeliveredBy how, Viewer by, CancellationToken cancel)
    {
        var found = await db.RowAsync<Found>(
            "select order_id, state from exchange_answers where id = @id and platform_id = @platform",
            new { id, platform = platform.Id }, cancel);
        return found switch
        {
            null => Unknown,
            { State: "Delivered" } => id,
            { State: "Waiting" } => await SettleAsync(
                $"{Deliver} where id = @id and state = 'Waiting'", platform, id, "answer.Acknowledge", how, null, by,
                cancel),
            _ => NotOpen,
        };
    }

    /// <summary>The platform says no; why stands with the answer until a person decides.</summary>
    public async Task<Result<Guid>> RefuseAsync(
        Platform platform, Guid id, string? why, Viewer by, CancellationToken cancel)
    {
        var told = PlatformWord.Cut(why) ?? "refused";
        return await SettleAsync(
            "update exchange_answers set state = 'Refused', last_error = @why, version = version + 1 where id = @id and platform_id = @platform and state = 'Waiting'",
            platform, id, "answer.Refuse", null, null, by, cancel, why: told);
    }

    /// <summary>Somebody says that the platform has it, and how they know.</summary>
    public async Task<Result<Guid>> ByHandAsync(
        Platform platform, Guid id, string? reason, Viewer by, CancellationToken cancel) =>
        reason?.Trim() is not { Length: >= ReasonMin and <= ReasonMax } told ? NoReason
        : by.PostFor(Permission.DispatchMatters, platform.AreaCode) is null ? Platforms.Platforms.NotYours
        : await SettleAsync(
            $"{Deliver} where id = @id and platform_id = @platform and state in ('Waiting', 'Refused')", platform, id,
            "answer.ByHand",
            DeliveredBy.Hand, told, by, cancel);

    /// <summary>Once more from the beginning: what was given up, refused, or left in a file that was lost.</summary>
    public async Task<Result<Guid>> AgainAsync(Platform platform, Guid id, Viewer by, CancellationToken cancel) =>
        by.PostFor(Permission.DispatchMatters, platform.AreaCode) is null
            && by.PostFor(Permission.ManageRules, platform.AreaCode) is null
            ? Platforms.Platforms.NotYours
            : await SettleAsync(
                """
                update exchange_answers set state = 'Waiting', attempts = 0, due_at = @now, given_up_at = null, batch = null, version = version + 1
                where id = @id and platform_id = @platform and state in ('Waiting', 'Refused') and (claimed_until is null or claimed_until < @now)
                """, platform, id, "answer.Again", null, null, by, cancel);

    /// <summary>Puts what waits into a file of its own and says its number; null when nothing waits.</summary>
    public async Task<long?> ToFileAsync(Platform platform, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var batch = await db.RowAsync<long>(
            "select coalesce(max(batch), 0) + 1 from exchange_answers where platform_id = @Id", new { platform.Id },
            cancel);
        var count = await db.ExecuteAsync(
            """
            update exchange_answers set batch = @batch, version = version + 1
            where platform_id = @platform and state = 'Waiting' and batch is null and (claimed_until is null or claimed_until < @now)
            """,
            new { batch, platform = platform.Id, now }, cancel);
        if (count == 0)
        {
            return null;
        }

        Record(platform, platform.Id, "answer.ToFile", by, now, new() { ["batch"] = batch, ["answers"] = count });
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        return batch;
    }

    /// <summary>The platform has taken the whole file.</summary>
    public async Task<Result<Guid>> FileTakenAsync(
        Platform platform, long batch, Viewer by, CancellationToken cancel) =>
        by.PostFor(Permission.DispatchMatters, platform.AreaCode) is null ? Platforms.Platforms.NotYours
        : await SettleAsync(
            $"{Deliver} where platform_id = @platform and batch = @batch and state = 'Waiting'", platform, platform.Id,
            "answer.FileTaken",
            DeliveredBy.File, null, by, cancel, batch);

    private async Task<Result<Guid>> SettleAsync(
        string statement, Platform platform, Guid id, string action, DeliveredBy? how, string? words, Viewer by,
        CancellationToken cancel,
        long? batch = null, string? why = null)
    {
        var now = clock.GetUtcNow();
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        var count = await db.ExecuteAsync(
            statement,
            new { id, platform = platform.Id, now = now.ToUnixTimeMilliseconds(), how = how?.ToString(), batch, why },
            cancel);
        if (count == 0)
        {
            return NotOpen;
        }

        KeptText[] kept = words is null ? [] : [db.Keep(id, words, now)];
        var facts = batch is null
            ? new Dictionary<string, object?>()
            : new() { ["batch"] = batch, ["answers"] = count };
        Record(platform, id, action, by, now, facts, kept);
        await db.SaveAsync(cancel);
        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return id;
    }

    private void Record(
        Platform platform, Guid subject, string action, Viewer by, DateTimeOffset now,
        Dictionary<string, object?> facts, IReadOnlyList<KeptText>? words = null)
    {
        facts["platform"] = platform.Code;
        db.Record(new TrailEntry(subject == platform.Id ? "platform" : "answer", subject, platform.AreaCode, action, by, now)
        {
            Facts = facts,
            Words = words ?? [],
        });
    }
}
