namespace Bandeng.Planning.Grids;

/// <summary>Grids that somebody chose by hand.</summary>
internal static class ChosenGrids
{
    public static GridObjection? FirstFault(GridTask task, GridSite site, IReadOnlyList<int> gridOf)
    {
        if (gridOf.Count != task.Buildings.Count || gridOf.Any(grid => grid < 0))
        {
            return new("grid.unassigned", "Every building needs a grid, numbered from 0.");
        }

        for (var building = 0; building < gridOf.Count; building++)
        {
            var first = site.Plots.BuildingsOf(site.Plots.PlotOf[building])[0];
            if (gridOf[first] != gridOf[building])
            {
                return new(
                    "grid.one-spot",
                    $"Buildings {task.Buildings[first].Id} and {task.Buildings[building].Id} stand on one spot; they go together.",
                    building);
            }
        }

        return null;
    }

    public static GridProposal Describe(GridTask task, GridSite site, IReadOnlyList<int> gridOf)
    {
        var division = new Division(site.Graph, task.Bounds);
        var grids = Enumerable.Range(0, site.Graph.Count)
            .GroupBy(plot => gridOf[site.Plots.BuildingsOf(plot)[0]])
            .OrderBy(grid => grid.Key)
            .Select(grid => (Id: grid.Key + 1, Plots: grid.ToArray()))
            .ToArray();
        Array.ForEach(grids, grid => division.Found(grid.Plots));
        return new Description(task, site, division, grids).Proposal(TimeSpan.Zero, stopped: false);
    }
}
