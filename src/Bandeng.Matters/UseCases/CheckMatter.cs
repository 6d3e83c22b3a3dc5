using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>审签、核查、返工: somebody other than the handler looks before the raiser is asked.</summary>
internal sealed class CheckMatter(PublicPictures pictures, PausedClock clock, Catalogue catalogue) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.SignOff, MatterAction.PassCheck, MatterAction.Redo];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.SignOff:
                await SignAsync(act, cancel);
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

    // What nobody is to check leaves with the signature.
    private async Task SignAsync(Act act, CancellationToken cancel)
    {
        act.Matter.SignOff(act.Now);
        if (await catalogue.FindAsync(act.Matter.CategoryCode, ChinaTime.DayOf(act.Now), cancel)
            is not { CheckWanted: true })
        {
            act.Then = (MatterAction.PassCheck, new ActRequest());
        }
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
