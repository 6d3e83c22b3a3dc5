using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>Grids that a clerk makes on the map.</summary>
public sealed class ChosenGridsTests
{
    private readonly GridTask _task = Towns.Random(11, 200, new(150, 300));

    [Fact]
    public void What_was_proposed_is_weighed_the_same()
    {
        var proposal = Towns.Divide(_task);

        var weighed = Weigh(_task, proposal.GridOf);

        Assert.Equal(proposal.GridOf, weighed.GridOf);
        Assert.Equal(proposal.Figures with { FirstAnswer = TimeSpan.Zero }, weighed.Figures);
        Assert.Equal(proposal.Grids.Select(grid => grid.Outline), weighed.Grids.Select(grid => grid.Outline));
    }

    [Fact]
    public void A_building_taken_out_of_its_neighbours_shows_at_once()
    {
        var task = Towns.Lattice(8, 4, 20, new(300, 330)) with { Barriers = [new(Towns.Line(3.5, -2, 3.5, 6), 8)] };
        int[] halves = [.. task.Buildings.Select(building => building.Id[0] <= '3' ? 0 : 1)];
        var far = task.Buildings.ToList().FindIndex(building => building.Id == "7-3");
        halves[far] = 0;

        var weighed = Weigh(task, halves);

        Assert.Equal(
            (false, 340L, "grid.missed"),
            (weighed.Grids[0].Connected, weighed.Grids[0].Households, weighed.Grids[0].Reason!.Code));
        Assert.Equal(2, Assert.IsType<MultiPolygon>(weighed.Grids[0].Outline).NumGeometries);
        Assert.Equal((true, 300L), (weighed.Grids[1].Connected, weighed.Grids[1].Households));
        Assert.True(weighed.Grids[0].Outline.IsValid);
    }

    [Fact]
    public void Numbers_stay_when_a_grid_is_emptied()
    {
        var task = Towns.Lattice(4, 4, 20, new(10, 330));

        var weighed = Weigh(task, [.. task.Buildings.Select(building => building.Id[0] <= '1' ? 2 : 5)]);

        Assert.Equal([3, 6], weighed.Grids.Select(grid => grid.Id));
        Assert.Equal([0, 1], weighed.GridOf.Distinct().Order());
    }

    [Fact]
    public void One_spot_is_not_torn_apart_and_nobody_is_left_out()
    {
        var task = new GridTask(
            [Towns.At("a", 0, 0, 20), Towns.At("b", 0, 0, 20), Towns.At("c", 1, 0, 20)], null, [], new(10, 100), 1);

        Assert.Equal(("grid.one-spot", 1), (Refused(task, [0, 1, 1]).Code, Refused(task, [0, 1, 1]).Building));
        Assert.Equal("grid.unassigned", Refused(task, [0, 0]).Code);
        Assert.Equal("grid.unassigned", Refused(task, [0, 0, -1]).Code);
        Assert.Equal("bounds.order", Refused(task with { Bounds = new(2, 1) }, [0, 0, 0]).Code);
    }

    private static GridProposal Weigh(GridTask task, IReadOnlyList<int> gridOf)
    {
        Assert.True(GridDivision.TryWeigh(task, gridOf, out var proposal, out var objection), objection?.Message);
        return proposal;
    }

    private static GridObjection Refused(GridTask task, IReadOnlyList<int> gridOf)
    {
        Assert.False(GridDivision.TryWeigh(task, gridOf, out _, out var objection));
        return objection;
    }
}
