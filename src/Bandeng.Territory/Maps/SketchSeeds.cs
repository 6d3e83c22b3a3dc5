using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>Where the communities of a sketch lie, and the empty land around them.</summary>
/// <param name="Villages">With the middle of each.</param>
/// <param name="Outside">Points around the district; their cells are not drawn.</param>
internal sealed record SketchSeeds(
    IReadOnlyList<(SketchVillage Village, Coordinate At)> Villages, IReadOnlyList<Coordinate> Outside)
{
    // Square metres: a guess at how large a community is.
    private const double UrbanSize = 350_000;
    private const double RuralSize = 2_000_000;
    private const int Candidates = 30;

    /// <summary>
    /// Towns with more town folk lie nearer to the middle; in each town the urban communities lie together.
    /// </summary>
    public static SketchSeeds Place(SketchVillage[] villages, Random random)
    {
        var towns = SketchTowns.Place(
            [.. villages.GroupBy(village => village.Code.Parent!.Value).OrderBy(UrbanLast)
                .Select(town => (town.Key, town.Sum(Size)))],
            random);
        var outside = Around(towns.Radius, random);
        var taken = new List<Coordinate>(outside);
        var places = new Dictionary<AreaCode, Coordinate>();
        foreach (var village in villages.OrderByDescending(village => village.IsUrban).ThenBy(village => village.Code))
        {
            var land = towns[village.Code.Parent!.Value];
            var core = Math.Sqrt(villages.Count(other => other.IsUrban && other.Code.Parent == village.Code.Parent) * UrbanSize / Math.PI);
            var at = Enumerable.Range(0, Candidates)
                .Select(_ => Candidate(land, village.IsUrban ? core : double.MaxValue, random))
                .MaxBy(candidate => taken.Min(other => other.Distance(candidate)))!;
            taken.Add(at);
            places[village.Code] = at;
        }

        return new([.. villages.Select(village => (village, places[village.Code]))], outside);
    }

    private static double Size(SketchVillage village) => village.IsUrban ? UrbanSize : RuralSize;

    private static double UrbanLast(IGrouping<AreaCode, SketchVillage> town) =>
        town.Average(village => village.IsUrban ? 0 : 1);

    private static Coordinate Candidate(TownLand land, double within, Random random)
    {
        var near = land.Points.Where(point => point.Distance(land.Middle) <= within).ToArray();
        var at = near.Length == 0 ? land.Middle : near[random.Next(near.Length)];
        return new(at.X + random.Next(-60, 60), at.Y + random.Next(-60, 60));
    }

    private static Coordinate[] Around(double radius, Random random)
    {
        var count = Math.Max(12, (int)(2 * Math.PI * radius / 1_100));
        return
        [
            .. Enumerable.Range(0, count).Select(i => SketchPlane.Polar(
                radius + random.Next(500, 1_300), (i + random.NextDouble() / 2) * 2 * Math.PI / count)),
            .. Enumerable.Range(0, count).Select(i => SketchPlane.Polar(radius + 4_000, i * 2 * Math.PI / count)),
        ];
    }
}
