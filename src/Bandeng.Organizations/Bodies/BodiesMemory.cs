using System.Collections.Concurrent;
using Bandeng.Kernel;

namespace Bandeng.Organizations.Bodies;

/// <summary>
/// What this node remembers of one version of the bodies: who takes matters of an area on a day. Which version holds
/// is read with the viewer of each request, so what anybody changed anywhere is seen at the next click.
/// </summary>
internal sealed class BodiesMemory
{
    private const int MostAreas = 2_000;

    private sealed record Remembered(
        long Version, ConcurrentDictionary<(AreaCode Area, string Day), IReadOnlyList<Body>> Handling);

    private Remembered _current = new(0, []);

    public IReadOnlyList<Body>? HandlingOf(AreaCode area, string day, long version) =>
        _current is var current && current.Version == version ? current.Handling.GetValueOrDefault((area, day)) : null;

    /// <param name="version">As it was before they were read.</param>
    public void Remember(AreaCode area, string day, long version, IReadOnlyList<Body> bodies)
    {
        var current = _current;
        if (current.Version != version || current.Handling.Count >= MostAreas)
        {
            _current = current = new(version, []);
        }

        current.Handling[(area, day)] = bodies;
    }
}

/// <summary>
/// The version of the bodies as this request found it; null where nobody is signed in, and where something is changed.
/// </summary>
internal sealed class BodiesSeen
{
    public long? Version { get; set; }
}
