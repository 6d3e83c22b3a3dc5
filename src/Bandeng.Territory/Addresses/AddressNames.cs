using Bandeng.Kernel;

namespace Bandeng.Territory.Addresses;

/// <summary>An area under one of the names that it has or had.</summary>
public sealed record AddressArea(AreaCode Code, string Name);

/// <summary>A place under one of the names that it has or had, or under its address.</summary>
/// <param name="Area">Its code of today.</param>
/// <param name="EstateId">Of a building: where it stands.</param>
public sealed record AddressPlace(Guid Id, PlaceKind Kind, string Name, AreaCode Area, Guid? EstateId);

/// <summary>Something that a name in an address may mean.</summary>
/// <param name="Place">Null: the area itself.</param>
/// <param name="IsShort">Without 社区 or 小区: meant only where a building or the end follows.</param>
internal sealed record AddressAnchor(AreaCode Area, AddressPlace? Place, bool IsShort);

/// <summary>Finds the longest name that stands at a place of a text.</summary>
internal sealed class AddressNames
{
    private readonly Dictionary<string, List<AddressAnchor>> _anchors = [];
    private readonly Dictionary<string, List<AddressAnchor>>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Dictionary<char, SortedSet<int>> _lengths = [];

    public AddressNames() => _bySpan = _anchors.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(string name, AddressAnchor anchor)
    {
        if (name.Length < 2)
        {
            return;
        }

        (_anchors.TryGetValue(name, out var there) ? there : _anchors[name] = []).Add(anchor);
        (_lengths.TryGetValue(name[0], out var lengths) ? lengths : _lengths[name[0]] = new(
            Comparer<int>.Create((one, other) => other - one)))
            .Add(name.Length);
    }

    /// <summary>The longest name there and how long it is; null where none is.</summary>
    public IReadOnlyList<AddressAnchor>? At(string plain, int start, out int length)
    {
        foreach (var candidate in _lengths.GetValueOrDefault(plain[start]) ?? [])
        {
            if (start + candidate <= plain.Length && _bySpan.TryGetValue(plain.AsSpan(start, candidate), out var found))
            {
                length = candidate;
                return found;
            }
        }

        length = 0;
        return null;
    }
}
