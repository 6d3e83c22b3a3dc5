using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Territory;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.Care;

/// <summary>A community with its chain of care of one day.</summary>
internal sealed record CareSheet(
    AreaCode Community, DateOnly Day, Land Land, IReadOnlyList<CareBuilding> Buildings, IReadOnlyList<CarePost> Posts)
{
    private static readonly Coordinate Nowhere = new(0, 0);

    // About fifty metres: who is in a building that is on no map is still nearest to it.
    private const double Apart = 0.0005;

    /// <summary>
    /// Where a building stands; those that are not on the map are taken to stand in a row from the middle of the
    /// others.
    /// </summary>
    public Coordinate PlaceOf(Guid building) =>
        Land.Buildings.FirstOrDefault(one => one.Id == building)?.Place.Centroid.Coordinate
            ?? new(
                Middle().X + Apart * Buildings.Index().FirstOrDefault(one => one.Item.BuildingId == building).Index,
                Middle().Y);

    /// <summary>Where the buildings inside an area stand.</summary>
    public IReadOnlyList<Coordinate> PlacesOf(AreaCode area)
    {
        Coordinate[] inside = [.. Buildings.Where(one => area.Contains(one.AreaCode))
            .Select(one => PlaceOf(one.BuildingId))];
        return inside is [] ? [Middle()] : inside;
    }

    public long Holes(CareLevel level) => Buildings.Sum(one => one.Holes(level));

    private Coordinate Middle() => Land.Buildings is [] ? Nowhere : new(
        Land.Buildings.Average(one => one.Place.Centroid.X), Land.Buildings.Average(one => one.Place.Centroid.Y));
}
