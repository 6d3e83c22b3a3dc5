using Bandeng.Kernel;

namespace Bandeng.Territory.Addresses;

/// <summary>What an address has said so far: areas that it may mean, and places in them.</summary>
internal sealed class AddressReading(AreaCode? within)
{
    private List<AreaCode> _scopes = within is { } said && said != default && said != AreaCode.Country ? [said] : [];

    public IReadOnlyList<AddressPlace> Places { get; private set; } = [];

    /// <summary>The one building that was called by a name of its own; null: none was, or several.</summary>
    public AddressPlace? Building => Places is [{ Kind: PlaceKind.Building } only] ? only : null;

    /// <summary>Communities in which a number of a building may be looked for.</summary>
    public IEnumerable<AreaCode> Communities =>
        _scopes.Where(scope => scope.Level >= AreaLevel.Village).Select(scope => scope.Community).Distinct();

    /// <summary>Narrows to what one more name means; false where nothing agrees with what was said before.</summary>
    public bool Take(IReadOnlyList<AddressAnchor> anchors)
    {
        if (Places.Count > 0)
        {
            return Again(anchors);
        }

        AddressAnchor[] agreeing = [.. anchors.Where(
            anchor => _scopes.Count == 0 || _scopes.Exists(scope => Agree(scope, anchor.Area)))];
        if (agreeing.Length == 0)
        {
            return false;
        }

        // A place before an area of the same name: 桥头小区 before 桥头.
        AddressAnchor[] meant = Array.Exists(agreeing, one => one.Place is not null)
            ? Array.FindAll(agreeing, one => one.Place is not null) : agreeing;
        Places = [.. meant.Select(anchor => anchor.Place).OfType<AddressPlace>().DistinctBy(place => place.Id)];
        _scopes = [.. meant.Select(anchor => Narrowest(anchor.Area)).Distinct()];
        return true;
    }

    public AddressRead? Found(IReadOnlyList<AddressPlace>? buildings = null, AddressTail? tail = null)
    {
        if (buildings is [var one])
        {
            return new(one.Area, one, tail!.Unit, tail.Room);
        }

        List<AreaCode> meant = buildings is { Count: > 1 } ? [.. buildings.Select(building => building.Area)] : _scopes;
        var place = Places is [var only] ? only : null;
        return meant.Count == 0 || Around(meant) is not { } area || (area == within && place is null)
            ? null
            : new(area, place, "", "");
    }

    // A second name: the building within the estate, the estate behind the road. What else is near does not count.
    private bool Again(IReadOnlyList<AddressAnchor> anchors)
    {
        HashSet<Guid> before = [.. Places.Select(place => place.Id)];
        AddressPlace[] narrower =
        [
            .. anchors.Select(anchor => anchor.Place).OfType<AddressPlace>()
                .Where(place => before.Contains(place.Id) || (place.EstateId is { } estate && before.Contains(estate))),
        ];
        if (narrower.Length > 0)
        {
            Places = narrower;
            _scopes = [.. narrower.Select(place => place.Area).Distinct()];
        }

        return true;
    }

    private AreaCode Narrowest(AreaCode area) =>
        _scopes.Find(area.Contains) is var inner && inner != default ? inner : area;

    private static bool Agree(AreaCode one, AreaCode other) => one.Contains(other) || other.Contains(one);

    private static AreaCode? Around(List<AreaCode> areas)
    {
        AreaCode? around = areas[0];
        while (around is { } area && areas.Exists(one => !area.Contains(one)))
        {
            around = area.Parent;
        }

        return around;
    }
}
