using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Bandeng.Planning.Plane;

/// <summary>Whether an outline is a proper polygon; most are small and told without building anything.</summary>
internal static class SimpleRing
{
    private const int Few = 32;

    /// <summary>What is wrong with it and where, or null.</summary>
    public static TopologyValidationError? FaultOf(Geometry place) =>
        place is Point
            || (place is Polygon { NumInteriorRings: 0 } polygon && IsSimple(polygon.ExteriorRing.CoordinateSequence))
            ? null
            : new IsValidOp(place).ValidationError;

    /// <summary>
    /// True only when no two sides touch that do not follow one another; false may also mean too many to try.
    /// </summary>
    private static bool IsSimple(CoordinateSequence ring)
    {
        var sides = ring.Count - 1;
        for (var i = 0; i < sides && sides <= Few; i++)
        {
            if (IsSpike(ring, i, i + 1 < sides ? i + 2 : 1))
            {
                return false;
            }

            for (var k = i + 2; k < sides; k++)
            {
                if ((i > 0 || k < sides - 1) && Meet(ring, i, k))
                {
                    return false;
                }
            }
        }

        return sides is > 2 and <= Few;
    }

    /// <summary>A side without length, or one that runs back on the one before.</summary>
    private static bool IsSpike(CoordinateSequence ring, int i, int next)
    {
        var (dx, dy) = (ring.GetX(i + 1) - ring.GetX(i), ring.GetY(i + 1) - ring.GetY(i));
        var (ex, ey) = (ring.GetX(next) - ring.GetX(i + 1), ring.GetY(next) - ring.GetY(i + 1));
        return !(dx * dx + dy * dy > 0) || (dx * ex + dy * ey <= 0 && Turn(ring, i, i + 1, next) == 0);
    }

    private static bool Meet(CoordinateSequence ring, int i, int k) =>
        Turn(ring, i, i + 1, k) * Turn(ring, i, i + 1, k + 1) <= 0
            && Turn(ring, k, k + 1, i) * Turn(ring, k, k + 1, i + 1) <= 0;

    private static int Turn(CoordinateSequence ring, int a, int b, int c) => Predicates.Turn(
        ring.GetX(a), ring.GetY(a), ring.GetX(b), ring.GetY(b), ring.GetX(c), ring.GetY(c));
}
