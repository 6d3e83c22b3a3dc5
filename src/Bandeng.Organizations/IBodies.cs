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

    /// <summary>Bodies of these kinds that sit inside an area today, by area and name.</summary>
    Task<IReadOnlyList<Body>> InsideAsync(AreaCode area, IReadOnlyCollection<BodyKind> kinds, CancellationToken cancel);

    /// <summary>
    /// The body of a name today; of several the one near a place. Refused with <c>body.unknown</c> or <c>body.many</c>.
    /// </summary>
    Task<Result<Body>> MeantAsync(string? name, AreaCode? near, CancellationToken cancel);

    /// <summary>
    /// Founds a body. Changes the unit of work; the caller has asked whether that may be, and saves it.
    /// </summary>
    Guid Found(string name, BodyKind kind, AreaCode area, DateOnly from, Viewer by);

    /// <summary>
    /// Lets a body sit in another without being below it, from a day on; one that does already goes on. Changes the
    /// unit of work; the caller has asked whether that may be, and saves it.
    /// </summary>
    Task<Result<Guid>> SeatAsync(Guid bodyId, Guid partnerId, DateOnly from, Viewer by, CancellationToken cancel);

    /// <summary>Lets a body leave its seat in another after a last day. Changes the unit of work, as above.</summary>
    Task<Result<Guid>> UnseatAsync(Guid bodyId, Guid partnerId, DateOnly lastDay, Viewer by, CancellationToken cancel);

    /// <summary>
    /// Bodies that take matters of this area today, nearest first: the community's own, the town's, the district's.
    /// </summary>
    Task<IReadOnlyList<Body>> HandlingAsync(AreaCode area, CancellationToken cancel);

    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> bodyIds, CancellationToken cancel);

    /// <summary>Who holds a post in the body today.</summary>
    Task<IReadOnlyList<Member>> MembersAsync(Guid bodyId, CancellationToken cancel);
}
