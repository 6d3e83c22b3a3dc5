using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>
/// What an act does to a matter, once the table, the capacity, the guards and the needs have let it through.
/// One file an act, in <c>Acts/</c>.
/// </summary>
internal interface IMatterAct
{
    /// <summary>The actions that this act serves.</summary>
    IReadOnlyList<MatterAction> Actions { get; }

    /// <summary>Changes the matter in the unit of work, or says why not; then nothing may have changed.</summary>
    Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel);
}
