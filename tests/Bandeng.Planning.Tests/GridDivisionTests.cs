using Bandeng.Planning.Grids;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>What holds for every division, and cases whose answer is known.</summary>
public sealed class GridDivisionTests
{
    [Fact]
    public void Random_towns_are_divided_as_the_contract_says() => Prop.ForAll(
        Gen.Choose(1, 10_000).ToArbitrary(),
        Gen.Choose(1, 220).ToArbitrary(),
        (seed, buildings) =>
        {
            var task = Towns.Random(seed, buildings, new(60, 120));
            var proposal = Towns.Divide(task, Towns.Run(0.03));
            Checker.Check(task, proposal);
            Checker.Check(task, proposal, projected: false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Within_bounds_wherever_that_is_possible()
    {
        var proposal = Towns.Divide(Towns.Random(7, 600, GridBounds.Usual));

        Assert.All(proposal.Grids, grid => Assert.True(grid.WithinBounds, grid.Reason?.Message));
        Assert.Equal(0, proposal.Figures.Missed);
    }

    [Fact]
    public void A_road_through_the_middle_parts_two_grids()
    {
        // Eight columns, four rows, a road between the fourth and the fifth column: two halves of 16 buildings.
        var task = Towns.Lattice(8, 4, 20, GridBounds.Usual) with { Barriers = [new(Towns.Line(3.5, -2, 3.5, 6), 8)] };

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        Assert.Equal(2, proposal.Grids.Count);
        Assert.All(
            proposal.Grids,
            grid => Assert.Equal((320, 0, 0.0), (grid.Households, grid.BarriersCrossed, grid.BarrierWeight)));
        Assert.Equal(
            16,
            task.Buildings.Zip(proposal.GridOf)
                .Count(pair => pair.First.Id[0] <= '3' && pair.Second == proposal.GridOf[0]));
        // A square has π / 4.
        Assert.All(proposal.Grids, grid => Assert.Equal(Math.PI / 4, grid.Compactness, 0.01));
    }

    [Fact]
    public void Barriers_cost_but_do_not_disconnect()
    {
        var task = Towns.Lattice(4, 4, 20, GridBounds.Usual) with { Barriers = [new(Towns.Line(1.5, -2, 1.5, 6), 8)] };

        var grid = Assert.Single(Towns.Divide(task).Grids);

        Assert.True(grid.Connected);
        Assert.Equal((320, 4, 32.0), (grid.Households, grid.BarriersCrossed, grid.BarrierWeight));
    }

    [Fact]
    public void A_building_above_the_maximum_stands_alone_and_says_so()
    {
        var task = Towns.Lattice(8, 8, 20, GridBounds.Usual);
        task = task with { Buildings = [.. task.Buildings.Select(building => building.Id == "3-3" ? building with { Households = 800 } : building)] };

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        var tower = Assert.Single(proposal.Grids, grid => !grid.WithinBounds);
        Assert.Equal((1, "grid.tower"), (tower.Buildings.Count, tower.Reason!.Code));
        Assert.Contains("3-3 alone has 800", tower.Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_grids_and_another_may_not()
    {
        var task = Towns.Random(3, 400, GridBounds.Usual);

        var first = Towns.Divide(task);

        Assert.False(first.Figures.StoppedEarly);
        Assert.Equal(first.GridOf, Towns.Divide(task).GridOf);
        Assert.NotEqual(first.GridOf, Towns.Divide(task with { Seed = 99 }).GridOf);
    }

    [Fact]
    public void More_time_gives_no_worse_an_answer_and_progress_comes_to_its_end()
    {
        var task = Towns.Random(5, 900, GridBounds.Usual);
        var told = new List<GridProgress>();

        var quick = Towns.Divide(task, Towns.Run(1e-6));
        var slow = Towns.Divide(task, Towns.Run(2) with { Progress = told.Add });

        Assert.True(
            slow.Figures.BarrierWeight < quick.Figures.BarrierWeight
                || slow.Figures.Compactness > quick.Figures.Compactness);
        Assert.Equal(1, told[^1].Done);
        Assert.Equal(told.Select(step => step.Price).OrderDescending(), told.Select(step => step.Price));
    }

    [Fact]
    public void Whoever_stops_it_gets_the_best_so_far()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var task = Towns.Random(5, 400, GridBounds.Usual);

        var proposal = Towns.Divide(task, Towns.Run(30) with { Cancel = stop.Token });

        Checker.Check(task, proposal);
        Assert.True(proposal.Figures.StoppedEarly);
    }

    [Fact]
    public void Two_runs_that_the_clock_stops_at_about_the_same_step_give_the_same_grids()
    {
        var task = Towns.Random(5, 400, GridBounds.Usual);
        var whole = new ClockThatStops(long.MaxValue);
        var full = Towns.Divide(task, new(TimeSpan.FromSeconds(0.5), whole));

        var (early, late) = (Stopped(0.94), Stopped(0.97));

        Assert.False(full.Figures.StoppedEarly);
        Assert.True(early.Figures.StoppedEarly && late.Figures.StoppedEarly);
        Checker.Check(task, early);
        Assert.Equal(early.GridOf, late.GridOf);
        Assert.NotEqual(full.GridOf, early.GridOf);

        GridProposal Stopped(double part) =>
            Towns.Divide(task, new(TimeSpan.FromSeconds(0.5), new ClockThatStops((long)(whole.Asked * part))));
    }

    /// <summary>Stands still until it was asked so often, then a year has passed.</summary>
    private sealed class ClockThatStops(long after) : TimeProvider
    {
        public long Asked { get; private set; }

        public override long GetTimestamp() => ++Asked > after ? TimestampFrequency * 31_536_000 : 0;
    }

    [Fact]
    public void Estates_stay_whole_and_pairs_together_or_apart()
    {
        var task = Towns.Lattice(12, 6, 20, GridBounds.Usual);
        // An estate lies where two halves would be cut.
        task = task with
        {
            Buildings = [.. task.Buildings.Select(building => building.Id[..2] is "4-" or "5-" or "6-" or "7-" && building.Id[^1] is '2' or '3' ? building with { Estate = "桃园" } : building)],
            Wishes = new() { Together = [("0-0", "3-5")], Apart = [("10-0", "11-0")] },
        };

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        int GridOf(string id) => proposal.GridOf[task.Buildings.ToList().FindIndex(building => building.Id == id)];
        Assert.Equal(0, proposal.Figures.EstatesSplit);
        Assert.Equal(GridOf("0-0"), GridOf("3-5"));
        Assert.NotEqual(GridOf("10-0"), GridOf("11-0"));
    }

    [Fact]
    public void Near_to_today_means_that_nobody_moves_without_need()
    {
        var task = Towns.Lattice(10, 4, 20, GridBounds.Usual);
        task = task with { Buildings = [.. task.Buildings.Select(building => building with { Today = building.Id[0] is '0' or '1' or '2' or '3' && building.Id[1] == '-' ? "西" : "东" })] };

        Assert.Equal(0, Towns.Divide(task).Figures.Moved);
    }

    [Fact]
    public void Islands_have_grids_of_their_own()
    {
        var boundary = GeometryFactory.Default.CreateMultiPolygon(
            [Towns.Box(-0.5, -0.5, 3.5, 3.5), Towns.Box(4.4, -0.5, 6.5, 3.5)]);
        GridBuilding[] main = [.. Towns.Lattice(4, 4, 25, GridBounds.Usual).Buildings];
        GridBuilding[] island = [Towns.At("i1", 5, 1, 30), Towns.At("i2", 5.5, 2, 30)];
        var task = new GridTask([.. main, .. island], boundary, [], GridBounds.Usual, 1);

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        var small = Assert.Single(proposal.Grids, grid => !grid.WithinBounds);
        Assert.Equal(("grid.too-few", 60L), (small.Reason!.Code, small.Households));
    }

    [Fact]
    public void A_bay_between_two_halves_keeps_every_outline_in_one_piece()
    {
        // A U: the cells of the tips reach over the water.
        var u = Towns.Box(-0.5, -0.5, 10.5, 8.5).Difference(Towns.Box(2.6, 1.5, 7.3, 9));
        GridBuilding[] buildings =
        [
            .. from row in Enumerable.Range(0, 9)
               from column in (int[])[0, 1, 9, 10]
               select Towns.At($"{column}-{row}", column + row % 2 * 0.3 - 0.2, row, 25),
            .. from column in Enumerable.Range(2, 7) select Towns.At($"{column}-0", column, 0.4, 10),
        ];
        var task = new GridTask(buildings, u, [], new(150, 300), 1);

        var proposal = Towns.Divide(task);

        Checker.Check(task, proposal);
        Assert.Equal(0, proposal.Figures.Missed);
    }
}
