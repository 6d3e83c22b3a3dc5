using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>挂账: cannot be done now; the clock stands until a day at most a year away, once.</summary>
internal sealed class SuspendMatter(PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Suspend, MatterAction.Resume];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        if (act.Arrow.Action is MatterAction.Resume)
        {
            act.Matter.EndSuspension();
            await clock.ResumeAsync(act.Matter, act.Now, cancel);
            act.Facts["due"] = act.Matter.DueAt;
            return null;
        }

        var until = act.Request.Until!.Value;
        var today = ChinaTime.DayOf(act.Now);
        if (until <= today || until > today.AddDays(act.Rules.SuspensionDays))
        {
            return new Refusal(
                RefusalKind.Invalid, "act.until-range", $"A day after today, within {act.Rules.SuspensionDays} days.");
        }

        act.Matter.Suspend(until);
        act.StageDue = ChinaTime.ToInstant(until.ToDateTime(TimeOnly.MinValue));
        clock.Pause(act.Matter, "suspended", act.Now);
        act.Facts["until"] = until;
        return null;
    }
}
