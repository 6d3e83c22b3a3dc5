using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>提级办理: the offices one level up take it, with a reason; they dispatch it again.</summary>
internal sealed class EscalateMatter(PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Escalate];

    /// <summary>What the installation itself gives as reason.</summary>
    public static ActRequest Because(string reason) => new() { Reason = reason, InnerWords = "自动提级" };

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        await clock.EndQuestionAsync(act.Matter, act.Now, cancel);
        act.Matter.Rise(act.Now);
        act.Facts["level"] = act.Matter.HeldLevel.ToString();
        return null;
    }
}
