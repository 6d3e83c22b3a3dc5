using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>The area inside a ring of corners: positive when it turns to the left.</summary>
internal static class RingArea
{
    public static double Of(IReadOnlyList<Coordinate> corners, IReadOnlyList<int> ring)
    {
        var origin = corners[ring[0]];
        var twice = 0.0;
        for (var i = 1; i + 1 < ring.Count; i++)
        {
            var (a, b) = (corners[ring[i]], corners[ring[i + 1]]);
            twice += (a.X - origin.X) * (b.Y - origin.Y) - (b.X - origin.X) * (a.Y - origin.Y);
        }

        return twice / 2;
    }
}
