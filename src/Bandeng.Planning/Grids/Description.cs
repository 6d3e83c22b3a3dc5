using Bandeng.Planning.Plane;

namespace Bandeng.Planning.Grids;

/// <summary>Says of a finished division what each grid is like, counted anew from the graph.</summary>
internal sealed class Description
{
    private readonly GridTask _task;
    private readonly GridSite _site;
    private readonly Division _division;
    private readonly (int Id, int[] Plots)[] _grids;
    private readonly ILookup<int, int> _pieces;
    private readonly MissReasons _reasons;
    private readonly Dictionary<string, HashSet<int>> _gridsOfEstate = [];

    public Description(GridTask task, GridSite site, Division division, (int Id, int[] Plots)[] grids)
    {
        (_task, _site, _division, _grids) = (task, site, division, grids);
        _pieces = Enumerable.Range(0, site.Map.OwnerOf.Length)
            .ToLookup(piece => division.GridOf[site.Map.OwnerOf[piece]]);
        _reasons = new(task, site, division);
        foreach (var building in Enumerable.Range(0, task.Buildings.Count)
            .Where(i => task.Buildings[i].Estate is not null))
        {
            var estate = task.Buildings[building].Estate!;
            (_gridsOfEstate.TryGetValue(estate, out var known) ? known : _gridsOfEstate[estate] = [])
                .Add(GridOfBuilding(building));
        }
    }

    /// <summary>Grids numbered from north to south, as one reads a map.</summary>
    public static Description Sorted(GridTask task, GridSite site, Division division) => new(task, site, division,
    [
        .. Enumerable.Range(0, site.Graph.Count)
            .GroupBy(plot => division.GridOf[plot], (_, plots) => plots.ToArray())
            .OrderByDescending(plots => plots.Max(plot => site.Graph.Y[plot]))
            .ThenBy(plots => plots[0])
            .Select((plots, i) => (i + 1, plots)),
    ]);

    public GridProposal Proposal(TimeSpan first, bool stopped)
    {
        ProposedGrid[] grids = [.. _grids.AsParallel().AsOrdered().Select(grid => Describe(grid.Id, grid.Plots))];
        var gridOf = new int[_task.Buildings.Count];
        for (var grid = 0; grid < grids.Length; grid++)
        {
            foreach (var building in grids[grid].Buildings)
            {
                gridOf[building] = grid;
            }
        }

        return new(gridOf, grids, new(
            grids.Count(grid => !grid.WithinBounds),
            grids.Average(grid => grid.Compactness),
            grids.Sum(grid => grid.BarriersCrossed),
            grids.Sum(grid => grid.BarrierWeight),
            _gridsOfEstate.Count(estate => estate.Value.Count > 1),
            Moved(gridOf),
            first,
            stopped));
    }

    private int GridOfBuilding(int building) => _division.GridOf[_site.Plots.PlotOf[building]];

    private ProposedGrid Describe(int id, int[] plots)
    {
        var grid = _division.GridOf[plots[0]];
        int[] buildings = [.. plots.SelectMany(_site.Plots.BuildingsOf).Order()];
        var households = plots.Sum(plot => _site.Graph.Households[plot]);
        var inside = _site.Map.Outline(_pieces[grid], piece => _division.GridOf[_site.Map.OwnerOf[piece]] == grid);
        var rings = Rings.Of(inside);
        var (crossed, weight) = Barriers(plots, grid);
        return new(
            id,
            households,
            buildings,
            Connected.Pieces(_site.Graph, plots).Count == 1,
            _task.Bounds.Miss(households) == 0 ? null : _reasons.Of(plots, households),
            Compactness(rings),
            crossed,
            weight,
            EstatesSplit(buildings),
            RoundWalk.Metres(
                Array.ConvertAll(plots, plot => _site.Graph.X[plot]),
                Array.ConvertAll(plots, plot => _site.Graph.Y[plot])),
            Rings.ToOutline(rings, _site.Map.Corners, _site.ToDegrees));
    }

    private int EstatesSplit(int[] buildings) => buildings
        .Select(i => _task.Buildings[i].Estate)
        .OfType<string>()
        .Distinct()
        .Count(estate => _gridsOfEstate[estate].Count > 1);

    private double Compactness(List<int[]> rings)
    {
        var corners = _site.Map.Corners;
        var area = rings.Sum(ring => RingArea.Of(corners, ring));
        var perimeter = rings.Sum(ring =>
            ring.Select((corner, i) => corners[corner].Distance(corners[ring[(i + 1) % ring.Length]])).Sum());
        return 4 * Math.PI * area / (perimeter * perimeter);
    }

    private (int Count, double Weight) Barriers(int[] plots, int grid)
    {
        var (count, weight, graph) = (0, 0.0, _site.Graph);
        foreach (var plot in plots)
        {
            for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
            {
                if (graph.To[k] > plot && _division.GridOf[graph.To[k]] == grid && graph.Barrier[k] > 0)
                {
                    (count, weight) = (count + 1, weight + graph.Barrier[k]);
                }
            }
        }

        return (count, weight);
    }

    /// <summary>Each grid of today is taken over by the grid that has most of its households.</summary>
    private long Moved(int[] gridOf)
    {
        var shares = _task.Buildings.Select((building, i) => (building.Today, Grid: gridOf[i], building.Households))
            .Where(building => building.Today is not null)
            .GroupBy(building => building.Today);
        return shares.Sum(today =>
            today.Sum(building => (long)building.Households)
            - today.GroupBy(building => building.Grid).Max(grid => grid.Sum(building => (long)building.Households)));
    }
}
