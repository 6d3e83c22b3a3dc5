using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>Tasks at the edge of what can be divided, and beyond it.</summary>
public sealed class OddTasks
{
    private static readonly GridBounds Bounds = GridBounds.Usual;

    [Fact]
    public void One_building_is_one_grid()
    {
        var task = new GridTask([Towns.At("a", 0, 0, 400)], null, [], Bounds, 1);

        var grid = Assert.Single(Towns.Divide(task).Grids);

        Assert.True(grid.WithinBounds && grid.Connected);
        Assert.True(grid.Compactness > 0.9);
        Assert.Equal(0, grid.RoundMetres);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public void Buildings_on_one_line_are_divided(int buildings)
    {
        var task = new GridTask(
            [.. Enumerable.Range(0, buildings).Select(i => Towns.At($"b{i}", i, 0, 40))], null, [], Bounds, 1);

        Checker.Check(task, Towns.Divide(task));
    }

    [Fact]
    public void Buildings_all_on_one_spot_are_divided_around_it()
    {
        var task = new GridTask(
            [.. Enumerable.Range(0, 60).Select(i => Towns.At($"b{i}", 3, 3, 30))], null, [], Bounds, 1);

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        Assert.All(proposal.Grids, grid => Assert.True(grid.WithinBounds));
    }

    [Fact]
    public void Outlines_stand_for_their_middle_even_twice_the_same()
    {
        var task = new GridTask(
            [
                .. from i in Enumerable.Range(0, 30)
                   select new GridBuilding(
                       $"b{i}", Towns.Box(i / 2 % 5, i / 2 / 5, i / 2 % 5 + 0.8, i / 2 / 5 + 0.6), 30),
            ],
            null,
            [],
            Bounds,
            1);

        Checker.Check(task, Towns.Divide(task));
    }

    [Fact]
    public void Nobody_lives_there()
    {
        var grid = Assert.Single(Towns.Divide(Towns.Lattice(3, 3, 0, Bounds)).Grids);

        Assert.Equal(("grid.too-few", 0L), (grid.Reason!.Code, grid.Households));
    }

    [Fact]
    public void Buildings_of_which_no_two_fit_together_and_none_fits_alone_are_named_with_their_figures()
    {
        var proposal = Towns.Divide(Towns.Lattice(5, 4, 290, new GridBounds(300, 500)));

        Assert.All(proposal.Grids, grid => Assert.Equal("grid.no-fit", grid.Reason!.Code));
        Assert.Contains("290 at most", proposal.Grids[0].Reason!.Message, StringComparison.Ordinal);
        Assert.Contains("580 at least", proposal.Grids[0].Reason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_no_number_of_grids_makes_is_named()
    {
        // 550 households are too many for one grid of 500 and too few for two of 300.
        var grid = Assert.Single(Towns.Divide(Towns.Lattice(11, 5, 10, Bounds)).Grids, grid => !grid.WithinBounds);

        Assert.Equal("grid.no-sum", grid.Reason!.Code);
    }

    [Fact]
    public void Tiny_bounds_give_every_building_its_grid()
    {
        var task = Towns.Lattice(6, 6, 1, new(0, 1));

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        Assert.Equal(36, proposal.Grids.Count);
    }

    [Fact]
    public void A_boundary_with_a_lake_keeps_the_lake_out()
    {
        var task = Towns.Lattice(9, 9, 20, Bounds);
        task = task with
        {
            Buildings = [.. task.Buildings.Where(building => building.Id is not ("4-4" or "4-5" or "5-4" or "5-5"))],
            Boundary = task.Boundary!.Difference(Towns.Box(3.7, 3.6, 5.3, 5.2)),
        };

        Checker.Check(task, Towns.Divide(task));
    }

    [Fact]
    public void What_cannot_be_divided_is_named()
    {
        var task = Towns.Lattice(4, 4, 20, Bounds);
        Polygon bow = GeometryFactory.Default.CreatePolygon(
            [Towns.Spot(0, 0).Coordinate, Towns.Spot(2, 2).Coordinate, Towns.Spot(2, 0).Coordinate, Towns.Spot(0, 2).Coordinate, Towns.Spot(0, 0).Coordinate]);
        GridTask With(GridBuilding odd) => task with { Buildings = [.. task.Buildings, odd] };

        Assert.Equal("building.none", Towns.Refused(task with { Buildings = [] }).Code);
        Assert.Equal("bounds.order", Towns.Refused(task with { Bounds = new(500, 300) }).Code);
        Assert.Equal("bounds.range", Towns.Refused(task with { Bounds = new(-1, 300) }).Code);
        Assert.Equal(("building.outside", 16), CodeOf(With(Towns.At("far", 40, 40, 1))));
        Assert.Equal(
            "Building far lies outside of the boundary, as do 2 more: farther, farthest.",
            Towns.Refused(task with
            {
                Buildings = [.. task.Buildings, Towns.At("far", 40, 40, 1), Towns.At("farther", 41, 40, 1), Towns.At("farthest", 42, 40, 1)],
            }).Message);
        Assert.Equal(("building.twice", 16), CodeOf(With(Towns.At("0-0", 1.5, 1.5, 1))));
        Assert.Equal(("building.households", 16), CodeOf(With(Towns.At("less", 1.5, 1.5, -1))));
        Assert.Equal(("building.crossing", 16), CodeOf(With(new("bow", bow, 3))));
        Assert.Equal(("building.nowhere", 16), CodeOf(With(new("none", Point.Empty, 3))));
        Assert.Equal(
            ("building.degrees", 16),
            CodeOf(With(new("metres", GeometryFactory.Default.CreatePoint(new Coordinate(500_000, 3_000_000)), 3))));
        Assert.Equal("boundary.crossing", Towns.Refused(task with { Boundary = bow }).Code);
        Assert.Equal("boundary.kind", Towns.Refused(task with { Boundary = Towns.Line(0, 0, 1, 1) }).Code);
        Assert.Equal("boundary.island-empty", Towns.Refused(task with
        {
            Boundary = GeometryFactory.Default.CreateMultiPolygon([(Polygon)task.Boundary!, Towns.Box(20, 20, 21, 21)]),
        }).Code);
        Assert.Equal(
            "wish.unknown", Towns.Refused(task with { Wishes = new() { Together = [("0-0", "nobody")] } }).Code);
    }

    private static (string, int?) CodeOf(GridTask task)
    {
        var objection = Towns.Refused(task);
        return (objection.Code, objection.Building);
    }
}
