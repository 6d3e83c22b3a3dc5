using System.Diagnostics;
using System.Globalization;
using Bandeng.Planning.Grids;
using Bandeng.Planning.Places;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Bench;

/// <summary>Prints how many points a second find their grid on one core.</summary>
internal static class PointBench
{
    private const int Buildings = 52_000;
    private const int Points = 4_000_000;
    private const int Samples = 2_000;
    private const int Rounds = 3;
    private const double Target = 1_000_000;
    private const double Side = 0.3;

    // 20 households a building and about 5 buildings a grid.
    private static readonly GridBounds Bounds = new(75, 130);

    public static int Run()
    {
        var dice = new Dice(9);
        var grids = Grids(dice);
        var began = Stopwatch.GetTimestamp();
        var places = new PlaceIndex(grids);
        Say($"{grids.Length} grids, {grids.Average(grid => grid.NumPoints):0} corners each, index in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        var box = new Envelope(112, 112 + Side, 27.7, 27.7 + Side);
        var (x, y) = (new double[Points], new double[Points]);
        for (var i = 0; i < Points; i++)
        {
            (x[i], y[i]) = (box.MinX + dice.Part() * box.Width, box.MinY + dice.Part() * box.Height);
        }

        var wrong = Enumerable.Range(0, Samples).Count(i => !IsRight(grids, places.Find(x[i], y[i]), new(x[i], y[i])));
        Say($"{Samples} answers compared with every outline asked in turn: {wrong} differ");
        for (var round = 0; round < Rounds; round++)
        {
            Measure(places, x, y);
        }

        PostgisBench.Run(grids, x, y);
        return wrong == 0 ? 0 : 1;
    }

    private static Geometry[] Grids(Dice dice)
    {
        var buildings = Enumerable.Range(0, Buildings).Select(i => new GridBuilding(
            $"b{i}",
            GeometryFactory.Default.CreatePoint(new Coordinate(112 + dice.Part() * Side, 27.7 + dice.Part() * Side)),
            1 + dice.Below(40))).ToArray();
        var task = new GridTask(buildings, null, [], Bounds, 1);
        return GridDivision.TryPropose(
            task, new(TimeSpan.FromTicks(1), TimeProvider.System), out var proposal, out var objection)
            ? [.. proposal.Grids.Select(grid => grid.Outline)]
            : throw new InvalidOperationException(objection.Message);
    }

    private static bool IsRight(Geometry[] grids, int found, Coordinate at) => found < 0
        ? !Array.Exists(
            grids,
            grid =>
                grid.EnvelopeInternal.Contains(at) && SimplePointInAreaLocator.Locate(at, grid) == Location.Interior)
        : SimplePointInAreaLocator.Locate(at, grids[found]) != Location.Exterior;

    private static void Measure(PlaceIndex places, double[] x, double[] y)
    {
        var (found, began) = (0, Stopwatch.GetTimestamp());
        for (var i = 0; i < x.Length; i++)
        {
            found += places.Find(x[i], y[i]) >= 0 ? 1 : 0;
        }

        var perSecond = x.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Say($"{perSecond,14:#,0} points a second, {perSecond / Target:0.0} × the target; {found * 100.0 / x.Length:0.0}% inside");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
