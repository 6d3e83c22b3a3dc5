using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>An area as other modules show it.</summary>
/// <param name="Name">Its own name: 街心社区.</param>
/// <param name="FullName">From the town down: 乐坪街道 街心社区.</param>
public sealed record AreaName(AreaCode Code, string Name, string FullName);

/// <summary>What other modules may ask about the territory.</summary>
public interface IAreas
{
    /// <summary>
    /// The area that this installation serves: the setting <c>BANDENG_AREA</c>, else the smallest one around every
    /// village that was imported, of several provinces the first. The code is default while nothing is imported.
    /// </summary>
    Task<AreaName> HomeAsync(CancellationToken cancel);

    /// <summary>
    /// Names of areas as they are called today; a code nobody knows is missing from the answer. An area that is no
    /// more keeps its last name.
    /// </summary>
    Task<IReadOnlyDictionary<AreaCode, AreaName>> NamesAsync(IEnumerable<AreaCode> codes, CancellationToken cancel);

    /// <summary>The areas directly inside, by code; inside the default code lie the provinces.</summary>
    Task<IReadOnlyList<AreaName>> ChildrenAsync(AreaCode parent, CancellationToken cancel);

    /// <summary>
    /// The area that stands today where a code leads: itself, the one that took it in, for the code of a building whose
    /// grid was redrawn its code of today, else what is around it. A code that nobody knows leads to itself.
    /// </summary>
    Task<AreaCode> LeadsToAsync(AreaCode code, CancellationToken cancel);

    /// <summary>The deepest known area at a point, or null when none is known there.</summary>
    /// <param name="longitude">Degrees, WGS-84.</param>
    /// <param name="latitude">Degrees, WGS-84.</param>
    Task<AreaCode?> LocateAsync(double longitude, double latitude, CancellationToken cancel);
}
