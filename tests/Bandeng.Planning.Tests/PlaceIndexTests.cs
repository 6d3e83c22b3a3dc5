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

        var (index, turned) = (new PlaceIndex(outlines), new PlaceIndex([.. outlines.Reverse()]));
        Assert.NotEmpty(inner);
        Assert.All(inner, at =>
        {
            var found = index.Find(at.X, at.Y);
            Assert.Equal(0, outlines[found].Distance(GeometryFactory.Default.CreatePoint(at)));
            Assert.Equal(found, outlines.Length - 1 - turned.Find(at.X, at.Y));
        });
    }

    [Fact]
    public void A_point_on_the_outermost_edge_is_inside_and_a_hair_beyond_it_is_not()
    {
        Geometry[] squares = [Box(112, 27), Box(113, 27), Box(112, 28), Box(113, 28)];
        var index = new PlaceIndex(squares);
        for (var x = 112.0; x <= 114; x += 0.5)
        {
            for (var y = 27.0; y <= 29; y += 0.5)
            {
                var found = index.Find(x, y);
                Assert.InRange(found, 0, 3);
                Assert.True(squares[found].Covers(GeometryFactory.Default.CreatePoint(new Coordinate(x, y))));
            }
        }

        Assert.Equal((3, 3), (index.Find(113, 28), index.Find(114, 28.5)));
        Assert.Equal((-1, -1), (index.Find(114.00001, 28), index.Find(113, 29.00001)));
    }

    [Fact]
    public void Every_corner_and_middle_of_a_side_of_slanting_outlines_is_in_one() => Prop.ForAll(
        Gen.Choose(1, 10_000).ToArbitrary(),
        seed =>
        {
            Geometry[] outlines = [.. Towns.Divide(Towns.Random(seed, 150, new(40, 80)), Towns.Run(1e-6))
                .Grids.Select(grid => grid.Outline)];
            var index = new PlaceIndex(outlines);
            foreach (var outline in outlines)
            {
                var corners = outline.Coordinates;
                for (var i = 1; i < corners.Length; i++)
                {
                    var middle = new Coordinate(
                        (corners[i - 1].X + corners[i].X) / 2, (corners[i - 1].Y + corners[i].Y) / 2);
                    foreach (var at in new[] { corners[i], middle })
                    {
                        var found = index.Find(at.X, at.Y);
                        Assert.InRange(found, 0, outlines.Length - 1);
                        Assert.InRange(outlines[found].Distance(GeometryFactory.Default.CreatePoint(at)), 0, 1e-9);
                    }
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static Polygon Box(double west, double south) =>
        (Polygon)GeometryFactory.Default.ToGeometry(new Envelope(west, west + 1, south, south + 1));

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
