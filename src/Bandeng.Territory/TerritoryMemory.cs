using System.Collections.Concurrent;
using Bandeng.Kernel;
using Bandeng.Territory.Addresses;
using Bandeng.Territory.Maps;

namespace Bandeng.Territory;

/// <summary>
/// What this node remembers of one version of the territory; it is dropped whole when the version moves.
/// </summary>
internal sealed class Remembered(long version)
{
    private const int MostNames = 20_000;
    private const int MostParents = 500;

    private readonly ConcurrentDictionary<AreaCode, string> _names = [];
    private readonly ConcurrentDictionary<Guid, KnownDoor[]> _doors = [];
    private readonly ConcurrentDictionary<AreaCode, AreaName[]> _children = [];
    private readonly ConcurrentDictionary<AreaCode, bool> _standing = [];

    public long Version { get; } = version;

    public AreaName? Home { get; set; }

    public OutlineTree? Outlines { get; set; }

    /// <summary>What addresses mean; null until somebody asks.</summary>
    public AddressIndex? Addresses { get; set; }

    public KnownDoor[]? DoorsOf(Guid building) => _doors.GetValueOrDefault(building);

    public KnownDoor[] Remember(Guid building, KnownDoor[] doors)
    {
        if (_doors.Count >= MostNames)
        {
            _doors.Clear();
        }

        return _doors[building] = doors;
    }

    public bool IsStanding(AreaCode code) => _standing.ContainsKey(code);

    /// <summary>An area of today, or one that nobody knows: it leads nowhere else.</summary>
    public void RememberStanding(AreaCode code)
    {
        if (_standing.Count >= MostNames)
        {
            _standing.Clear();
        }

        _standing[code] = true;
    }

    public AreaName[]? ChildrenOf(AreaCode parent) => _children.GetValueOrDefault(parent);

    public AreaName[] Remember(AreaCode parent, AreaName[] children)
    {
        if (_children.Count >= MostParents)
        {
            _children.Clear();
        }

        return _children[parent] = children;
    }

    public bool TryGetName(AreaCode code, out string? name) => _names.TryGetValue(code, out name);

    public void Remember(AreaCode code, string name)
    {
        if (_names.Count >= MostNames)
        {
            _names.Clear();
        }

        _names[code] = name;
    }
}

/// <summary>
/// The memory of this node. It asks the database for the version twice a second at most, so a change made by another
/// node is seen within a second; a change of its own at once.
/// </summary>
internal sealed class TerritoryMemory(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private long _askedAt = long.MinValue;
    private Remembered _current = new(0);

    public async Task<Remembered> CurrentAsync(BandengDb db, CancellationToken cancel)
    {
        var askedAt = Interlocked.Read(ref _askedAt);
        if (askedAt != long.MinValue && clock.GetElapsedTime(askedAt) < Patience && !TerritoryVersion.HasJustMoved)
        {
            return _current;
        }

        // The version is read before the names that are kept under it, so old names never pass for new ones.
        var version = await db.RowAsync<long>("select version from territory_version", null, cancel);
        Interlocked.Exchange(ref _askedAt, clock.GetTimestamp());
        var current = _current;
        return current.Version == version ? current : _current = new Remembered(version);
    }
}
