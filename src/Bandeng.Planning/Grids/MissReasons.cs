namespace Bandeng.Planning.Grids;

/// <summary>Why a grid misses the bounds, in words for whoever looks at the proposal.</summary>
internal sealed class MissReasons(GridTask task, GridSite site, Division division)
{
    private readonly Dictionary<int, long> _wholeOf = Wholes(site, division);

    public GridMiss Of(int[] plots, long households)
    {
        var (least, most) = (task.Bounds.Least, task.Bounds.Most);
        var whole = _wholeOf[plots[0]];
        return division.IsTower(division.GridOf[plots[0]])
            ? Tower(plots[0], households)
            : whole < least
                ? new("grid.too-few", $"Only {whole} households live where no neighbour can be added, fewer than {least}.")
            : !GridCount.Fits(whole, task.Bounds)
                ? new("grid.no-sum", $"The {whole} households here make no number of grids of {least} to {most}.")
            : new("grid.missed", $"{households} households; no division found here leaves every grid from {least} to {most}.");
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

    /// <summary>For every plot what it hangs together with, towers left out: no other household can come to it.</summary>
    private static Dictionary<int, long> Wholes(GridSite site, Division division)
    {
        var plots = Enumerable.Range(0, site.Graph.Count).ToLookup(plot => division.IsTower(division.GridOf[plot]));
        var wholes = plots[true].ToDictionary(tower => tower, tower => site.Graph.Households[tower]);
        foreach (var piece in Connected.Pieces(site.Graph, [.. plots[false]]))
        {
            var households = piece.Sum(plot => site.Graph.Households[plot]);
            piece.ForEach(plot => wholes[plot] = households);
        }

        return wholes;
    }
}
