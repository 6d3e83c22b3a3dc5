using Bandeng.Kernel;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters;

/// <summary>
/// How another module brings a matter in: an order of another platform, a promise made at a door. Inside a transaction
/// of the caller everything lands with it or not at all; call it before rows of your own are in the unit of work.
/// </summary>
public interface IMatterIntake
{
    /// <summary>
    /// Raises a matter, or finds the one that was brought in before: by the id that the caller made, by source and its
    /// id, by the platform's number. Only the detail is required; what has no place waits in the area named.
    /// </summary>
    /// <param name="request">
    /// With <see cref="RaiseRequest.IsForSomebodyElse"/> the post of <paramref name="by"/> must allow filing for others
    /// there.
    /// </param>
    /// <param name="aside">What came along that the office alone reads; kept erasable, on the trail.</param>
    Task<Result<TakenIn>> TakeInAsync(RaiseRequest request, string? aside, Viewer by, CancellationToken cancel);

    /// <summary>The matter that a platform knows by this number, or null.</summary>
    Task<TakenIn?> FindAsync(string platform, string number, CancellationToken cancel);

    /// <summary>
    /// Who sent it says something more, or sets another deadline: recorded for the office, told to who has it in hand.
    /// </summary>
    Task<Result<Guid>> AddAsync(Guid matterId, LaterWord word, Viewer by, CancellationToken cancel);
}

/// <summary>What was brought in.</summary>
/// <param name="Code">查询码 of its raiser.</param>
/// <param name="IsNew">False: it was here before, and nothing was changed.</param>
/// <param name="Secret">The link's secret of a raiser whom no answer would reach otherwise, told once; null
/// otherwise.</param>
public sealed record TakenIn(Guid MatterId, string Code, bool IsNew, string? Secret);

/// <summary>What came later about a matter.</summary>
/// <param name="InnerWords">For the office, 1–20,000 characters.</param>
public sealed record LaterWord(string InnerWords)
{
    /// <summary>The platform whose deadline is another one now; null where it is as it was.</summary>
    public string? Platform { get; init; }

    public string? OutsideNumber { get; init; }

    /// <summary>The platform's own deadline from now on.</summary>
    public DateTimeOffset? OuterDueAt { get; init; }
}
