namespace Bandeng.Planning.Grids;

/// <summary>Which plot is in which grid, with what every grid has, kept up with each move.</summary>
internal sealed class Division
{
    /// <summary>
    /// What roundness is worth, in barriers of weight 1: a grid as round as a circle costs this much, a long one more,
    /// by the root of 1 / Polsby–Popper.
    /// </summary>
    public const double ShapeWorth = 16;

    /// <summary>What one household outside of the bounds costs: more than any shape.</summary>
    public const double MissWorth = 50;

    public Division(PlotGraph graph, GridBounds bounds)
    {
        (Graph, Bounds) = (graph, bounds);
        GridOf = new int[graph.Count];
        Array.Fill(GridOf, -1);
        Households = new long[graph.Count + 1];
        Area = new double[graph.Count + 1];
        Perimeter = new double[graph.Count + 1];
        Plots = new int[graph.Count + 1];
    }

    public PlotGraph Graph { get; }

    public GridBounds Bounds { get; }

    public int[] GridOf { get; }

    /// <summary>How many grids there are; numbers below it may stand empty after a repair.</summary>
    public int Grids { get; private set; }

    public long[] Households { get; }

    public double[] Area { get; }

    public double[] Perimeter { get; }

    /// <summary>How many plots each grid has.</summary>
    public int[] Plots { get; }

    /// <summary>A tower stands alone: nothing joins it and nothing leaves.</summary>
    public bool IsTower(int grid) => Plots[grid] == 1 && Households[grid] > Bounds.Most;

    public static double Shape(double area, double perimeter) =>
        area <= 0 ? 0 : ShapeWorth * perimeter / (2 * Math.Sqrt(Math.PI * area));

    /// <summary>Makes a grid of plots that are in none.</summary>
    public void Found(IEnumerable<int> plots)
    {
        foreach (var plot in plots)
        {
            Put(plot, Grids);
        }

        Grids++;
    }

    /// <summary>Takes all plots out of their grids; numbers of empty grids are given again.</summary>
    public void Refound(IEnumerable<int> plots, IReadOnlyList<int[]> grids)
    {
        var free = new Queue<int>(plots.Select(plot => GridOf[plot]).Distinct().Order().ToArray());
        foreach (var plot in grids.SelectMany(grid => grid))
        {
            Put(plot, -1);
        }

        foreach (var grid in grids)
        {
            var number = free.TryDequeue(out var old) ? old : Grids++;
            Array.ForEach(grid, plot => Put(plot, number));
        }
    }

    /// <summary>Moves one plot; -1 is no grid.</summary>
    public void Put(int plot, int to)
    {
        var from = GridOf[plot];
        var (inFrom, inTo, all) = SidesIn(plot, from, to);
        if (from >= 0)
        {
            Change(from, plot, -1, 2 * inFrom - all);
        }

        if (to >= 0)
        {
            Change(to, plot, 1, all - 2 * inTo);
        }

        GridOf[plot] = to;
    }

    /// <summary>The length of a plot's sides in two grids, and of all its sides.</summary>
    public (double InOne, double InOther, double All) SidesIn(int plot, int one, int other)
    {
        var (inOne, inOther, all) = (0.0, 0.0, Graph.Outer[plot]);
        for (var k = Graph.Start[plot]; k < Graph.Start[plot + 1]; k++)
        {
            var (grid, side) = (GridOf[Graph.To[k]], Graph.Side[k]);
            all += side;
            inOne += grid == one ? side : 0;
            inOther += grid == other ? side : 0;
        }

        return (inOne, inOther, all);
    }

    /// <summary>Everything together: barriers and wishes inside grids, shapes, misses.</summary>
    public double Price()
    {
        var price = 0.0;
        for (var grid = 0; grid < Grids; grid++)
        {
            price += Shape(Area[grid], Perimeter[grid]);
            price += Plots[grid] == 0 || IsTower(grid) ? 0 : MissWorth * Bounds.Miss(Households[grid]);
        }

        for (var plot = 0; plot < GridOf.Length; plot++)
        {
            for (var k = Graph.Start[plot]; k < Graph.Start[plot + 1]; k++)
            {
                price += GridOf[plot] == GridOf[Graph.To[k]] ? Graph.Price[k] / 2 : 0;
            }
        }

        return price
            + Graph.Pairs.Sum(of => of.Value.Sum(pair => GridOf[of.Key] == GridOf[pair.Other] ? pair.Price / 2 : 0));
    }

    /// <summary>Households outside of the bounds, towers left out.</summary>
    public long Missed()
    {
        var missed = 0L;
        for (var grid = 0; grid < Grids; grid++)
        {
            missed += Plots[grid] == 0 || IsTower(grid) ? 0 : Bounds.Miss(Households[grid]);
        }

        return missed;
    }

    /// <summary>Goes back to a division that was copied earlier; the number of grids must be the same.</summary>
    public void Restore(int[] gridOf)
    {
        for (var plot = 0; plot < gridOf.Length; plot++)
        {
            if (GridOf[plot] != gridOf[plot])
            {
                Put(plot, gridOf[plot]);
            }
        }
    }

    private void Change(int grid, int plot, int sign, double perimeter)
    {
        Plots[grid] += sign;
        Households[grid] += sign * Graph.Households[plot];
        Area[grid] = Plots[grid] == 0 ? 0 : Area[grid] + sign * Graph.Area[plot];
        Perimeter[grid] = Plots[grid] == 0 ? 0 : Perimeter[grid] + perimeter;
    }
}
