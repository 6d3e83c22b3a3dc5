using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Answers;

/// <summary>Writes, in the transaction of an act, what the platforms of its numbers are told of it.</summary>
internal sealed class HearActs(BandengDb db, CatchUp catchUp) : IMatterListener
{
    private static readonly HashSet<MatterAction> Telling =
    [
        MatterAction.SignFor, MatterAction.SignForBySilence, MatterAction.RecordContact, MatterAction.HandBack,
        MatterAction.SignOff,
        MatterAction.PassCheck, MatterAction.Redo, MatterAction.AnswerAtOnce, MatterAction.Decline,
        MatterAction.Redirect,
        MatterAction.Return, MatterAction.RefuseReturn, MatterAction.Dispatch, MatterAction.Redispatch,
        MatterAction.RequestExtension,
        MatterAction.ApproveExtension, MatterAction.RefuseExtension, MatterAction.Withdraw, MatterAction.Merge,
        MatterAction.Split,
    ];

    public async Task HearAsync(MatterFact fact, CancellationToken cancel)
    {
        if (!Telling.Contains(fact.Action)
            || await AnswersOf.OrdersAsync(db, fact.MatterId, cancel) is not { Count: > 0 } orders)
        {
            return;
        }

        var told = await AnswersOf.FindAsync(db, [.. orders.Select(order => order.Id)], cancel);
        foreach (var order in orders)
        {
            var one = new ToldOrder(order, [.. told.Where(answer => answer.OrderId == order.Id)]);
            one.Hear(fact);
            db.Answers.AddRange(one.Added);
            if (fact is { Action: MatterAction.Merge, Other: { } lead })
            {
                await catchUp.RunAsync(order, lead, cancel);
            }
        }
    }
}
