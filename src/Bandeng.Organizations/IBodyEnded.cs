using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>A body that ends, and which body goes on with its open work.</summary>
/// <param name="HandOverTo">Takes matters of the place where the body sat.</param>
public sealed record BodyEnding(Guid BodyId, Guid HandOverTo, Viewer By);

/// <summary>What a module does with the open work of a body that ends.</summary>
public interface IBodyEnded
{
    /// <summary>
    /// Changes the unit of work; whoever ends the body saves it, with this or not at all. Says how much went over; null
    /// where nothing did.
    /// </summary>
    Task<WorkInHand?> HandOverAsync(BodyEnding ending, CancellationToken cancel);
}
