namespace Bandeng.Organizations;

/// <summary>What a module says that a body has in hand, or that goes on when a post ends.</summary>
/// <param name="Name">In the reader's language.</param>
public sealed record WorkInHand(string Name, long Count);

/// <summary>A module that gives bodies work.</summary>
public interface IWorkInHand
{
    Task<IReadOnlyList<WorkInHand>> OfBodyAsync(Guid bodyId, CancellationToken cancel);
}
