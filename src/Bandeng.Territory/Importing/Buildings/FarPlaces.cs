using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>
/// Places that lie too far from the others of their community to be meant, where no outline says how far it goes: more
/// than 20 km from the middle, and ten times as far as half of the others. Herders' villages are wide, but they are
/// wide all over. Of fewer than four places, or where more than one in four lies far off, nobody can say which are
/// wrong.
/// </summary>
internal sealed class FarPlaces(BandengDb db)
{
    private const double LeastMetres = 20_000;
    private const double Times = 10;
    private const int Fewest = 4;
    private const double MetresPerDegree = 111_320;

    private sealed record Spot(double Longitude, double Latitude);

    private sealed record Reach(Spot Middle, double Metres);

    private readonly Dictionary<AreaCode, HashSet<Spot>> _told = [];
    private readonly Dictionary<AreaCode, Reach?> _reaches = [];

    /// <summary>Notes where the file puts something; all of it, before anything is judged.</summary>
    public void Note(AreaCode community, Geometry place)
    {
        if (!_told.TryGetValue(community, out var spots))
        {
            _told[community] = spots = [];
        }

        spots.Add(SpotOf(place));
    }

    public async Task<bool> IsFarAsync(AreaCode community, Geometry place, CancellationToken cancel)
    {
        if (!_reaches.TryGetValue(community, out var reach))
        {
            _reaches[community] = reach = ReachOf(
                [.. await OnFileAsync(community, cancel), .. _told.GetValueOrDefault(community, [])]);
        }

        return reach is not null && Metres(reach.Middle, SpotOf(place)) > reach.Metres;
    }

    private async Task<IReadOnlyList<Spot>> OnFileAsync(
        AreaCode community, CancellationToken cancel) => await db.RowsAsync<Spot>(
        """
        select distinct (west + east) / 2 as longitude, (south + north) / 2 as latitude from places
        where valid_to is null and west is not null and area_code between @First and @Last
        """,
        new { community.Range.First, community.Range.Last }, cancel);

    private static Reach? ReachOf(HashSet<Spot> spots)
    {
        if (spots.Count < Fewest)
        {
            return null;
        }

        var middle = new Spot(
            Median(spots.Select(spot => spot.Longitude)), Median(spots.Select(spot => spot.Latitude)));
        double[] far = [.. spots.Select(spot => Metres(middle, spot))];
        var most = Math.Max(LeastMetres, Times * Median(far));
        return far.Count(metres => metres > most) * 4 <= far.Length ? new(middle, most) : null;
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Metres(Spot one, Spot other)
    {
        var shrink = Math.Cos(one.Latitude / 180 * Math.PI);
        return MetresPerDegree * double.Hypot(
            (one.Longitude - other.Longitude) * shrink, one.Latitude - other.Latitude);
    }

    private static Spot SpotOf(Geometry place) => new(place.EnvelopeInternal.Centre.X, place.EnvelopeInternal.Centre.Y);
}
