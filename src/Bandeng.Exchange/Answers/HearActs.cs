using Bandeng.Exchange.Incoming;
using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// Writes, in the transaction of an act, what the platforms of its numbers are told of it. A reply that has still to be
/// checked or signed off is held; sent back for redoing, it is withdrawn.
/// </summary>
internal sealed class HearActs(BandengDb db, CatchUp catchUp) : IMatterListener
{
    private static readonly HashSet<MatterAction> Telling =
    [
        MatterAction.SignFor, MatterAction.SignForBySilence, MatterAction.RecordContact, MatterAction.HandBack, MatterAction.SignOff,
        MatterAction.PassCheck, MatterAction.Redo, MatterAction.AnswerAtOnce, MatterAction.Decline, MatterAction.Redirect,
        MatterAction.Return, MatterAction.RefuseReturn, MatterAction.Dispatch, MatterAction.Redispatch, MatterAction.RequestExtension,
        MatterAction.ApproveExtension, MatterAction.RefuseExtension, MatterAction.Withdraw, MatterAction.Merge,
    ];

    /// <summary>Declined for this reason, an order goes back to its platform.</summary>
    public const string NotHere = "not-here";

    public async Task HearAsync(MatterFact fact, CancellationToken cancel)
    {
        if (!Telling.Contains(fact.Action) || await AnswersOf.OrdersAsync(db, fact.MatterId, cancel) is not { Count: > 0 } orders)
        {
            return;
        }

        var told = await AnswersOf.FindAsync(db, [.. orders.Select(order => order.Id)], cancel);
        foreach (var order in orders)
        {
            if (fact is { Action: MatterAction.Merge, Other: { } lead })
            {
                await catchUp.RunAsync(order, lead, fact.At, cancel);
                continue;
            }

            Tell(order, fact, [.. told.Where(answer => answer.OrderId == order.Id)]);
        }
    }

    private void Tell(OutsideOrder order, MatterFact fact, IReadOnlyList<OrderAnswer> told)
    {
        switch (fact.Action)
        {
            case MatterAction.SignFor or MatterAction.SignForBySilence:
                Once(order, AnswerKind.SignedFor, fact, told);
                break;
            case MatterAction.RecordContact:
                Once(order, AnswerKind.Contacted, fact, told);
                break;
            case MatterAction.HandBack:
                Withdraw(told, AnswerKind.Outcome, fact);
                Add(order, AnswerKind.Outcome, true, fact);
                break;
            case MatterAction.SignOff:
                Held(told, AnswerKind.Outcome)?.SignOff(fact.By.PersonId ?? Guid.Empty);
                break;
            case MatterAction.PassCheck:
                Held(told, AnswerKind.Outcome)?.Release(fact.At);
                break;
            case MatterAction.Redo:
                Withdraw(told, AnswerKind.Outcome, fact);
                break;
            case MatterAction.AnswerAtOnce or MatterAction.Withdraw:
                Add(order, AnswerKind.Outcome, false, fact);
                break;
            case MatterAction.Decline or MatterAction.Redirect:
                Decline(order, fact, told);
                break;
            case MatterAction.Return:
                Add(order, AnswerKind.Return, true, fact);
                break;
            // The office keeps it, or gives it to somebody else: the platform need not know who objected.
            case MatterAction.RefuseReturn or MatterAction.Dispatch or MatterAction.Redispatch:
                Withdraw(told, AnswerKind.Return, fact);
                break;
            case MatterAction.RequestExtension:
                Withdraw(told, AnswerKind.Extension, fact, onlyHeld: true);
                Add(order, AnswerKind.Extension, true, fact);
                break;
            case MatterAction.ApproveExtension:
                Held(told, AnswerKind.Extension)?.Release(fact.At, fact.WordsId);
                break;
            case MatterAction.RefuseExtension:
                Withdraw(told, AnswerKind.Extension, fact);
                break;
        }
    }

    // 不属本级办理: it goes back, with the clause that the body which objected has cited.
    private void Decline(OutsideOrder order, MatterFact fact, IReadOnlyList<OrderAnswer> told)
    {
        var objection = told.LastOrDefault(answer => answer is { Kind: AnswerKind.Return, State: AnswerState.Held });
        Withdraw(told, AnswerKind.Return, fact);
        var isReturn = fact is { Action: MatterAction.Decline, Reason: NotHere };
        db.Answers.Add(OrderAnswer.Of(order.Id, order.PlatformId, isReturn ? AnswerKind.Return : AnswerKind.Declined, false, fact.At, new(
            objection?.BodyId ?? fact.BodyId, fact.By.PersonId, null, isReturn ? objection?.Reason ?? fact.Reason : fact.Reason,
            objection?.Basis, null, fact.WordsId)));
    }

    private void Once(OutsideOrder order, AnswerKind kind, MatterFact fact, IReadOnlyList<OrderAnswer> told)
    {
        if (told.All(answer => answer.Kind != kind))
        {
            Add(order, kind, false, fact);
        }
    }

    private void Add(OutsideOrder order, AnswerKind kind, bool isHeld, MatterFact fact) =>
        db.Answers.Add(OrderAnswer.Of(order.Id, order.PlatformId, kind, isHeld, fact.At, new(
            fact.BodyId, fact.HandlerId ?? fact.By.PersonId,
            kind is AnswerKind.Outcome ? fact.Action is MatterAction.Withdraw ? HandlerOutcome.WithdrawnByRaiser : fact.Outcome : null,
            fact.Reason, fact.Basis, fact.Days,
            // An objection and an application say inside what the platform is not told.
            kind is AnswerKind.Outcome ? fact.WordsId : null)));

    private static OrderAnswer? Held(IReadOnlyList<OrderAnswer> told, AnswerKind kind) =>
        told.LastOrDefault(answer => answer.Kind == kind && answer.State is AnswerState.Held);

    private static void Withdraw(IReadOnlyList<OrderAnswer> told, AnswerKind kind, MatterFact fact, bool onlyHeld = false)
    {
        foreach (var answer in told.Where(answer => answer.Kind == kind && (!onlyHeld || answer.State is AnswerState.Held)))
        {
            answer.Withdraw(fact.At);
        }
    }
}
