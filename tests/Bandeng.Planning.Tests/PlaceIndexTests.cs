using Bandeng.Planning.Places;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>Which outline has a point, asked another way.</summary>
public sealed class PlaceIndexTests
{
    [Fact]
    public void Every_point_is_found_where_asking_all_outlines_finds_it() => Prop.ForAll(
        Gen.Choose(1, 10_000).ToArbitrary(),
        seed =>
        {
            Geometry[] outlines = [.. Towns.Divide(Towns.Random(seed, 150, new(40, 80)), Towns.Run(1e-6))
                .Grids.Select(grid => grid.Outline)];
            var index = new PlaceIndex(outlines);
            var random = new System.Random(seed);
            for (var i = 0; i < 300; i++)
            {
                var at = new Coordinate(
                    Towns.Corner.X + (random.NextDouble() * 20 - 4) * Towns.Step,
                    Towns.Corner.Y + (random.NextDouble() * 20 - 4) * Towns.Step);
                var expected = Array.FindIndex(
                    outlines, outline => SimplePointInAreaLocator.Locate(at, outline) != Location.Exterior);
                Assert.Equal(expected, index.Find(at.X, at.Y));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void A_corner_that_outlines_share_belongs_to_exactly_one()
    {
        Geometry[] outlines = [.. Towns.Divide(Towns.Lattice(12, 12, 20, new(60, 120)))
            .Grids.Select(grid => grid.Outline)];
        var inner = outlines.SelectMany(outline => outline.Coordinates).Distinct()
            .Where(at => outlines.Count(outline => outline.Distance(GeometryFactory.Default.CreatePoint(at)) == 0) > 2);

        Assert.All(inner, at => Assert.Single(outlines, outline => new PlaceIndex([outline]).Find(at.X, at.Y) == 0));
    }

    [Fact]
    public void Holes_islands_and_what_lies_above()
    {
        var ring = Towns.Box(0, 0, 10, 10).Difference(Towns.Box(4, 4, 6, 6));
        var islands = GeometryFactory.Default.CreateMultiPolygon([Towns.Box(20, 0, 22, 2), Towns.Box(24, 0, 26, 2)]);
        var index = new PlaceIndex([ring, islands, Towns.Box(0, 0, 30, 10)]);

        int Find(double column, double row) => index.Find(Towns.Spot(column, row).X, Towns.Spot(column, row).Y);
        Assert.Equal((0, 2, 1, 2, 1), (Find(1, 1), Find(5, 5), Find(21, 1), Find(23, 1), Find(25, 1)));
        Assert.Equal((-1, -1, -1), (Find(-1, 5), Find(31, 5), index.Find(double.NaN, 27.7)));
    }

    [Fact]
    public void No_outline_has_no_point() => Assert.Equal(-1, new PlaceIndex([]).Find(112, 27));
}
