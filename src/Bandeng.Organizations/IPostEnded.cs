using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>A post that ends, and where its open work goes.</summary>
/// <param name="LastDay">The last day on which the post counts, included.</param>
/// <param name="HandOverTo">The person who takes the open work; null leaves it with the body or the office.</param>
public sealed record PostEnding(
    Guid PostId, Guid PersonId, Role Role, AreaCode Area, Guid? BodyId, DateOnly LastDay, Guid? HandOverTo, Viewer By);

/// <summary>What a module does with the open work of a post that ends.</summary>
public interface IPostEnded
{
    /// <summary>Changes the unit of work; whoever ends the post saves it, with this or not at all.</summary>
    Task HandOverAsync(PostEnding ending, CancellationToken cancel);
}
