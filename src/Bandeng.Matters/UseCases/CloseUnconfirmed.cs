using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>未确认、撤回、回访未果: what closes a matter, or brings it nearer, without a raiser's yes.</summary>
internal sealed class CloseUnconfirmed : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.LeaveUnconfirmed, MatterAction.Withdraw, MatterAction.RecordAttempt];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        if (act.Arrow.Action is MatterAction.RecordAttempt)
        {
            act.Matter.RecordAttempt();
            act.Facts["attempt"] = act.Request.Attempt!.Value.ToString();
            return Task.FromResult<Refusal?>(null);
        }

        // Others who joined still wait for the handling.
        if (act.Arrow.Action is MatterAction.Withdraw && act.Matter.Voices > 1)
        {
            return Task.FromResult<Refusal?>(new(
                RefusalKind.Conflict, "matter.others-wait",
                "Others have joined this matter; it cannot be taken back any more."));
        }

        act.Matter.Close(act.Now);
        return Task.FromResult<Refusal?>(null);
    }
}
