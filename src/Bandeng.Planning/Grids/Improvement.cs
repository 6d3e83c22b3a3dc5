namespace Bandeng.Planning.Grids;

/// <summary>
/// Makes a division better in a fixed number of steps: first worse prices are taken too, so that borders can travel to
/// a road, then less and less (Kirkpatrick, Gelatt, Vecchi 1983).
/// </summary>
internal sealed class Improvement(Division division, Moves moves, Dice dice)
{
    // In barriers of weight 1.
    private const double FirstHeat = 5;
    private const double LastHeat = 0.2;

    // The last part takes nothing worse.
    private const double Cooling = 0.92;
    private const int Checks = 100;

    // So many times on the way the best is kept. A run that the clock stops gives what was kept last, so that two runs
    // that stop at about the same time give the same.
    private const int Keeps = 10;

    // Of so many borders looked at, one is cut anew; a plot in a new cut is as much work as so many shifts.
    private const int ShiftsPerRecut = 40;
    private const int StepsPerPlot = 4;

    private readonly PlotGraph _graph = division.Graph;

    /// <summary>Runs to the end, the clock or the caller.</summary>
    /// <returns>False when it did not come to the end; the best division so far stands either way.</returns>
    public bool Run(long steps, Func<bool> isStopped, Action<GridProgress>? progress)
    {
        var best = (Price: division.Price(), Missed: division.Missed(), GridOf: (int[])division.GridOf.Clone());
        var done = 0L;
        for (var check = 0; check < Checks && !isStopped(); check++)
        {
            var until = steps * (check + 1) / Checks;
            while (done < until && !((done & 0xFFFF) < StepsPerPlot && isStopped()))
            {
                done += Step(Heat((double)done / steps));
            }

            if (done < until)
            {
                break;
            }

            if ((check + 1) % (Checks / Keeps) == 0)
            {
                var (price, missed) = (division.Price(), division.Missed());
                best = missed < best.Missed || (missed == best.Missed && price < best.Price)
                    ? (price, missed, (int[])division.GridOf.Clone())
                    : best;
            }

            progress?.Invoke(new((check + 1.0) / Checks, best.Price));
        }

        division.Restore(best.GridOf);
        return done >= steps;
    }

    private static double Heat(double done) =>
        done >= Cooling ? 0 : FirstHeat * Math.Pow(LastHeat / FirstHeat, done / Cooling);

    private int Step(double heat)
    {
        var plot = dice.Below(_graph.Count);
        var sides = _graph.Start[plot + 1] - _graph.Start[plot];
        if (sides == 0)
        {
            return 1;
        }

        var k = _graph.Start[plot] + dice.Below(sides);
        var (from, to) = (division.GridOf[plot], division.GridOf[_graph.To[k]]);
        if (from == to || !_graph.Firm[k] || division.IsTower(from) || division.IsTower(to))
        {
            return 1;
        }

        if (dice.Below(ShiftsPerRecut) == 0)
        {
            return 1 + StepsPerPlot * moves.Recut(plot, _graph.To[k], heat);
        }

        moves.Shift(plot, to, heat);
        return 1;
    }
}
