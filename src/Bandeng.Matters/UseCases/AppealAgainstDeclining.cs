using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>申诉 and its ruling: who was declined may ask once that somebody else looks at it.</summary>
internal sealed class AppealAgainstDeclining : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.Appeal, MatterAction.UpholdAppeal, MatterAction.RefuseAppeal];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.Appeal:
                act.Matter.Appeal();
                act.Matter.Unclose();
                break;
            case MatterAction.RefuseAppeal:
                act.Matter.Close(act.Now);
                break;
        }

        return Task.FromResult<Refusal?>(null);
    }
}
