using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Bandeng.Territory.Maps;

/// <summary>Whether a place lies in a community, by the outlines of communities.</summary>
internal sealed class CommunityOutlines(BandengDb db, IAreas areas)
{
    private readonly Dictionary<AreaCode, IPreparedGeometry?> _known = [];

    /// <summary>The community at the place, or null where no outline covers it.</summary>
    public async Task<AreaCode?> CommunityAtAsync(Geometry place, CancellationToken cancel)
    {
        var point = place.InteriorPoint;
        return await areas.LocateAsync(point.X, point.Y, cancel) is { Level: >= AreaLevel.Village } area
            ? area.Community
            : null;
    }

    /// <summary>
    /// Whether a point inside of the place lies in the community; null where the community has no outline.
    /// </summary>
    public async Task<bool?> HoldsAsync(AreaCode community, Geometry place, CancellationToken cancel)
    {
        if (!_known.TryGetValue(community, out var outline))
        {
            var text = await db.RowAsync<string>(
                "select geometry from area_outlines where code = @Value", new { community.Value }, cancel);
            outline = text is null ? null : PreparedGeometryFactory.Prepare(GeoJson.Read(text));
            _known[community] = outline;
        }

        return outline?.Covers(place.InteriorPoint);
    }
}
