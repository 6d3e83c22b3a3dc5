using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// 申请延期 and its decision: asked for before the end, decided by who dispatched, where the rules say so after another,
/// told to the raiser.
/// </summary>
internal sealed class ExtendLimit(PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
    [
        MatterAction.RequestExtension, MatterAction.EndorseExtension, MatterAction.ApproveExtension,
        MatterAction.RefuseExtension,
    ];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel) => act.Arrow.Action switch
    {
        MatterAction.RequestExtension => Task.FromResult(Request(act)),
        MatterAction.EndorseExtension => Endorse(act),
        MatterAction.ApproveExtension => ApproveAsync(act, cancel),
        _ => Refuse(act),
    };

    private static Refusal? Request(Act act)
    {
        var days = act.Request.Days!.Value;
        if (days > act.Rules.ExtensionDays)
        {
            return new Refusal(
                RefusalKind.Invalid, "act.days-many", $"At most {act.Rules.ExtensionDays} working days at a time.");
        }

        act.Matter.AskExtension(days);
        act.Facts["days"] = days;
        return null;
    }

    private static Task<Refusal?> Endorse(Act act)
    {
        act.Facts["days"] = act.Matter.ExtensionDays;
        act.Matter.EndorseExtension(act.By.PersonId!.Value);
        return Task.FromResult<Refusal?>(null);
    }

    private async Task<Refusal?> ApproveAsync(Act act, CancellationToken cancel)
    {
        act.Facts["days"] = act.Matter.ExtensionDays;
        act.Matter.Extend();
        await clock.MoveDueAsync(act.Matter, cancel);
        act.Facts["due"] = act.Matter.DueAt;
        return null;
    }

    private static Task<Refusal?> Refuse(Act act)
    {
        act.Matter.RefuseExtension();
        return Task.FromResult<Refusal?>(null);
    }
}
