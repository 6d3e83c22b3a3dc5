using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Tests;

/// <summary>What holds for every invented map.</summary>
public sealed class SketchMapTests
{
    private static readonly AreaCode Whole = AreaCode.Parse("431302");
    private static readonly SketchMap Map = SketchMap.Draw(Whole, Villages());

    [Fact]
    public void The_same_communities_give_the_same_map()
    {
        var again = SketchMap.Draw(Whole, [.. Villages().Reverse()]);

        Assert.Equal(Map.Outlines.OrderBy(pair => pair.Key).Select(pair => GeoJson.Write(pair.Value)),
            again.Outlines.OrderBy(pair => pair.Key).Select(pair => GeoJson.Write(pair.Value)));
        Assert.Equal(Map.Features.Select(feature => GeoJson.Write(feature.Geometry)),
            again.Features.Select(feature => GeoJson.Write(feature.Geometry)));
    }

    [Fact]
    public void Children_fill_their_parent_without_gap_or_overlap()
    {
        Assert.All(Map.Outlines.Values, outline => Assert.True(outline.IsValid));
        foreach (var (parent, outline) in Map.Outlines.Where(pair => pair.Key.Level < AreaLevel.Village))
        {
            Polygon[] children = [.. Map.Outlines.Where(pair => pair.Key.Parent == parent).Select(pair => pair.Value)];

            // As much land as the parent has, and none of it twice or elsewhere: a millionth for rounding.
            Assert.Equal(outline.Area, children.Sum(child => child.Area), outline.Area * 1e-6);
            var joined = NetTopologySuite.Operation.Union.CascadedPolygonUnion.Union([.. children]);
            Assert.True(joined.SymmetricDifference(outline).Area < outline.Area * 1e-6);
        }
    }

    [Fact]
    public void Every_building_lies_inside_its_own_community_and_stands_free()
    {
        foreach (var community in Buildings().GroupBy(building => building.Area.Parent!.Value.Parent!.Value))
        {
            Assert.InRange(community.Count(), 8, 30);
            Assert.All(community, building => Assert.True(Map.Outlines[community.Key].Contains(building.Geometry)));
            Assert.Equal(community.Count(), community.Select(building => building.Name).Distinct().Count());
            var roads = Map.Features.Where(feature => feature.Kind == "road" && feature.Area == community.Key)
                .ToArray();
            Assert.All(
                community,
                building => Assert.All(roads, road => Assert.False(road.Geometry.Intersects(building.Geometry))));
        }
    }

    [Fact]
    public void Every_community_is_reached_by_a_road()
    {
        var reached = Map.Features.Where(feature => feature.Kind == "road").Select(road => road.Area).ToHashSet();

        Assert.All(Villages(), village => Assert.Contains(village.Code, reached));
    }

    [Fact]
    public void Urban_communities_are_smaller()
    {
        var urban = Villages().Where(village => village.IsUrban).Average(village => Map.Outlines[village.Code].Area);
        var rural = Villages().Where(village => !village.IsUrban).Average(village => Map.Outlines[village.Code].Area);

        Assert.True(urban * 2 < rural, $"{urban} against {rural}");
    }

    [Fact]
    public void Geometry_survives_being_written_and_read() => Assert.All(
        Map.Features.Select(feature => feature.Geometry).Concat(Map.Outlines.Values),
        geometry => Assert.Equal(GeoJson.Write(geometry), GeoJson.Write(GeoJson.Read(GeoJson.Write(geometry)))));

    private static IEnumerable<MapFeature> Buildings() => Map.Features.Where(feature => feature.Kind == "building");

    /// <summary>Five towns: two urban, one mixed, two rural.</summary>
    private static SketchVillage[] Villages() =>
    [
        .. from town in Enumerable.Range(1, 5)
           from village in Enumerable.Range(1, 12)
           let code = AreaCode.Parse($"431302{town:D3}{village:D3}")
           select new SketchVillage(code, $"第{town}{village}社区", town <= 2 || (town == 3 && village < 6)),
    ];
}
