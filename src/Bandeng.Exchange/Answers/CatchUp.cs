using Bandeng.Exchange.Incoming;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// An order joins a handling that has begun: a number that a clerk had typed, a matter merged into another. What was
/// done before is owed to its platform too.
/// </summary>
internal sealed class CatchUp(BandengDb db)
{
    private sealed record Done(Guid? BodyId, DateTimeOffset? SignedAt, DateTimeOffset? ContactedAt);

    /// <param name="handlingId">The matter that is handled: its own, or the one it was merged into.</param>
    public async Task RunAsync(OutsideOrder order, Guid handlingId, DateTimeOffset now, CancellationToken cancel)
    {
        var done = await db.RowAsync<Done>(
            "select body_id, signed_at, contacted_at from matters_facts where id = @handlingId", new { handlingId }, cancel);
        var told = await AnswersOf.FindAsync(db, [order.Id], cancel);
        Add(AnswerKind.SignedFor, done?.SignedAt);
        Add(AnswerKind.Contacted, done?.ContactedAt);

        void Add(AnswerKind kind, DateTimeOffset? at)
        {
            if (at is { } when && told.All(answer => answer.Kind != kind))
            {
                db.Answers.Add(OrderAnswer.Of(order.Id, order.PlatformId, kind, false, when, new AnswerContent(done!.BodyId)));
            }
        }
    }
}
