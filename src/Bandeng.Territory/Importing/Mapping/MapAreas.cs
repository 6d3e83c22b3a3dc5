using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;

namespace Bandeng.Territory.Importing.Mapping;

/// <summary>
/// To which area a thing on the map belongs: the community that it touches, or the area around all those that it
/// touches. What touches none belongs to the area that was said or to the whole, if it is near enough to be walked on.
/// </summary>
internal sealed class MapAreas(BandengDb db, IAreas areas)
{
    // As far as WalkLand looks for ways around an area.
    private const double Near = 0.03;

    private sealed record OutlineRow(AreaCode Code, string Geometry);

    private sealed class Box
    {
        public double? West { get; init; }

        public double? South { get; init; }

        public double? East { get; init; }

        public double? North { get; init; }
    }

    private readonly STRtree<(AreaCode Code, IPreparedGeometry Outline)> _communities = new();
    private readonly Envelope _known = new();
    private AreaCode _otherwise;

    /// <param name="within">Only what is in or around this area; null: everything known.</param>
    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var outlines = await db.RowsAsync<OutlineRow>(
            """
            select o.code, o.geometry from area_outlines o join areas a on a.code = o.code and a.valid_to is null
            where a.level = 5 and o.code between @first and @last
            """,
            new { first, last }, cancel);
        foreach (var one in outlines)
        {
            var outline = GeoJson.Read(one.Geometry);
            _communities.Insert(outline.EnvelopeInternal, (one.Code, PreparedGeometryFactory.Prepare(outline)));
            _known.ExpandToInclude(outline.EnvelopeInternal);
        }

        _communities.Build();
        _otherwise = within ?? (await areas.HomeAsync(cancel)).Code;
        await PlacesAsync(first, last, cancel);
        _known.ExpandBy(Near);
    }

    /// <summary>The area, or null where the thing is far from everything that is known here.</summary>
    public AreaCode? Of(Geometry shape)
    {
        var touched = _communities.Query(shape.EnvelopeInternal)
            .Where(one => one.Outline.Intersects(shape)).Select(one => one.Code).ToArray();
        return touched is [var first, .. var rest] ? rest.Aggregate(first, Around)
            : _known.IsNull || _known.Intersects(shape.EnvelopeInternal) ? _otherwise
            : null;
    }

    private async Task PlacesAsync(long first, long last, CancellationToken cancel)
    {
        var box = await db.RowAsync<Box>(
            """
            select min(west) as west, min(south) as south, max(east) as east, max(north) as north from places
            where valid_to is null and west is not null and area_code between @first and @last
            """,
            new { first, last }, cancel);
        if (box is { West: { } west, South: { } south, East: { } east, North: { } north })
        {
            _known.ExpandToInclude(new Envelope(west, east, south, north));
        }
    }

    private static AreaCode Around(AreaCode one, AreaCode other)
    {
        while (!one.Contains(other))
        {
            one = one.Parent ?? throw new InvalidOperationException($"{one} and {other} lie in no common province.");
        }

        return one;
    }
}
