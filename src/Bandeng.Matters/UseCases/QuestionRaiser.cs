using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>请诉求人补充: while the raiser owes an answer the clock stands still.</summary>
internal sealed class QuestionRaiser(PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.AskRaiser, MatterAction.RaiserReplies];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        if (act.Arrow.Action is MatterAction.AskRaiser)
        {
            act.Matter.Ask(act.Now);
            clock.Pause(act.Matter, "asked", act.Now);
            return null;
        }

        act.Matter.Answered();
        await clock.ResumeAsync(act.Matter, act.Now, cancel);
        if (act.Matter.Stage is MatterStage.Listed)
        {
            act.Matter.RestartStage(StageClock.DueAfter(MatterStage.Listed, act.Matter, act.Rules, act.Now));
        }

        act.Facts["due"] = act.Matter.DueAt;
        return null;
    }
}
