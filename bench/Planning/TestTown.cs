using Bandeng.Planning.Grids;
using Bandeng.Territory.Dividing;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Bench;

/// <summary>Real buildings with households drawn from a fixed seed: 1 to 40, and a few towers.</summary>
internal sealed class TestTown
{
    private const int Seed = 4;
    private const int MostUsual = 40;
    private const int LeastTower = 200;
    private const int MostTower = 900;
    private const int BuildingsPerTower = 2_000;

    private readonly (string Id, Geometry Place)[] _buildings;
    private readonly IReadOnlyList<GridBarrier> _barriers;

    /// <param name="data">A folder with <c>nyc_south_buildings.geojson.gz</c> and
    /// <c>nyc_south_roads.geojson.gz</c>.</param>
    public TestTown(string data)
    {
        var features = FeatureFile.Read(Path.Combine(data, "nyc_south_buildings.geojson.gz"));
        _buildings = [.. features.Select(feature => (feature.Text("id")!, feature.Place!))
            .DistinctBy(building => building.Item1)];
        var whole = new Envelope(_buildings.Select(building => building.Place.EnvelopeInternal.Centre)).Centre;
        _buildings = [.. _buildings.OrderBy(building => building.Place.EnvelopeInternal.Centre.Distance(whole))
            .ThenBy(building => building.Id)];
        _barriers = BarriersFile.Read(Path.Combine(data, "nyc_south_roads.geojson.gz"));
    }

    public int Count => _buildings.Length;

    /// <summary>The buildings nearest to the middle.</summary>
    public GridTask Task(int buildings)
    {
        var dice = new Dice(Seed);
        return new(
            [.. _buildings.Take(buildings)
                .Select(building => new GridBuilding(building.Id, building.Place, Households(dice)))],
            null,
            _barriers,
            GridBounds.Usual,
            1);
    }

    private static int Households(Dice dice) => dice.Below(BuildingsPerTower) == 0
        ? LeastTower + dice.Below(MostTower - LeastTower + 1)
        : 1 + dice.Below(MostUsual);
}
