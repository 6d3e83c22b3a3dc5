using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>A post in a body that another module gives.</summary>
/// <param name="Id">Made beforehand: given twice, it is one post.</param>
public sealed record PostInBody(Guid Id, Guid PersonId, Role Role, Guid BodyId, string? Title);

/// <summary>What other modules may do with posts, within the posts of the one who does it.</summary>
public interface IPosts
{
    /// <summary>Whether somebody may be given this post here by the viewer.</summary>
    bool MayAppoint(Viewer by, Role role, AreaCode area);

    /// <summary>Gives a post from today on. Somebody who holds it already is refused.</summary>
    Task<Result<Guid>> AppointAsync(Guid personId, Role role, AreaCode area, Viewer by, CancellationToken cancel);

    /// <summary>
    /// Gives a post in a body from today on and saves the unit of work with it. Somebody who holds it already is
    /// refused.
    /// </summary>
    Task<Result<Guid>> SeatAsync(PostInBody post, Viewer by, CancellationToken cancel);

    /// <summary>
    /// Buildings have other codes from today on: the posts of their heads go along. Changes the unit of work; the
    /// caller saves it.
    /// </summary>
    Task MoveAsync(IReadOnlyDictionary<AreaCode, AreaCode> codes, Viewer by, CancellationToken cancel);

    /// <summary>Names the last day of a post; its open work goes where it is said, in the same breath.</summary>
    /// <param name="version">Which state of the post was shown.</param>
    Task<Result<Guid>> EndAsync(
        Guid postId, long version, DateOnly lastDay, Guid? handOverTo, Viewer by, CancellationToken cancel);
}
