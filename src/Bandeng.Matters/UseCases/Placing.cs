using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Matters.UseCases;

/// <summary>Where a matter is, as far as it can be known.</summary>
internal sealed record Spot(AreaCode Area, double? Longitude, double? Latitude);

/// <summary>Finds the area of a matter: the one named, the one at the point, else the whole installation (待定位).</summary>
internal sealed class Placing(IAreas areas)
{
    private static readonly Refusal NoAreas = new(
        RefusalKind.Conflict, "area.none", "No areas have been imported yet; nobody could be asked to look at it.");

    public async Task<Result<Spot>> FindAsync(RaiseRequest request, CancellationToken cancel)
    {
        var isNamed = AreaCode.TryParse(request.Area, out var named);
        var found = isNamed ? await NearestKnownAsync(named, cancel) : null;
        if (found is null && request is { Longitude: { } longitude, Latitude: { } latitude })
        {
            found = await areas.LocateAsync(longitude, latitude, cancel);
        }

        if (found is null && await areas.HomeAsync(cancel) is { Code: var home } && home != default)
        {
            found = home;
        }

        return (found ?? (isNamed ? named : null)) is { } area ? new Spot(area, request.Longitude, request.Latitude) : NoAreas;
    }

    // A door code of a building that was pulled down still names its community.
    private async Task<AreaCode?> NearestKnownAsync(AreaCode named, CancellationToken cancel)
    {
        var line = new List<AreaCode>();
        for (AreaCode? area = named; area is { } here; area = here.Parent)
        {
            line.Add(here);
        }

        var names = await areas.NamesAsync(line, cancel);
        return line.Where(names.ContainsKey).Select(area => (AreaCode?)area).FirstOrDefault();
    }
}
