using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>受理、不予受理、告知途径、直接答复: what the office decides before anybody is sent.</summary>
internal sealed class TakeUpMatter : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.Accept, MatterAction.Decline, MatterAction.Redirect, MatterAction.AnswerAtOnce];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.AnswerAtOnce when Acknowledgement.IsAll(act.Request.Words!):
                return Task.FromResult<Refusal?>(Acknowledgement.Refusal);
            case MatterAction.AnswerAtOnce:
                act.Matter.AnswerAtOnce(act.Now);
                break;
            case MatterAction.Decline or MatterAction.Redirect:
                act.Matter.Close(act.Now);
                if (act.Request.Target is { } earlier)
                {
                    act.Facts["earlier"] = earlier;
                }

                break;
        }

        return Task.FromResult<Refusal?>(null);
    }
}
