using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>
/// Whether an outline lies in the area around it, as far as that was drawn. An invented outline binds nobody.
/// </summary>
internal sealed class OutlineAround(BandengDb db)
{
    // A border that two hands drew does not fall together: one part in a hundred may lie beyond it.
    private const double MostBeyond = 0.01;

    private readonly Dictionary<AreaCode, Geometry?> _known = [];

    /// <summary>Says what holds from now on, before it is written.</summary>
    public void Take(AreaCode area, Geometry outline) => _known[area] = outline;

    /// <summary>The nearest area around with an outline, where the outline reaches out of it; else null.</summary>
    public async Task<AreaCode?> LeftAsync(AreaCode area, Geometry outline, CancellationToken cancel)
    {
        for (var around = area.Parent; around is { } one; around = one.Parent)
        {
            if (await OutlineOfAsync(one, cancel) is { } known)
            {
                return outline.Difference(known).Area > outline.Area * MostBeyond ? one : null;
            }
        }

        return null;
    }

    private async Task<Geometry?> OutlineOfAsync(AreaCode area, CancellationToken cancel)
    {
        if (!_known.TryGetValue(area, out var outline))
        {
            var text = await db.RowAsync<string>(
                "select geometry from area_outlines where code = @Value and sketch = 0", new { area.Value }, cancel);
            _known[area] = outline = text is null ? null : GeoJson.Read(text);
        }

        return outline;
    }
}
