using Bandeng.Planning.Plane;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Union;

namespace Bandeng.Planning.Walks;

/// <summary>
/// Lines that people walk along, as a graph: crossings are junctions, a place is joined to the nearest point of the
/// nearest line. Degrees (WGS-84) in, metres inside.
/// </summary>
public sealed class WalkNetwork
{
    /// <summary>How far from a line a place may lie and still be reached along it, in metres.</summary>
    public const double JoinMetres = 250;

    /// <summary>
    /// Where no line leads, the way is taken to be so many times as long as the crow flies. 1.3 is between what is
    /// measured in towns of many countries (1.2–1.4); it is a setting of whoever asks.
    /// </summary>
    public const double Detour = 1.3;

    private const double Same = 0.05;

    private readonly LocalPlane _plane;
    private readonly STRtree<int> _tree = new();
    private readonly List<(int From, int To, double Metres)> _edges = [];
    private readonly List<(int To, double Metres)>[] _from;
    private readonly List<Coordinate> _nodes = [];

    /// <param name="walks">Lines; other shapes are left out. None at all is allowed.</param>
    /// <param name="middle">Somewhere near, degrees; what lies within 50 km of it is measured well.</param>
    public WalkNetwork(IEnumerable<Geometry> walks, Coordinate middle)
    {
        _plane = new LocalPlane(middle);
        var byPlace = new Dictionary<(long, long), int>();
        foreach (var line in Noded(walks))
        {
            for (var i = 1; i < line.Length; i++)
            {
                Add(byPlace, line[i - 1], line[i]);
            }
        }

        _from = new List<(int, double)>[_nodes.Count];
        for (var node = 0; node < _from.Length; node++)
        {
            _from[node] = [];
        }

        foreach (var (from, to, metres) in _edges)
        {
            _from[from].Add((to, metres));
            _from[to].Add((from, metres));
        }

        if (_edges.Count > 0)
        {
            _tree.Build();
        }
    }

    /// <summary>Places where lines begin, end, bend or cross.</summary>
    public int Nodes => _nodes.Count;

    /// <summary>Joins a place to the network.</summary>
    internal WalkStop Join(Coordinate degrees)
    {
        var at = _plane.ToMetres(degrees);
        var best = new WalkStop(at, -1, 0, double.PositiveInfinity);
        if (_edges.Count == 0)
        {
            return best;
        }

        var near = new Envelope(at);
        near.ExpandBy(JoinMetres);
        foreach (var edge in _tree.Query(near).Order())
        {
            var (part, off) = Nearest(_nodes[_edges[edge].From], _nodes[_edges[edge].To], at);
            if (off <= JoinMetres && off < best.Off)
            {
                best = new(at, edge, part, off);
            }
        }

        return best;
    }

    /// <summary>
    /// From every source the shortest way to every place: metres and which source; infinite where no line leads.
    /// </summary>
    internal (double Metres, int Source)[] Spread(IReadOnlyList<WalkStop> sources, double most)
    {
        var found = new (double Metres, int Source)[_nodes.Count];
        Array.Fill(found, (double.PositiveInfinity, -1));
        var open = new PriorityQueue<int, double>();
        void Offer(int node, double metres, int source)
        {
            if (metres < found[node].Metres && metres <= most)
            {
                found[node] = (metres, source);
                open.Enqueue(node, metres);
            }
        }

        foreach (var (source, stop) in sources.Index().Where(one => one.Item.Edge >= 0))
        {
            var (from, to, metres) = _edges[stop.Edge];
            Offer(from, stop.Off + stop.Part * metres, source);
            Offer(to, stop.Off + (1 - stop.Part) * metres, source);
        }

        while (open.TryDequeue(out var node, out var far))
        {
            if (far > found[node].Metres)
            {
                continue;
            }

            foreach (var (to, metres) in _from[node])
            {
                Offer(to, far + metres, found[node].Source);
            }
        }

        return found;
    }

    /// <summary>
    /// The way from what was spread to a joined place; ways along one and the same line are the caller's.
    /// </summary>
    internal (double Metres, int Source) At((double Metres, int Source)[] spread, WalkStop stop)
    {
        if (stop.Edge < 0)
        {
            return (double.PositiveInfinity, -1);
        }

        var (from, to, metres) = _edges[stop.Edge];
        var (back, on) = (spread[from].Metres + stop.Part * metres, spread[to].Metres + (1 - stop.Part) * metres);
        return back <= on ? (back + stop.Off, spread[from].Source) : (on + stop.Off, spread[to].Source);
    }

    /// <summary>The way between two places on one piece of line, along it.</summary>
    internal double Along(WalkStop one, WalkStop other) => one.Edge < 0 || one.Edge != other.Edge
        ? double.PositiveInfinity
        : one.Off + other.Off + Math.Abs(one.Part - other.Part) * _edges[one.Edge].Metres;

    private IEnumerable<Coordinate[]> Noded(IEnumerable<Geometry> walks)
    {
        var lines = walks.SelectMany(Lines).Where(line => line.Length > 0).Select(_plane.ToMetres).ToArray();
        if (lines is [])
        {
            return [];
        }

        var whole = UnaryUnionOp.Union(lines);
        return Lines(whole).Select(line => line.Coordinates);
    }

    private static IEnumerable<LineString> Lines(Geometry shape) =>
        Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<LineString>();

    private void Add(Dictionary<(long, long), int> byPlace, Coordinate one, Coordinate other)
    {
        var (from, to) = (Node(byPlace, one), Node(byPlace, other));
        if (from == to)
        {
            return;
        }

        _tree.Insert(new Envelope(_nodes[from], _nodes[to]), _edges.Count);
        _edges.Add((from, to, _nodes[from].Distance(_nodes[to])));
    }

    // Ends that differ by centimetres were meant to meet.
    private int Node(Dictionary<(long, long), int> byPlace, Coordinate at)
    {
        var key = ((long)Math.Round(at.X / Same), (long)Math.Round(at.Y / Same));
        if (!byPlace.TryGetValue(key, out var node))
        {
            byPlace[key] = node = _nodes.Count;
            _nodes.Add(at);
        }

        return node;
    }

    private static (double Part, double Off) Nearest(Coordinate from, Coordinate to, Coordinate at)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var part = Math.Clamp(((at.X - from.X) * dx + (at.Y - from.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        var (x, y) = (from.X + part * dx - at.X, from.Y + part * dy - at.Y);
        return (part, Math.Sqrt(x * x + y * y));
    }
}

/// <summary>A place joined to the nearest line.</summary>
/// <param name="At">In metres.</param>
/// <param name="Edge">Which piece of line; -1: none near.</param>
/// <param name="Part">Where on it, from 0 to 1.</param>
/// <param name="Off">Metres between the place and the line.</param>
internal readonly record struct WalkStop(Coordinate At, int Edge, double Part, double Off);
