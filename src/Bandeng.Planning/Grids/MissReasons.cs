namespace Bandeng.Planning.Grids;

/// <summary>Why a grid misses the bounds, in words for whoever looks at the proposal.</summary>
internal sealed class MissReasons(GridTask task, GridSite site, Division division)
{
    private const int MostToSum = 100_000;

    private readonly Dictionary<int, Whole> _wholeOf = Wholes(site, division);

    /// <summary>Plots that hang together, towers left out: no other household can come to them.</summary>
    private sealed record Whole(IReadOnlyList<int> Plots, long Households);

    public GridMiss Of(int[] plots, long households)
    {
        var (least, most) = (task.Bounds.Least, task.Bounds.Most);
        var whole = _wholeOf[plots[0]];
        return division.IsTower(division.GridOf[plots[0]])
            ? Tower(plots[0], households)
            : whole.Households < least
                ? new(
                    "grid.too-few",
                    $"Only {whole.Households} households live where no neighbour can be added, fewer than {least}.")
            : !GridCount.Fits(whole.Households, task.Bounds)
                ? new(
                    "grid.no-sum",
                    $"The {whole.Households} households here make no number of grids of {least} to {most}.")
            : Gap(whole) is var (below, above)
                ? new(
                    "grid.no-fit",
                    $"No buildings here have {least} to {most} households together: they make {below} at most below that and {above} at least above it.")
            : new(
                "grid.missed",
                $"{households} households; no division found here leaves every grid from {least} to {most}.");
    }

    private GridMiss Tower(int plot, long households)
    {
        var buildings = site.Plots.BuildingsOf(plot);
        var id = task.Buildings[buildings[0]].Id;
        return buildings.Count == 1
            ? new("grid.tower", $"Building {id} alone has {households} households, more than {task.Bounds.Most}.")
            : new(
                "grid.one-point",
                $"{buildings.Count} buildings on the spot of {id} have {households} households, more than {task.Bounds.Most}.");
    }

    /// <summary>
    /// The sums of buildings that come nearest to the bounds from below and above, where no sum lies within them; else
    /// null. Plots times the upper bound.
    /// </summary>
    private (long Below, long Above)? Gap(Whole whole)
    {
        var (least, most) = (task.Bounds.Least, task.Bounds.Most);
        if (most > MostToSum)
        {
            return null;
        }

        var (made, above) = (new bool[most + 1], long.MaxValue);
        made[0] = true;
        foreach (var households in whole.Plots.Select(plot => site.Graph.Households[plot])
            .Where(households => households > 0))
        {
            for (var sum = most; sum >= 0; sum--)
            {
                if (made[sum] && sum + households > most)
                {
                    above = Math.Min(above, sum + households);
                }
                else if (made[sum])
                {
                    made[sum + households] = true;
                }
            }
        }

        return made.AsSpan(least).Contains(true) || above == long.MaxValue
            ? null
            : (made.AsSpan(0, least).LastIndexOf(true), above);
    }

    private static Dictionary<int, Whole> Wholes(GridSite site, Division division)
    {
        var plots = Enumerable.Range(0, site.Graph.Count).ToLookup(plot => division.IsTower(division.GridOf[plot]));
        var wholes = plots[true]
            .ToDictionary(tower => tower, tower => new Whole([tower], site.Graph.Households[tower]));
        foreach (var piece in Connected.Pieces(site.Graph, [.. plots[false]]))
        {
            var whole = new Whole(piece, piece.Sum(plot => site.Graph.Households[plot]));
            piece.ForEach(plot => wholes[plot] = whole);
        }

        return wholes;
    }
}
