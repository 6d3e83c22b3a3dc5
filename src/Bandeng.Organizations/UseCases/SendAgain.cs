using Bandeng.Kernel;
using Bandeng.Kernel.Trail;

namespace Bandeng.Organizations.UseCases;

/// <summary>An administrator has what was given up tried once more from the beginning.</summary>
internal sealed class SendAgain(BandengDb db, TimeProvider clock)
{
    private static readonly Refusal Gone = new(RefusalKind.NotFound, "outbox.gone", "This message waits no more.");

    public async Task<Result<Guid>> RunAsync(Guid id, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var isTaken = await db.ExecuteAsync(
            """
            update outbox_messages set given_up_at = null, attempts = 0, due_at = @now
            where id = @id and given_up_at is not null and sent_at is null
            """,
            new { id, now }, cancel) == 1;
        if (!isTaken)
        {
            return Gone;
        }

        db.Record(new TrailEntry("message", id, null, "message.again", by, now));
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        return id;
    }
}
