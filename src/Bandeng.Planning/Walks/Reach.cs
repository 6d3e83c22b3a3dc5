using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Walks;

/// <summary>How far the nearest facility is from a home.</summary>
/// <param name="Metres">Infinite where there is none.</param>
/// <param name="Facility">Which; -1: none.</param>
/// <param name="AlongWalks">Along lines; else as the crow flies, times the detour.</param>
public readonly record struct Nearest(double Metres, int Facility, bool AlongWalks);

/// <summary>
/// Who is within reach of what: the nearest of several facilities from many homes, along lines that people walk where
/// there are any, else by distance. One spreading from all facilities at once (Dijkstra 1959), O((n + m) log n) for n
/// junctions.
/// </summary>
public sealed class Reach
{
    private readonly WalkNetwork _walks;
    private readonly WalkStop[] _homes;
    private readonly double _detour;

    /// <param name="homes">Degrees, WGS-84.</param>
    /// <param name="detour">Where no line leads the way is so many times as long as the crow flies; 1 to 3.</param>
    public Reach(WalkNetwork walks, IEnumerable<Coordinate> homes, double detour = WalkNetwork.Detour)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(detour, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(detour, 3);
        (_walks, _detour) = (walks, detour);
        _homes = [.. homes.Select(walks.Join)];
    }

    /// <summary>For every home the nearest facility.</summary>
    /// <remarks>
    /// A home and a facility that are nearer to one another than to the lines, taken together, are walked between
    /// directly: a clinic in the same yard is not reached by way of the street.
    /// </remarks>
    public Nearest[] To(IReadOnlyList<Coordinate> facilities)
    {
        var stops = facilities.Select(_walks.Join).ToArray();
        var spread = _walks.Spread(stops, double.PositiveInfinity);
        var byEdge = stops.Index().Where(one => one.Item.Edge >= 0).ToLookup(one => one.Item.Edge, one => one.Index);
        return [.. _homes.Select(home => From(home, stops, spread, byEdge))];
    }

    private Nearest From(
        WalkStop home, WalkStop[] stops, (double Metres, int Source)[] spread, ILookup<int, int> byEdge)
    {
        var (metres, source) = _walks.At(spread, home);
        var best = new Nearest(metres, source, AlongWalks: true);
        foreach (var index in home.Edge < 0 ? [] : byEdge[home.Edge])
        {
            best = Shorter(best, new(_walks.Along(home, stops[index]), index, AlongWalks: true));
        }

        for (var index = 0; index < stops.Length; index++)
        {
            var straight = home.At.Distance(stops[index].At);
            var noLine = home.Edge < 0 || stops[index].Edge < 0;
            if (noLine || straight <= home.Off + stops[index].Off)
            {
                best = Shorter(best, new(straight * _detour, index, AlongWalks: false));
            }
        }

        return double.IsPositiveInfinity(best.Metres) ? Crow(home, stops) : best;
    }

    // Lines on both sides and none between them: two islands of the drawing, not of the town.
    private Nearest Crow(WalkStop home, WalkStop[] stops)
    {
        var best = new Nearest(double.PositiveInfinity, -1, AlongWalks: false);
        for (var index = 0; index < stops.Length; index++)
        {
            best = Shorter(best, new(home.At.Distance(stops[index].At) * _detour, index, AlongWalks: false));
        }

        return best;
    }

    private static Nearest Shorter(Nearest one, Nearest other) => other.Metres < one.Metres ? other : one;
}
