using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>审签、核查、返工: somebody other than the handler looks before the raiser is asked.</summary>
internal sealed class CheckMatter : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.SignOff, MatterAction.PassCheck, MatterAction.Redo];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.SignOff:
                act.Matter.SignOff(act.Now);
                break;
            case MatterAction.PassCheck:
                act.Matter.PassCheck(act.Now);
                break;
            default:
                Redo(act);
                break;
        }

        return Task.FromResult<Refusal?>(null);
    }

    private static void Redo(Act act)
    {
        act.Matter.Redo();
        if (act.Matter.Redos >= act.Rules.RedosBeforeEscalation)
        {
            act.Then = (MatterAction.Escalate, EscalateMatter.Because("three-redos"));
        }
    }
}
