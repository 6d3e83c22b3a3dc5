using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>The land of one town: its middle and points spread evenly over it.</summary>
internal sealed record TownLand(Coordinate Middle, IReadOnlyList<Coordinate> Points);

/// <summary>
/// Shares a round district out among its towns, each about as large as it should be and in one piece.
/// </summary>
internal sealed class SketchTowns
{
    private const int PointsPerSquareKilometre = 24;
    private const int Rounds = 30;
    private const double GoldenAngle = 2.399963;

    private readonly Dictionary<AreaCode, TownLand> _lands = [];

    private SketchTowns(double radius) => Radius = radius;

    /// <summary>Of the district, in metres.</summary>
    public double Radius { get; }

    public TownLand this[AreaCode town] => _lands[town];

    /// <param name="towns">The innermost first, with their size in square metres.</param>
    public static SketchTowns Place(IReadOnlyList<(AreaCode Code, double Size)> towns, Random random)
    {
        var whole = towns.Sum(town => town.Size);
        var placed = new SketchTowns(Math.Sqrt(whole / Math.PI));
        var points = Enumerable.Range(0, Math.Max(400, (int)(whole / 1e6 * PointsPerSquareKilometre)))
            .Select(_ =>
                SketchPlane.Polar(placed.Radius * Math.Sqrt(random.NextDouble()), random.NextDouble() * 2 * Math.PI))
            .ToArray();
        var middles = Spiral(towns, random);
        var weights = towns.Select(town => town.Size / Math.PI).ToArray();
        var lands = Share(points, middles, weights);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < towns.Count; i++)
            {
                // A town that came out too small pulls harder in the next round.
                weights[i] += (towns[i].Size - whole * lands[i].Length / points.Length) * 0.2 / Math.PI;
                middles[i] = lands[i].Length == 0 ? middles[i] : Middle(lands[i]);
            }

            lands = Share(points, middles, weights);
        }

        for (var i = 0; i < towns.Count; i++)
        {
            placed._lands[towns[i].Code] = new TownLand(middles[i], lands[i].Length == 0 ? [middles[i]] : lands[i]);
        }

        return placed;
    }

    private static Coordinate[] Spiral(IReadOnlyList<(AreaCode Code, double Size)> towns, Random random)
    {
        var (start, inside) = (random.NextDouble() * 2 * Math.PI, 0.0);
        var middles = new Coordinate[towns.Count];
        for (var i = 0; i < towns.Count; i++)
        {
            middles[i] = SketchPlane.Polar(Math.Sqrt((inside + towns[i].Size / 2) / Math.PI), start + i * GoldenAngle);
            inside += towns[i].Size;
        }

        return middles;
    }

    /// <summary>
    /// A power diagram: each point belongs to the middle with the least squared distance less weight.
    /// </summary>
    private static Coordinate[][] Share(Coordinate[] points, Coordinate[] middles, double[] weights)
    {
        var owned = points.ToLookup(point => Enumerable.Range(0, middles.Length).MinBy(i =>
            Math.Pow(point.X - middles[i].X, 2) + Math.Pow(point.Y - middles[i].Y, 2) - weights[i]));
        return [.. Enumerable.Range(0, middles.Length).Select(i => owned[i].ToArray())];
    }

    private static Coordinate Middle(Coordinate[] land) => new(land.Average(at => at.X), land.Average(at => at.Y));
}
