using Bandeng.Planning.Plane;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>A task laid out on the plane: plots, their land, their neighbours with prices.</summary>
internal sealed class GridSite
{
    /// <summary>Metres: shorter sides count as borders, but no grid hangs by one.</summary>
    private const double FirmSide = 0.25;

    // What a wish is worth, in barriers of weight 1 between two neighbours.
    private const double EstateWorth = 6;
    private const double TodayWorth = 1;
    private const double PairWorth = 200;

    private readonly GridTask _task;
    private readonly LocalPlane _plane;
    private readonly Dictionary<Coordinate, Coordinate> _given = [];

    private GridSite(GridTask task, LocalPlane plane, Geometry boundary, Coordinate[] places)
    {
        (_task, _plane) = (task, plane);
        foreach (var corner in task.Boundary?.Coordinates ?? [])
        {
            _given[plane.ToMetres(corner)] = new(corner.X, corner.Y);
        }

        Plots = new Plots(places, task.Buildings, task.Bounds.Most, boundary);
        var cells = new VoronoiCells(Plots.X, Plots.Y, boundary.EnvelopeInternal);
        var land = new Land(cells, boundary);
        Map = new PlotMap(land, cells);
        var inDegrees = DegreeNeighbours.Of(
            cells, plane.Narrowing, FirmSide, site => land.IsCut[site], land.Inside, boundary.EnvelopeInternal);
        Graph = new PlotNeighbours(Map, inDegrees, FirmSide).Firmed(cells, Plots.Households, task.Bounds.Most, Priced);
    }

    public Plots Plots { get; }

    public PlotMap Map { get; }

    public PlotGraph Graph { get; }

    /// <summary>Lays a task out, or says what is wrong with it.</summary>
    public static GridSite? Of(GridTask task, out GridObjection? objection)
    {
        objection = GridCheck.FirstFault(task);
        if (objection is not null)
        {
            return null;
        }

        var middle = new Envelope(task.Buildings.Select(building => building.Place.EnvelopeInternal.Centre)).Centre;
        var plane = new LocalPlane(middle);
        Coordinate[] places =
        [
            .. task.Buildings.AsParallel().AsOrdered()
            .Select(building => plane.ToMetres(building.Place.Centroid.Coordinate)),
        ];
        var boundary = plane.ToMetres(task.Boundary ?? Hull.Of(task.Buildings));
        boundary = task.Boundary is null ? boundary.Buffer(Hull.Margin) : boundary;
        objection = GridCheck.FirstOutside(task, places, boundary) ?? GridCheck.FirstEmptyPart(places, boundary);
        return objection is null ? new GridSite(task, plane, boundary, places) : null;
    }

    /// <summary>Corners of the given boundary come back to the last digit.</summary>
    public Coordinate ToDegrees(Coordinate metres) =>
        _given.TryGetValue(metres, out var given) ? given : _plane.ToDegrees(metres);

    private PlotGraph Priced(PlotGraph graph)
    {
        var barriers = new SegmentGrid([.. _task.Barriers.SelectMany((barrier, i) =>
            barrier.Weight > 0 ? SegmentGrid.PiecesOf(_plane.ToMetres(barrier.Line), i) : [])]);
        Parallel.For(0, graph.Count, plot =>
        {
            for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
            {
                if (graph.To[k] > plot)
                {
                    graph.Barrier[k] = Heaviest(barriers, graph, plot, graph.To[k]);
                    graph.Price[k] = graph.Barrier[k] - WorthOfNeighbours(plot, graph.To[k]);
                }
            }
        });
        graph.Mirror(graph.Barrier);
        graph.Mirror(graph.Price);
        return graph with { Pairs = WishedPairs() };
    }

    private double Heaviest(SegmentGrid barriers, PlotGraph graph, int one, int other)
    {
        var heaviest = 0.0;
        barriers.Cross(graph.X[one], graph.Y[one], graph.X[other], graph.Y[other], i =>
            heaviest = Math.Max(heaviest, _task.Barriers[i].Weight));
        return heaviest;
    }

    private double WorthOfNeighbours(int plot, int other)
    {
        var (one, two) = (_task.Buildings[Plots.BuildingsOf(plot)[0]], _task.Buildings[Plots.BuildingsOf(other)[0]]);
        return (_task.Wishes.KeepEstates && one.Estate is not null && one.Estate == two.Estate ? EstateWorth : 0)
            + (_task.Wishes.NearToday && one.Today is not null && one.Today == two.Today ? TodayWorth : 0);
    }

    private Dictionary<int, List<(int Other, double Price)>> WishedPairs()
    {
        var pairs = new Dictionary<int, List<(int, double)>>();
        var plotOf = Enumerable.Range(0, _task.Buildings.Count)
            .ToDictionary(i => _task.Buildings[i].Id, i => Plots.PlotOf[i]);
        var wishes = _task.Wishes.Together.Select(pair => (pair, Price: -PairWorth))
            .Concat(_task.Wishes.Apart.Select(pair => (pair, Price: PairWorth)));
        foreach (var ((one, other), price) in wishes)
        {
            var (a, b) = (plotOf[one], plotOf[other]);
            if (a != b)
            {
                (pairs.TryGetValue(a, out var ofA) ? ofA : pairs[a] = []).Add((b, price));
                (pairs.TryGetValue(b, out var ofB) ? ofB : pairs[b] = []).Add((a, price));
            }
        }

        return pairs;
    }
}
