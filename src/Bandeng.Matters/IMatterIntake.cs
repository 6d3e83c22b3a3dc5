using Bandeng.Kernel;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters;

/// <summary>
/// How another module brings a matter in: an order of another platform, a promise made at a door. Inside a transaction
/// of the caller everything lands with it or not at all; call it before rows of your own are in the unit of work.
/// </summary>
public interface IMatterIntake
{
    /// <summary>Raises a matter, or finds the one that was brought in before by source and its id.</summary>
    /// <param name="request">
    /// With <see cref="RaiseRequest.IsForSomebodyElse"/> the post of <paramref name="by"/> must allow filing for others there.
    /// </param>
    /// <param name="aside">What came along that the office alone reads; kept erasable, on the trail.</param>
    Task<Result<TakenIn>> TakeInAsync(RaiseRequest request, string? aside, Viewer by, CancellationToken cancel);
}

/// <summary>What was brought in.</summary>
/// <param name="Code">查询码 of its raiser.</param>
/// <param name="IsNew">False: it was here before, and nothing was changed.</param>
/// <param name="Secret">The link's secret of a raiser whom no answer would reach otherwise, told once; null otherwise.</param>
public sealed record TakenIn(Guid MatterId, string Code, bool IsNew, string? Secret);
