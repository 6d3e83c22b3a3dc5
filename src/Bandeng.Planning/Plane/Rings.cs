using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>From sides to rings to polygons.</summary>
internal static class Rings
{
    /// <summary>
    /// Joins sides end to end into rings that touch themselves nowhere: where a ring comes back to a corner, the loop
    /// becomes a ring of its own. What hangs together by sides gets exactly one ring that turns to the left.
    /// </summary>
    public static List<int[]> Of(IEnumerable<(int From, int To)> sides)
    {
        var onward = new SortedDictionary<int, Stack<int>>();
        foreach (var (from, to) in sides)
        {
            (onward.TryGetValue(from, out var there) ? there : onward[from] = new()).Push(to);
        }

        var rings = new List<int[]>();
        foreach (var (start, ends) in onward)
        {
            while (ends.Count > 0)
            {
                Walk(start, onward, rings);
            }
        }

        return rings;
    }

    /// <summary>A polygon of one shell and its holes, whatever order they come in.</summary>
    public static Polygon ToPolygon(IEnumerable<int[]> rings, Func<int, Coordinate> corner)
    {
        var made = rings.Select(ring => GeometryFactory.Default.CreateLinearRing([.. ring.Append(ring[0]).Select(corner)])).ToList();
        var shell = made.MaxBy(ring => ring.EnvelopeInternal.Area)!;
        return GeometryFactory.Default.CreatePolygon(shell, [.. made.Where(ring => ring != shell)]);
    }

    /// <summary>
    /// One polygon, or several where the rings have several shells; each hole in the shell around it.
    /// </summary>
    public static Geometry ToOutline(
        List<int[]> rings, IReadOnlyList<Coordinate> corners, Func<Coordinate, Coordinate> place)
    {
        var shells = rings.Where(ring => RingArea.Of(corners, ring) > 0).ToArray();
        if (shells.Length == 1)
        {
            return ToPolygon(rings, corner => place(corners[corner]));
        }

        // The smallest shell around a hole is the one that it is in.
        var polygons = shells.OrderBy(ring => RingArea.Of(corners, ring))
            .Select(ring => (Ring: ring, Area: ToPolygon([ring], corner => corners[corner]), Holes: new List<int[]>()))
            .ToArray();
        foreach (var hole in rings.Except(shells))
        {
            var middle = ToPolygon([hole], corner => corners[corner]).InteriorPoint;
            polygons.First(polygon => polygon.Area.Contains(middle)).Holes.Add(hole);
        }

        return GeometryFactory.Default.CreateMultiPolygon(
            [.. polygons.Select(
                polygon => ToPolygon([polygon.Ring, .. polygon.Holes], corner => place(corners[corner])))]);
    }

    private static void Walk(int start, SortedDictionary<int, Stack<int>> onward, List<int[]> rings)
    {
        var path = new List<int> { start };
        var seen = new Dictionary<int, int> { [start] = 0 };
        while (path.Count > 0)
        {
            if (!onward[path[^1]].TryPop(out var next))
            {
                return;
            }

            if (!seen.TryGetValue(next, out var back))
            {
                seen[next] = path.Count;
                path.Add(next);
                continue;
            }

            rings.Add([.. path.Skip(back)]);
            path.Skip(back + 1).ToList().ForEach(corner => seen.Remove(corner));
            path.RemoveRange(back + 1, path.Count - back - 1);
        }
    }
}
