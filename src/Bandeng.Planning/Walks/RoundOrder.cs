using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Walks;

/// <summary>In which order to walk by places, and how far that is.</summary>
/// <param name="Order">Every place once.</param>
/// <param name="Metres">From the first to the last, there is no way back.</param>
public sealed record Round(IReadOnlyList<int> Order, double Metres);

/// <summary>
/// A short way by all places: the nearest next one, then pieces are turned around (2-opt, Croes 1958) and places moved
/// elsewhere (or-opt, Or 1976) as long as it gets shorter. Distances along walkable lines where there are any, else by
/// distance. Same input, same answer. Cost: one spreading a place, then the square of their number a pass.
/// </summary>
public static class RoundOrder
{
    private const int MostPasses = 30;

    /// <summary>Beyond so many places only the nearest next one is taken.</summary>
    public const int MostImproved = 400;

    /// <param name="places">Degrees, WGS-84.</param>
    /// <param name="start">With which place the walk begins; null: the southernmost of the westernmost.</param>
    public static Round Of(
        WalkNetwork walks, IReadOnlyList<Coordinate> places, int? start = null, double detour = WalkNetwork.Detour)
    {
        if (places.Count == 0)
        {
            return new([], 0);
        }

        var far = Distances(walks, places, detour);
        var first = start
            ?? Enumerable.Range(0, places.Count).OrderBy(i => places[i].X).ThenBy(i => places[i].Y).First();
        var order = Nearest(far, first);
        for (var pass = 0; pass < MostPasses && order.Length <= MostImproved && (Turn(order, far) | Move(order, far)); pass++)
        {
        }

        return new(order, Length(order, far));
    }

    /// <summary>Metres between any two places.</summary>
    internal static double[][] Distances(WalkNetwork walks, IReadOnlyList<Coordinate> places, double detour)
    {
        var reach = new Reach(walks, places, detour);
        return [.. places.Select(place => reach.To([place]).Select(one => one.Metres).ToArray())];
    }

    internal static double Length(IReadOnlyList<int> order, double[][] far)
    {
        var sum = 0d;
        for (var i = 1; i < order.Count; i++)
        {
            sum += far[order[i - 1]][order[i]];
        }

        return sum;
    }

    private static int[] Nearest(double[][] far, int first)
    {
        var order = Enumerable.Range(0, far.Length).ToArray();
        (order[0], order[first]) = (order[first], order[0]);
        for (var i = 1; i < order.Length; i++)
        {
            var nearest = i;
            for (var k = i + 1; k < order.Length; k++)
            {
                var (now, best) = (far[order[i - 1]][order[k]], far[order[i - 1]][order[nearest]]);
                nearest = now < best || (now == best && order[k] < order[nearest]) ? k : nearest;
            }

            (order[i], order[nearest]) = (order[nearest], order[i]);
        }

        return order;
    }

    // A walk has two ends: what is turned around may reach to the last place.
    private static bool Turn(int[] order, double[][] far)
    {
        var better = false;
        for (var i = 0; i + 2 < order.Length; i++)
        {
            for (var k = i + 2; k < order.Length; k++)
            {
                var (now, then) = (far[order[i]][order[i + 1]], far[order[i]][order[k]]);
                if (k + 1 < order.Length)
                {
                    now += far[order[k]][order[k + 1]];
                    then += far[order[i + 1]][order[k + 1]];
                }

                if (then < now - 1e-9)
                {
                    Array.Reverse(order, i + 1, k - i);
                    better = true;
                }
            }
        }

        return better;
    }

    private static bool Move(int[] order, double[][] far)
    {
        var better = false;
        for (var i = 1; i < order.Length; i++)
        {
            for (var k = 1; k < order.Length; k++)
            {
                if (k != i && Gain(order, far, i, k) > 1e-9)
                {
                    var place = order[i];
                    var rest = order.ToList();
                    rest.RemoveAt(i);
                    rest.Insert(k, place);
                    rest.CopyTo(order);
                    better = true;
                }
            }
        }

        return better;
    }

    private static double Gain(int[] order, double[][] far, int from, int to)
    {
        var rest = (int index) => order[index < from ? index : index + 1];
        var (place, count) = (order[from], order.Length - 1);
        var saved = far[order[from - 1]][place]
            + (from + 1 < order.Length ? far[place][order[from + 1]] - far[order[from - 1]][order[from + 1]] : 0);
        var cost = far[rest(to - 1)][place] + (to < count ? far[place][rest(to)] - far[rest(to - 1)][rest(to)] : 0);
        return saved - cost;
    }
}
