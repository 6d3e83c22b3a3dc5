using System.Collections.Concurrent;
using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;

namespace Bandeng.Territory.Maps;

/// <summary>A box around an outline: all of it that always stays in memory.</summary>
internal sealed record OutlineBox(AreaCode Code, double West, double South, double East, double North)
{
    public Envelope Envelope => new(West, East, South, North);
}

/// <summary>Boxes of all outlines, and the outlines that were asked for lately.</summary>
internal sealed class OutlineTree
{
    private const int MostPrepared = 2_000;

    private readonly STRtree<AreaCode> _boxes = new();
    private readonly ConcurrentDictionary<AreaCode, IPreparedGeometry> _prepared = [];

    public OutlineTree(IEnumerable<OutlineBox> boxes)
    {
        foreach (var box in boxes)
        {
            _boxes.Insert(box.Envelope, box.Code);
        }

        _boxes.Build();
    }

    /// <summary>The areas whose boxes hold the point, deepest first.</summary>
    public IEnumerable<AreaCode> Around(Coordinate point) =>
        _boxes.Query(new Envelope(point)).OrderByDescending(code => code.Level).ThenBy(code => code);

    public bool TryGetPrepared(AreaCode code, out IPreparedGeometry? outline) =>
        _prepared.TryGetValue(code, out outline);

    public IPreparedGeometry Prepare(AreaCode code, Geometry outline)
    {
        if (_prepared.Count >= MostPrepared)
        {
            _prepared.Clear();
        }

        return _prepared[code] = PreparedGeometryFactory.Prepare(outline);
    }
}
