using System.Diagnostics;
using System.Globalization;
using Bandeng.Planning.Plane;
using Bandeng.Planning.Walks;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

public sealed class WalkTests(ITestOutputHelper output)
{
    private static readonly Coordinate Middle = new(112, 27.75);
    private static readonly LocalPlane Plane = new(Middle);

    [Fact]
    public void The_nearest_facility_along_lines_is_what_trying_every_way_finds()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, 7).Select(_ => Line(Any(random), Any(random))).ToArray();
            var (homes, facilities) = (Places(random, 12), Places(random, 4));

            var found = new Reach(new WalkNetwork(lines, Middle), homes).To(facilities);

            var brute = Brute(lines, homes, facilities);
            for (var home = 0; home < homes.Length; home++)
            {
                Assert.True(
                    Math.Abs(found[home].Metres - brute[home]) < 0.5,
                    string.Create(
                        CultureInfo.InvariantCulture, $"seed {seed} home {home}: {found[home]} against {brute[home]}"));
            }
        }
    }

    [Fact]
    public void Without_lines_it_is_the_distance_times_the_stated_detour()
    {
        var reach = new Reach(new WalkNetwork([], Middle), [At(0, 0)], 1.5).To([At(300, 400), At(3000, 0)]);

        Assert.Equal(750, reach[0].Metres, 0.5);
        Assert.Equal((0, false), (reach[0].Facility, reach[0].AlongWalks));
        Assert.Equal(-1, new Reach(new WalkNetwork([], Middle), [At(0, 0)]).To([])[0].Facility);
    }

    [Fact]
    public void Across_a_river_it_is_the_way_by_the_bridge_and_in_one_yard_the_straight_one()
    {
        // Two streets with a river between them, joined by a bridge a kilometre on.
        Geometry[] lines = [Line((0, 0), (1000, 0)), Line((0, 200), (1000, 200)), Line((1000, 0), (1000, 200))];
        var walks = new WalkNetwork(lines, Middle);

        Assert.Equal(2200, new Reach(walks, [At(0, 0)]).To([At(0, 200)])[0].Metres, 1);
        Assert.Equal(13, new Reach(walks, [At(500, -100)]).To([At(510, -100)])[0].Metres, 0.5);
    }

    [Fact]
    public void A_round_has_every_place_once_and_is_near_the_shortest_there_is()
    {
        var worst = 1d;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var places = Places(random, 7);
            var walks = new WalkNetwork([], Middle);

            var round = RoundOrder.Of(walks, places, start: 0);

            Assert.Equal(Enumerable.Range(0, 7), round.Order.Order());
            Assert.Equal(0, round.Order[0]);
            var far = RoundOrder.Distances(walks, places, WalkNetwork.Detour);
            var best = Permutations([1, 2, 3, 4, 5, 6]).Min(rest => RoundOrder.Length([0, .. rest], far));
            worst = Math.Max(worst, round.Metres / best);
        }

        Assert.InRange(worst, 1, 1.15);
    }

    [Fact]
    public void Twenty_thousand_buildings_take_seconds()
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 101).SelectMany(i => new[]
        {
            Line((i * 100, 0), (i * 100, 10000)), Line((0, i * 100), (10000, i * 100)),
        }).ToArray();
        Coordinate[] homes = [.. Enumerable.Range(0, 20_000)
            .Select(_ => At(random.NextDouble() * 10000, random.NextDouble() * 10000))];
        Coordinate[] facilities = [.. Enumerable.Range(0, 60)
            .Select(_ => At(random.NextDouble() * 10000, random.NextDouble() * 10000))];
        var watch = Stopwatch.StartNew();

        var walks = new WalkNetwork(lines, Middle);
        var built = watch.Elapsed;
        var reach = new Reach(walks, homes);
        var joined = watch.Elapsed;
        var found = reach.To(facilities);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{walks.Nodes} junctions in {built.TotalSeconds:0.00} s, 20,000 homes joined in {(joined - built).TotalSeconds:0.00} s, reached in {(watch.Elapsed - joined).TotalSeconds:0.00} s"));
        Assert.All(found, one => Assert.True(one is { Facility: >= 0, Metres: < 10_000 }));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    // Every place cut into every line, then every way tried (Floyd–Warshall).
    private static double[] Brute(Geometry[] lines, Coordinate[] homes, Coordinate[] facilities)
    {
        Coordinate[] all = [.. homes.Concat(facilities).Select(Plane.ToMetres)];
        var segments = lines.Select(line => Plane.ToMetres(line).Coordinates)
            .Select(ends => (A: ends[0], B: ends[1])).ToArray();
        var nodes = new List<Coordinate>();
        var cuts = segments.Select(_ => new List<int>()).ToArray();
        var feet = new int[all.Length];
        var offs = new double[all.Length];
        foreach (var (one, i) in segments.Select((one, i) => (one, i)))
        {
            cuts[i].AddRange([Node(nodes, one.A), Node(nodes, one.B)]);
            for (var k = 0; k < i; k++)
            {
                var crossing = new LineSegment(one.A, one.B)
                    .Intersection(new LineSegment(segments[k].A, segments[k].B));
                if (crossing is not null)
                {
                    cuts[i].Add(Node(nodes, crossing));
                    cuts[k].Add(Node(nodes, crossing));
                }
            }
        }

        foreach (var (at, i) in all.Select((at, i) => (at, i)))
        {
            var near = segments.Select((one, k) => (k, Foot: new LineSegment(one.A, one.B).ClosestPoint(at)))
                .MinBy(one => one.Foot.Distance(at));
            offs[i] = near.Foot.Distance(at);
            feet[i] = offs[i] > WalkNetwork.JoinMetres ? -1 : Node(nodes, near.Foot);
            if (feet[i] >= 0)
            {
                cuts[near.k].Add(feet[i]);
            }
        }

        var far = Enumerable.Range(0, nodes.Count).Select(i => Enumerable.Range(0, nodes.Count).Select(k => i == k ? 0 : double.PositiveInfinity).ToArray()).ToArray();
        foreach (var (cut, i) in cuts.Select((cut, i) => (cut, i)))
        {
            var along = cut.Distinct().OrderBy(node => nodes[node].Distance(segments[i].A)).ToArray();
            for (var k = 1; k < along.Length; k++)
            {
                far[along[k - 1]][along[k]] = far[along[k]][along[k - 1]] = Math.Min(
                    far[along[k]][along[k - 1]], nodes[along[k]].Distance(nodes[along[k - 1]]));
            }
        }

        for (var k = 0; k < far.Length; k++)
        {
            for (var i = 0; i < far.Length; i++)
            {
                for (var j = 0; j < far.Length; j++)
                {
                    far[i][j] = Math.Min(far[i][j], far[i][k] + far[k][j]);
                }
            }
        }

        return [.. homes.Select((_, home) =>
        {
            var ways = Enumerable.Range(homes.Length, facilities.Length).SelectMany(facility =>
            {
                var straight = all[home].Distance(all[facility]);
                var noLine = feet[home] < 0 || feet[facility] < 0;
                return new[]
                {
                    noLine ? double.PositiveInfinity : offs[home] + far[feet[home]][feet[facility]] + offs[facility],
                    noLine || straight <= offs[home] + offs[facility]
                        ? straight * WalkNetwork.Detour
                        : double.PositiveInfinity,
                };
            }).Min();
            return double.IsPositiveInfinity(ways)
                ? Enumerable.Range(homes.Length, facilities.Length)
                    .Min(facility => all[home].Distance(all[facility])) * WalkNetwork.Detour
                : ways;
        })];
    }

    private static int Node(List<Coordinate> nodes, Coordinate at)
    {
        var known = nodes.FindIndex(node => node.Distance(at) < 0.01);
        if (known < 0)
        {
            nodes.Add(at);
        }

        return known < 0 ? nodes.Count - 1 : known;
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length < 2
        ? [items]
        : items.SelectMany(first =>
            Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    private static (double, double) Any(Random random) => (random.NextDouble() * 1500, random.NextDouble() * 1500);

    private static Coordinate[] Places(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Any(random)).Select(at => At(at.Item1, at.Item2))];

    private static Coordinate At(double x, double y) => Plane.ToDegrees(new(x, y));

    private static LineString Line((double X, double Y) from, (double X, double Y) to) =>
        GeometryFactory.Default.CreateLineString([At(from.X, from.Y), At(to.X, to.Y)]);
}
