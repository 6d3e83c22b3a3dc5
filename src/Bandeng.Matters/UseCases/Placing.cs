using Bandeng.Kernel;
using Bandeng.Territory;
using Bandeng.Territory.Queries;

namespace Bandeng.Matters.UseCases;

/// <summary>Where a matter is, as far as it can be known.</summary>
internal sealed record Spot(AreaCode Area, double? Longitude, double? Latitude);

/// <summary>
/// Finds the area of a matter: the one named, the one at the point, what its address says within that, else the whole
/// installation (待定位).
/// </summary>
internal sealed class Placing(IAreas areas, FindAddress addresses)
{
    // An import names one area a thousand times; a unit of work does not outlive a change of the map.
    private readonly Dictionary<AreaCode, AreaCode?> _nearest = [];

    public async Task<Spot> FindAsync(RaiseRequest request, CancellationToken cancel)
    {
        var isNamed = AreaCode.TryParse(request.Area, out var named);
        var found = isNamed ? await NearestKnownAsync(named, cancel) : null;
        if (found is null && request is { Longitude: { } longitude, Latitude: { } latitude })
        {
            found = await areas.LocateAsync(longitude, latitude, cancel);
        }

        var known = found ?? await HomeAsync(isNamed ? named : AreaCode.Country, cancel);
        return new(
            await NarrowerAsync(known, request.PlaceWords, cancel) ?? known, request.Longitude, request.Latitude);
    }

    /// <summary>
    /// What the words of the place say, where they lie within what is known and say more; else null. Never closer than
    /// the grid: the area of a matter is public, the words of its raiser are not.
    /// </summary>
    public async Task<AreaCode?> NarrowerAsync(AreaCode known, string? words, CancellationToken cancel)
    {
        var isOpen = known == default || known == AreaCode.Country;
        if (!isOpen && known.Level > AreaLevel.Village)
        {
            return null;
        }

        var found = (await addresses.RunAsync(words, isOpen ? null : known, cancel))?.Area;
        return found is { Level: AreaLevel.Building } building ? building.Parent : found;
    }

    /// <summary>Before anything was imported, what was named, or the whole country.</summary>
    private async Task<AreaCode> HomeAsync(AreaCode otherwise, CancellationToken cancel) =>
        (await areas.HomeAsync(cancel)).Code is var home && home == default ? otherwise : home;

    // A door code on the wall outlives grids and communities: it names what stands there today.
    private async Task<AreaCode?> NearestKnownAsync(AreaCode named, CancellationToken cancel)
    {
        if (_nearest.TryGetValue(named, out var nearest))
        {
            return nearest;
        }

        var line = new List<AreaCode>();
        for (AreaCode? area = named; area is { } here; area = here.Parent)
        {
            line.Add(here);
        }

        var names = await areas.NamesAsync(line, cancel);
        var known = line.Where(names.ContainsKey).Select(area => (AreaCode?)area).FirstOrDefault();
        return _nearest[named] = known is { } found ? await areas.LeadsToAsync(found, cancel) : null;
    }
}
