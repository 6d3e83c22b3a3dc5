using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>签收: the body confirms receipt; who is silent until the window closes has signed.</summary>
internal sealed class SignForMatter : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.SignFor, MatterAction.SignForBySilence];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        // Signed when the window closed, however late the clock looked.
        var bySilence = act.Arrow.Action is MatterAction.SignForBySilence;
        act.Matter.SignFor(act.By.PersonId, bySilence ? act.Matter.StageDueAt ?? act.Now : act.Now, bySilence);
        return Task.FromResult<Refusal?>(null);
    }
}
