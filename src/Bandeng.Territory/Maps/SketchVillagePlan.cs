using System.Globalization;
using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Bandeng.Territory.Maps;

/// <summary>
/// Draws the inside of one community: two streets that cross in the middle, houses in rows along them, a pond.
/// </summary>
internal sealed class SketchVillagePlan
{
    private const double MainRoadClearance = 9;
    private const double EdgeClearance = 6;

    // Narrow land gets a tighter plan.
    private static readonly double[] Scales = [1, 0.8, 0.62, 0.48, 0.36];

    private readonly SketchVillage _village;
    private readonly IReadOnlyList<SketchRoad> _roads;
    private readonly Random _random;
    private readonly double _angle;
    private readonly Coordinate _middle;
    private readonly Geometry _inside;
    private readonly IPreparedGeometry _free;

    public SketchVillagePlan(SketchVillage village, SketchCell cell, IReadOnlyList<SketchRoad> roads)
    {
        (_village, _roads) = (village, roads);
        _random = new Random((int)(village.Code.Value / 1_000_000 % int.MaxValue));
        _angle = _random.NextDouble() * Math.PI;
        _middle = SketchPlane.Bend(cell.Seed);
        _inside = cell.Outline.Buffer(-EdgeClearance);
        var roadSpace = GeometryFactory.Default.BuildGeometry(roads.Select(road => (Geometry)road.Line))
            .Buffer(MainRoadClearance);
        _free = PreparedGeometryFactory.Prepare(_inside.Difference(roadSpace));
    }

    public IEnumerable<MapFeature> Features()
    {
        var houses = Houses();
        return [.. Roads(), .. houses.Select(Building), .. Water(houses)];
    }

    private IEnumerable<MapFeature> Roads() =>
    [
        .. _roads.Select(road => new MapFeature("road", _village.Code, road.Name, road.Line)),
        .. Street(260, 0, "街"),
        .. Street(0, 160, "巷"),
    ];

    private IEnumerable<MapFeature> Street(double along, double across, string kind)
    {
        var line = GeometryFactory.Default.CreateLineString([At(-along, -across), At(along, across)])
            .Intersection(_inside);
        return line is LineString { IsEmpty: false } or MultiLineString
            ? [new MapFeature("road", _village.Code, ShortName() + kind, line)]
            : [];
    }

    private string ShortName()
    {
        var name = _village.Name;
        foreach (var ending in new[] { "居民委员会", "村民委员会", "居委会", "村委会", "社区", "村" })
        {
            name = name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)
                ? name[..^ending.Length]
                : name;
        }

        return name;
    }

    private Polygon[] Houses()
    {
        var wanted = _village.IsUrban ? _random.Next(18, 31) : _random.Next(8, 15);
        return Scales.Select(scale => Slots(scale).Take(wanted).ToArray())
            .FirstOrDefault(slots => slots.Length == wanted)
            ?? [.. Slots(Scales[^1])];
    }

    private IEnumerable<Polygon> Slots(double scale) =>
        from column in Enumerable.Range(-6, 12)
        from row in new[] { -92, -58, -24, 24, 58, 92 }
        let along = (column + 0.5) * 50
        orderby Math.Abs(along) + 1.5 * Math.Abs(row), row, column
        let house = House(along * scale, row * scale, scale)
        where _free.Contains(house)
        select house;

    private Polygon House(double along, double across, double scale)
    {
        var (wide, deep) = _village.IsUrban ? (18 * scale, 7 * scale) : (8 * scale, 6 * scale);
        return GeometryFactory.Default.CreatePolygon(
        [
            At(along - wide, across - deep), At(along + wide, across - deep),
            At(along + wide, across + deep), At(along - wide, across + deep), At(along - wide, across - deep),
        ]);
    }

    private MapFeature Building(Polygon house, int index)
    {
        // The first grid of the community, then the building.
        var code = AreaCode.FromValue(_village.Code.Value + 1_000 + index + 1);
        return new MapFeature("building", code, (index + 1).ToString(CultureInfo.InvariantCulture) + "号楼", house);
    }

    private IEnumerable<MapFeature> Water(Polygon[] houses)
    {
        var streets = Roads().Select(road => road.Geometry).Concat(houses).ToArray();
        var pond = Enumerable.Range(0, _village.IsUrban ? 2 : 8).Select(_ => Pond())
            .FirstOrDefault(pond => _free.Contains(pond) && streets.All(other => other.Distance(pond) > 5));
        return pond is null ? [] : [new MapFeature("water", _village.Code, null, pond)];
    }

    private Polygon Pond()
    {
        var middle = At(_random.Next(-300, 300), _random.Next(-300, 300));
        var radius = _random.Next(18, 50);
        var shore = Enumerable.Range(0, 18)
            .Select(i => (Angle: i * Math.PI / 9, Radius: radius * (0.75 + _random.NextDouble() / 3)))
            .Select(at =>
                new Coordinate(middle.X + at.Radius * Math.Cos(at.Angle), middle.Y + at.Radius * Math.Sin(at.Angle)))
            .ToArray();
        return GeometryFactory.Default.CreatePolygon([.. shore, shore[0].Copy()]);
    }

    /// <summary>A point given along and across the street, as it lies on the plane.</summary>
    private Coordinate At(double along, double across) => new(
        _middle.X + along * Math.Cos(_angle) - across * Math.Sin(_angle),
        _middle.Y + along * Math.Sin(_angle) + across * Math.Cos(_angle));
}
