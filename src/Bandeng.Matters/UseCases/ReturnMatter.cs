using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>退单 and 派单异议审核: an objection with the clause of the duty list, on which somebody rules.</summary>
internal sealed class ReturnMatter : IMatterAct
{
    private const int DispatchesBeforeEscalation = 3;

    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.Return, MatterAction.UpholdReturn, MatterAction.RefuseReturn];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.Return:
                act.Matter.Object();
                act.Facts["basis"] = act.Request.Basis!.Trim();
                break;
            case MatterAction.UpholdReturn:
                Uphold(act);
                break;
            default:
                act.Matter.RefuseObjection(act.Now);
                break;
        }

        return Task.FromResult<Refusal?>(null);
    }

    private static void Uphold(Act act)
    {
        act.Facts["body"] = act.Matter.BodyId;
        act.Matter.UpholdObjection();
        if (act.Matter.Dispatches >= DispatchesBeforeEscalation)
        {
            act.Then = (MatterAction.Escalate, EscalateMatter.Because("three-dispatches"));
        }
    }
}
