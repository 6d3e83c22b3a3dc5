namespace Bandeng.Planning.Grids;

/// <summary>
/// Brings grids within the bounds that the first division left outside: a grid is taken together with neighbours until
/// the sum can be divided, and divided again.
/// </summary>
internal sealed class Repair(Division division, Instruments instruments)
{
    private const int MostNeighbours = 9;
    private const int MostRounds = 4;

    private readonly PlotGraph _graph = division.Graph;

    public void Run(CancellationToken cancel)
    {
        for (var round = 0; round < MostRounds && division.Missed() > 0; round++)
        {
            var members = Members();
            for (var grid = 0; grid < members.Count && !cancel.IsCancellationRequested; grid++)
            {
                if (IsMissed(grid) && Mend(grid, members))
                {
                    members = Members();
                }
            }
        }
    }

    private List<List<int>> Members()
    {
        var members = Enumerable.Range(0, division.Grids).Select(_ => new List<int>()).ToList();
        for (var plot = 0; plot < division.GridOf.Length; plot++)
        {
            members[division.GridOf[plot]].Add(plot);
        }

        return members;
    }

    private bool IsMissed(int grid) =>
        division.Bounds.Miss(division.Households[grid]) > 0 && division.Plots[grid] > 0 && !division.IsTower(grid);

    private bool Mend(int grid, List<List<int>> members)
    {
        var taken = new List<int> { grid };
        var before = 0L;
        while (taken.Count <= MostNeighbours)
        {
            var plots = taken.SelectMany(one => members[one]).ToArray();
            before = taken.Sum(one => division.Bounds.Miss(division.Households[one]));
            if (TryDivide(plots) is { } parts && parts.Sum(Miss) < before)
            {
                division.Refound(plots, [.. parts]);
                return true;
            }

            if (Next(plots, taken) is not { } next)
            {
                return false;
            }

            taken.Add(next);
        }

        return false;
    }

    private List<int[]>? TryDivide(int[] plots)
    {
        var households = plots.Sum(plot => _graph.Households[plot]);
        return GridCount.Fits(households, division.Bounds)
            ? Bisection.Divide(
                _graph, division.Bounds, plots, GridCount.For(households, plots.Length, division.Bounds), instruments)
            : null;
    }

    private long Miss(int[] plots) => division.Bounds.Miss(plots.Sum(plot => _graph.Households[plot]));

    /// <summary>The neighbour with the longest firm border along what was taken.</summary>
    private int? Next(int[] plots, List<int> taken)
    {
        var borders = new SortedDictionary<int, double>();
        foreach (var plot in plots)
        {
            for (var k = _graph.Start[plot]; k < _graph.Start[plot + 1]; k++)
            {
                var grid = division.GridOf[_graph.To[k]];
                if (_graph.Firm[k] && !taken.Contains(grid) && !division.IsTower(grid))
                {
                    borders[grid] = borders.GetValueOrDefault(grid) + _graph.Side[k];
                }
            }
        }

        return borders.Count == 0 ? null : borders.MaxBy(border => border.Value).Key;
    }
}
