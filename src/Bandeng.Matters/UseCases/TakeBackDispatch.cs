using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>撤回派单: a slip of the hand, taken back within minutes and before anybody signed.</summary>
internal sealed class TakeBackDispatch : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.UndoDispatch];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        act.Facts["body"] = act.Matter.BodyId;
        act.Matter.UndoDispatch();
        return Task.FromResult<Refusal?>(null);
    }
}
