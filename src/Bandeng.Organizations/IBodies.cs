using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>An organization that others can name: a department, a property company, a community's office.</summary>
/// <param name="Phone">The number that may be shown to everyone, or null.</param>
public sealed record Body(Guid Id, string Name, string Kind, AreaCode Area, Guid? ParentId, string? Phone);

/// <summary>Somebody who works in a body.</summary>
public sealed record Member(Guid PersonId, string Name, string Role);

/// <summary>What other modules may ask about organizations.</summary>
public interface IBodies
{
    Task<Body?> FindAsync(Guid bodyId, CancellationToken cancel);

    /// <summary>Bodies that take matters of this area today, nearest first: the community's own, the town's, the district's.</summary>
    Task<IReadOnlyList<Body>> HandlingAsync(AreaCode area, CancellationToken cancel);

    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> bodyIds, CancellationToken cancel);

    /// <summary>Who holds a post in the body today.</summary>
    Task<IReadOnlyList<Member>> MembersAsync(Guid bodyId, CancellationToken cancel);
}
