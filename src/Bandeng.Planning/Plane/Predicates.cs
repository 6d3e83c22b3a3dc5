using NetTopologySuite.Algorithm;
using NetTopologySuite.Mathematics;

namespace Bandeng.Planning.Plane;

/// <summary>Which side, and inside or outside: right also where rounding would decide.</summary>
/// <remarks>
/// The quick answer holds when it is larger than its own error (Shewchuk 1997, the static filters); otherwise it is
/// computed again with twice the digits.
/// </remarks>
internal static class Predicates
{
    private const double CircleError = 1.2e-15;

    /// <summary>Positive when a, b, c turn to the left, 0 on one line.</summary>
    public static int Turn(double ax, double ay, double bx, double by, double cx, double cy) =>
        CGAlgorithmsDD.OrientationIndex(ax, ay, bx, by, cx, cy);

    /// <summary>Whether p lies inside the circle through a, b and c, which turn to the left.</summary>
    public static bool IsInCircle(
        double ax, double ay, double bx, double by, double cx, double cy, double px, double py)
    {
        var (adx, ady, bdx, bdy, cdx, cdy) = (ax - px, ay - py, bx - px, by - py, cx - px, cy - py);
        var (bcdxy, cbdxy) = (bdx * cdy, cdx * bdy);
        var (cadxy, acdxy) = (cdx * ady, adx * cdy);
        var (abdxy, badxy) = (adx * bdy, bdx * ady);
        var (a, b, c) = (adx * adx + ady * ady, bdx * bdx + bdy * bdy, cdx * cdx + cdy * cdy);
        var det = a * (bcdxy - cbdxy) + b * (cadxy - acdxy) + c * (abdxy - badxy);
        var size = (Math.Abs(bcdxy) + Math.Abs(cbdxy)) * a
            + (Math.Abs(cadxy) + Math.Abs(acdxy)) * b
            + (Math.Abs(abdxy) + Math.Abs(badxy)) * c;
        return Math.Abs(det) > CircleError * size ? det > 0 : IsInCircleExactly(ax, ay, bx, by, cx, cy, px, py);
    }

    private static bool IsInCircleExactly(
        double ax, double ay, double bx, double by, double cx, double cy, double px, double py)
    {
        var (adx, ady) = (DD.ValueOf(ax) - px, DD.ValueOf(ay) - py);
        var (bdx, bdy) = (DD.ValueOf(bx) - px, DD.ValueOf(by) - py);
        var (cdx, cdy) = (DD.ValueOf(cx) - px, DD.ValueOf(cy) - py);
        var det = (adx * adx + ady * ady) * (bdx * cdy - cdx * bdy)
            + (bdx * bdx + bdy * bdy) * (cdx * ady - adx * cdy)
            + (cdx * cdx + cdy * cdy) * (adx * bdy - bdx * ady);
        return det.Signum() > 0;
    }
}
