using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>
/// Where the buildings stand, in metres: one plot a place. Buildings on the same centimetre share a plot, unless
/// together they are more than a grid may hold: then they stand around their place, closer to it than to any other.
/// </summary>
internal sealed class Plots
{
    private const double SamePlace = 0.01;
    private const double LeastRoom = 0.02;
    private const double GoldenAngle = 2.399963229728653;

    private readonly List<double> _x = [];
    private readonly List<double> _y = [];
    private readonly List<List<int>> _buildings = [];

    public Plots(Coordinate[] places, IReadOnlyList<GridBuilding> buildings, int most, Geometry boundary)
    {
        Gather(places);
        var edge = boundary.Boundary;
        foreach (var plot in Enumerable.Range(0, _x.Count).ToArray())
        {
            if (_buildings[plot].Count > 1 && _buildings[plot].Sum(i => (long)buildings[i].Households) > most)
            {
                Spread(plot, edge);
            }
        }

        Households = [.. _buildings.Select(members => members.Sum(i => (long)buildings[i].Households))];
        PlotOf = new int[places.Length];
        for (var plot = 0; plot < _x.Count; plot++)
        {
            _buildings[plot].ForEach(building => PlotOf[building] = plot);
        }
    }

    public double[] X => [.. _x];

    public double[] Y => [.. _y];

    public long[] Households { get; }

    /// <summary>The plot of each building.</summary>
    public int[] PlotOf { get; }

    public IReadOnlyList<int> BuildingsOf(int plot) => _buildings[plot];

    private void Gather(Coordinate[] places)
    {
        var found = new Dictionary<(long, long), List<int>>();
        for (var building = 0; building < places.Length; building++)
        {
            var at = places[building];
            var (column, row) = ((long)Math.Floor(at.X / SamePlace), (long)Math.Floor(at.Y / SamePlace));
            var same = Around(column, row)
                .SelectMany(box => found.GetValueOrDefault(box) ?? [])
                .FirstOrDefault(plot => at.Distance(new(_x[plot], _y[plot])) < SamePlace, -1);
            if (same >= 0)
            {
                _buildings[same].Add(building);
                continue;
            }

            (found.TryGetValue((column, row), out var there) ? there : found[(column, row)] = []).Add(_x.Count);
            Add(at.X, at.Y, building);
        }
    }

    private static IEnumerable<(long, long)> Around(long column, long row) =>
        from dx in (int[])[-1, 0, 1] from dy in (int[])[-1, 0, 1] select (column + dx, row + dy);

    private void Add(double x, double y, int building)
    {
        _x.Add(x);
        _y.Add(y);
        _buildings.Add([building]);
    }

    private void Spread(int plot, Geometry edge)
    {
        var (x, y, members) = (_x[plot], _y[plot], _buildings[plot].ToArray());
        var others = Enumerable.Range(0, _x.Count).Where(other => other != plot);
        var distances = others.Select(other => new Coordinate(_x[other], _y[other]).Distance(new(x, y)));
        var nearest = distances.DefaultIfEmpty(double.MaxValue).Min();
        var away = edge.Distance(GeometryFactory.Default.CreatePoint(new Coordinate(x, y)));
        var room = Math.Min(Math.Min(nearest / 4, away / 2), Math.Sqrt(members.Length) / 4);
        if (room / Math.Sqrt(members.Length) < LeastRoom)
        {
            return;
        }

        _buildings[plot] = [members[0]];
        for (var i = 1; i < members.Length; i++)
        {
            var (far, angle) = (room * Math.Sqrt((double)i / members.Length), i * GoldenAngle);
            Add(x + far * Math.Cos(angle), y + far * Math.Sin(angle), members[i]);
        }
    }
}
