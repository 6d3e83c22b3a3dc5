using Bandeng.Planning.Plane;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>
/// Neighbours as somebody finds them who takes degrees for metres. A grid that hangs together both ways does so for
/// whoever checks it, with a projection or without.
/// </summary>
internal static class DegreeNeighbours
{
    private const int Probes = 8;

    /// <summary>
    /// Pairs, lower first, with a common side of at least <paramref name="least"/> metres inside the boundary.
    /// </summary>
    public static HashSet<(int, int)> Of(
        VoronoiCells metres, double narrowing, double least, Func<int, bool> isCut, IPointOnGeometryLocator inside,
        Envelope box)
    {
        var stretched = new Envelope(box.MinX / narrowing, box.MaxX / narrowing, box.MinY, box.MaxY);
        var cells = new VoronoiCells(Array.ConvertAll(metres.X, x => x / narrowing), metres.Y, stretched);
        var found = new HashSet<(int, int)>();
        for (var site = 0; site < metres.X.Length; site++)
        {
            for (var k = cells.Start[site]; k < cells.Start[site + 1]; k++)
            {
                var (other, from, to) =
                    (cells.Neighbour[k], cells.Corners[cells.Corner[k]], cells.Corners[cells.End(site, k)]);
                if (other > site && from.Distance(to) >= least
                    && (!isCut(site) || !isCut(other) || Reaches(from, to, narrowing, inside)))
                {
                    found.Add((site, other));
                }
            }
        }

        return found;
    }

    private static bool Reaches(Coordinate from, Coordinate to, double narrowing, IPointOnGeometryLocator inside) =>
        Enumerable.Range(0, Probes + 1).Select(i => (double)i / Probes).Any(part => inside.Locate(new Coordinate(
            (from.X + (to.X - from.X) * part) * narrowing, from.Y + (to.Y - from.Y) * part)) == Location.Interior);
}
