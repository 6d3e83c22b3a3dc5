using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>提级办理: the offices one level up take it, with a reason; they dispatch it again.</summary>
internal sealed class EscalateMatter : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Escalate];

    /// <summary>What the installation itself gives as reason.</summary>
    public static ActRequest Because(string reason) => new() { Reason = reason, InnerWords = "自动提级" };

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        act.Matter.Rise();
        act.Facts["level"] = act.Matter.HeldLevel.ToString();
        return Task.FromResult<Refusal?>(null);
    }
}
