using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>A post that ends, and where its open work goes.</summary>
/// <param name="LastDay">The last day on which the post counts, included.</param>
/// <param name="HandOverTo">The person who takes the open work; null leaves it with the body or the office.</param>
public sealed record PostEnding(
    Guid PostId, Guid PersonId, Role Role, AreaCode Area, Guid? BodyId, DateOnly LastDay, Guid? HandOverTo, Viewer By)
{
    /// <summary>What else the person has once this post is over: work that rests on one of these stays.</summary>
    public IReadOnlyList<HeldPost> Others { get; init; } = [];

    /// <summary>The successor was given the same post at the same place, from the day after the last.</summary>
    public bool IsTakenOn { get; init; }
}

/// <summary>What a module does with the open work of a post that ends.</summary>
public interface IPostEnded
{
    /// <summary>
    /// Changes the unit of work; whoever ends the post saves it, with this or not at all. Says how much left the
    /// person's hands; null where nothing did.
    /// </summary>
    Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel);
}
