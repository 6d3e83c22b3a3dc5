using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Matters.UseCases;

/// <summary>Where a matter is, as far as it can be known.</summary>
internal sealed record Spot(AreaCode Area, double? Longitude, double? Latitude);

/// <summary>Finds the area of a matter: the one named, the one at the point, else the whole installation (待定位).</summary>
internal sealed class Placing(IAreas areas)
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

        return new(found ?? await HomeAsync(isNamed ? named : AreaCode.Country, cancel), request.Longitude, request.Latitude);
    }

    /// <summary>Before anything was imported, what was named, or the whole country.</summary>
    private async Task<AreaCode> HomeAsync(AreaCode otherwise, CancellationToken cancel) =>
        (await areas.HomeAsync(cancel)).Code is var home && home == default ? otherwise : home;

    // A door code of a building that was pulled down still names its community.
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
        return _nearest[named] = line.Where(names.ContainsKey).Select(area => (AreaCode?)area).FirstOrDefault();
    }
}
