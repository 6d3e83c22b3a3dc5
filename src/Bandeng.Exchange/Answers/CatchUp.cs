using Bandeng.Exchange.Incoming;
using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// An order joins a handling that has begun, or is over: a number that a clerk had typed, a matter merged into another.
/// What was done before is owed to its platform too, held where somebody has still to agree.
/// </summary>
internal sealed class CatchUp(BandengDb db, IMatterPast past)
{
    /// <param name="handlingId">The matter that is handled: its own, or the one it was merged into.</param>
    public async Task RunAsync(OutsideOrder order, Guid handlingId, CancellationToken cancel)
    {
        var before = await AnswersOf.FindAsync(db, [order.Id], cancel);
        var told = new ToldOrder(order, []);
        foreach (var fact in await past.ActsAsync(handlingId, cancel))
        {
            told.Hear(fact);
            if (fact.Stage is MatterStage.Reopened || fact.Action is MatterAction.UpholdAppeal)
            {
                told.Overtake(fact);
            }
        }

        db.Answers.AddRange(told.Added.Where(answer => answer.IsOpen && !before.Any(known => IsSame(known, answer))));
    }

    // It signs and is called once; a reply is the same where it is of the same moment: merged, split off and merged
    // again.
    private static bool IsSame(OrderAnswer known, OrderAnswer answer) => known.Kind == answer.Kind
        && (answer.Kind is AnswerKind.SignedFor or AnswerKind.Contacted
            || (known.At == answer.At && known.State is not AnswerState.Withdrawn));
}
