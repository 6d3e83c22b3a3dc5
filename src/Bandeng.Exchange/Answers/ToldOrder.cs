using Bandeng.Exchange.Incoming;
using Bandeng.Matters;
using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// What the platform of one number is told, act after act. A reply that has still to be checked or signed off is held;
/// sent back for redoing, it is withdrawn.
/// </summary>
/// <param name="told">Its answers so far, oldest first.</param>
internal sealed class ToldOrder(OutsideOrder order, IReadOnlyList<OrderAnswer> told)
{
    private readonly List<OrderAnswer> _told = [.. told];
    private readonly List<OrderAnswer> _added = [];

    /// <summary>Declined for this reason, an order goes back to its platform.</summary>
    private const string NotHere = "not-here";

    /// <summary>What the acts that were heard have brought.</summary>
    public IReadOnlyList<OrderAnswer> Added => _added;

    public void Hear(MatterFact fact)
    {
        switch (fact.Action)
        {
            case MatterAction.SignFor or MatterAction.SignForBySilence:
                Once(AnswerKind.SignedFor, fact);
                break;
            case MatterAction.RecordContact:
                Once(AnswerKind.Contacted, fact);
                break;
            case MatterAction.HandBack:
                Withdraw(AnswerKind.Outcome, fact);
                Add(AnswerKind.Outcome, true, fact);
                break;
            case MatterAction.SignOff:
                Held(AnswerKind.Outcome)?.SignOff(fact.By.PersonId ?? Guid.Empty);
                break;
            case MatterAction.PassCheck:
                Held(AnswerKind.Outcome)?.Release(fact.At);
                break;
            case MatterAction.Redo:
                Withdraw(AnswerKind.Outcome, fact);
                break;
            case MatterAction.AnswerAtOnce or MatterAction.Withdraw:
                Add(AnswerKind.Outcome, false, fact);
                break;
            case MatterAction.Decline or MatterAction.Redirect:
                Decline(fact);
                break;
            case MatterAction.Return:
                Add(AnswerKind.Return, true, fact);
                break;
            // The office keeps it, or gives it to somebody else: the platform need not know who objected.
            case MatterAction.RefuseReturn or MatterAction.Dispatch or MatterAction.Redispatch:
                Withdraw(AnswerKind.Return, fact);
                break;
            case MatterAction.RequestExtension:
                Withdraw(AnswerKind.Extension, fact, onlyHeld: true);
                Add(AnswerKind.Extension, true, fact);
                break;
            case MatterAction.ApproveExtension:
                Held(AnswerKind.Extension)?.Release(fact.At, fact.WordsId);
                break;
            case MatterAction.RefuseExtension:
                Withdraw(AnswerKind.Extension, fact);
                break;
            // What is held belongs to the handling that it leaves: nobody there will agree to it for this number.
            case MatterAction.Merge or MatterAction.Split:
                Array.ForEach(Enum.GetValues<AnswerKind>(), kind => Withdraw(kind, fact, onlyHeld: true));
                break;
        }
    }

    /// <summary>What was said of a handling that begins anew is so no more.</summary>
    public void Overtake(MatterFact by)
    {
        foreach (var kind in Enum.GetValues<AnswerKind>().Except([AnswerKind.SignedFor, AnswerKind.Contacted]))
        {
            Withdraw(kind, by);
        }
    }

    // 不属本级办理: it goes back, with the clause that the body which objected has cited.
    private void Decline(MatterFact fact)
    {
        var objection = Held(AnswerKind.Return);
        Withdraw(AnswerKind.Return, fact);
        var isReturn = fact is { Action: MatterAction.Decline, Reason: NotHere };
        Add(isReturn ? AnswerKind.Return : AnswerKind.Declined, false, fact.At, new(
            objection?.BodyId ?? fact.BodyId, fact.By.PersonId, null,
            isReturn ? objection?.Reason ?? fact.Reason : fact.Reason,
            objection?.Basis, null, fact.WordsId));
    }

    private void Once(AnswerKind kind, MatterFact fact)
    {
        if (_told.All(answer => answer.Kind != kind))
        {
            Add(kind, false, fact);
        }
    }

    private void Add(AnswerKind kind, bool isHeld, MatterFact fact) => Add(kind, isHeld, fact.At, new(
        fact.BodyId, fact.HandlerId ?? fact.By.PersonId,
        kind is AnswerKind.Outcome ? fact.Action is MatterAction.Withdraw ? HandlerOutcome.WithdrawnByRaiser : fact.Outcome : null,
        fact.Reason, fact.Basis, fact.Days,
        // An objection and an application say inside what the platform is not told.
        kind is AnswerKind.Outcome ? fact.WordsId : null));

    private void Add(AnswerKind kind, bool isHeld, DateTimeOffset at, AnswerContent content)
    {
        var answer = OrderAnswer.Of(order.Id, order.PlatformId, kind, isHeld, at, content);
        _told.Add(answer);
        _added.Add(answer);
    }

    private OrderAnswer? Held(AnswerKind kind) =>
        _told.LastOrDefault(answer => answer.Kind == kind && answer.State is AnswerState.Held);

    private void Withdraw(AnswerKind kind, MatterFact fact, bool onlyHeld = false)
    {
        foreach (var answer in _told.Where(
            answer => answer.Kind == kind && (!onlyHeld || answer.State is AnswerState.Held)))
        {
            answer.Withdraw(fact.At);
        }
    }
}
