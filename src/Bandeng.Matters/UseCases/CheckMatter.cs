using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>审签、核查、返工: somebody other than the handler looks before the raiser is asked.</summary>
internal sealed class CheckMatter(PublicPictures pictures, PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.SignOff, MatterAction.PassCheck, MatterAction.Redo];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.SignOff:
                act.Matter.SignOff(act.Now);
                break;
            case MatterAction.PassCheck:
                await PassAsync(act, cancel);
                break;
            default:
                await RedoAsync(act, cancel);
                break;
        }

        return null;
    }

    // Who looked at the work also looked at its pictures; the clocks look at nothing.
    private async Task PassAsync(Act act, CancellationToken cancel)
    {
        act.Matter.PassCheck(act.Now);
        if (act.Matter.LetOutAt is not null && act.As is not Capacity.Clock)
        {
            await pictures.LetOutAsync(act.Matter, act.Now, cancel);
        }
    }

    // While it was looked at it was not in hand.
    private async Task RedoAsync(Act act, CancellationToken cancel)
    {
        if (act.Matter.HandedBackAt is { } since)
        {
            await clock.LeaveOutAsync(act.Matter, "checked", since, act.Now, cancel);
        }

        act.Matter.Redo();
        if (act.Matter.IsRedoneTooOften(act.Rules))
        {
            act.Then = (MatterAction.Escalate, EscalateMatter.Because("three-redos"));
        }
    }
}
