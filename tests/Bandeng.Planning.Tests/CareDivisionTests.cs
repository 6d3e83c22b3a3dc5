using Bandeng.Planning.Care;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>Households go to those who are near and have few, as cheaply as can be.</summary>
public sealed class CareDivisionTests
{
    private const double Metre = 1 / 111_195.08;

    [Fact]
    public void Neighbours_of_a_carer_are_taken_before_strangers_and_an_even_load_before_a_short_way()
    {
        var task = new CareTask([Spot(0, 30)], [Carer(0, 0), Carer(50, 0)], 40, MetresForOne: 5);

        var proposal = Propose(task);

        // The first has ten more than the second: fifty metres at five metres each.
        Assert.Equal(
            [(0, 0, 20), (0, 1, 10)], proposal.Shares.Select(share => (share.Spot, share.Carer, share.Households)));
        Assert.Equal(50, proposal.Shares[1].Metres, 0.1);
    }

    [Fact]
    public void Nobody_is_given_more_than_the_most_and_what_is_left_over_is_said()
    {
        var proposal = Propose(new([Spot(0, 7), Spot(10, 5)], [Carer(0, 2), Carer(10, 9)], 6, 1));

        Assert.Equal(4, proposal.Shares.Sum(share => share.Households));
        Assert.Equal(8, proposal.LeftOver.Sum());
        Assert.DoesNotContain(proposal.Shares, share => share.Carer == 1);
    }

    [Fact]
    public void Without_carers_everything_is_left_over_and_without_spots_nothing_is()
    {
        Assert.Equal([3], Propose(new([Spot(0, 3)], [], 6, 1)).LeftOver);
        Assert.Empty(Propose(new([], [Carer(0, 0)], 6, 1)).Shares);
    }

    [Fact]
    public void The_first_spot_does_not_take_the_room_that_the_second_needs_more()
    {
        // The carer in the middle is nearest to both; the far spot has nobody else near.
        var task = new CareTask([Spot(0, 1), Spot(200, 1)], [Carer(90, 0), Carer(-20, 0)], 1, 0);

        var proposal = Propose(task);

        Assert.Equal([(0, 1), (1, 0)], proposal.Shares.Select(share => (share.Spot, share.Carer)));
    }

    [Fact]
    public void No_other_division_is_cheaper()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 150; round++)
        {
            var task = Drawn(random);

            var proposal = Propose(task);

            Assert.Equal(Cheapest(task), Cost(task, proposal), 0.01);
            Assert.Equal(task.Spots.Select(spot => spot.Households), Enumerable.Range(0, task.Spots.Count).Select(spot =>
                proposal.LeftOver[spot]
                    + proposal.Shares.Where(share => share.Spot == spot).Sum(share => share.Households)));
        }
    }

    [Fact]
    public void The_same_task_has_the_same_answer()
    {
        var random = new Random(7);
        CareSpot[] spots = [.. Enumerable.Range(0, 40).Select(_ => Spot(random.Next(800), random.Next(1, 60)))];
        Carer[] carers = [.. Enumerable.Range(0, 60).Select(_ => Carer(random.Next(800), random.Next(10)))];

        Assert.Equal(Propose(new(spots, carers, 45, 5)).Shares, Propose(new(spots, carers, 45, 5)).Shares);
    }

    private static CareProposal Propose(CareTask task) =>
        CareDivision.Propose(task, TestContext.Current.CancellationToken);

    private static CareTask Drawn(Random random) => new(
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Spot(random.Next(300), random.Next(1, 3)))],
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Carer(random.Next(300), random.Next(3)))],
        random.Next(1, 5), random.Next(0, 40));

    private static double Cost(CareTask task, CareProposal proposal)
    {
        var walked = proposal.Shares.Sum(share => share.Households * share.Metres);
        var loads = proposal.Shares.GroupBy(share => share.Carer).Sum(group =>
            Enumerable.Range(task.Carers[group.Key].Load, group.Sum(share => share.Households))
                .Sum() * task.MetresForOne);
        return walked + loads + proposal.LeftOver.Sum() * 1e5;
    }

    /// <summary>Every household with every carer or with none; what is left over costs more than any way.</summary>
    private static double Cheapest(CareTask task)
    {
        int[] units = [.. task.Spots.SelectMany((spot, i) => Enumerable.Repeat(i, spot.Households))];
        var load = task.Carers.Select(carer => carer.Load).ToArray();
        double Best(int at)
        {
            if (at == units.Length)
            {
                return 0;
            }

            var least = Best(at + 1) + 1e5;
            for (var carer = 0; carer < load.Length; carer++)
            {
                if (load[carer] < task.Most)
                {
                    var cost = Metres(task.Spots[units[at]].Place, task.Carers[carer].Places[0])
                        + task.MetresForOne * load[carer]++;
                    least = Math.Min(least, cost + Best(at + 1));
                    load[carer]--;
                }
            }

            return least;
        }

        return Best(0);
    }

    private static double Metres(Coordinate one, Coordinate other) => Math.Abs(one.Y - other.Y) / Metre;

    // North and south of one another, where a degree is as long everywhere.
    private static CareSpot Spot(double metres, int households) => new(new(112, 27 + metres * Metre), households);

    private static Carer Carer(double metres, int load) => new([new(112, 27 + metres * Metre)], load);
}
