namespace Bandeng.Planning.Plane;

/// <summary>The circle through three points.</summary>
internal static class Circle
{
    public static (double X, double Y) Centre(double ax, double ay, double bx, double by, double cx, double cy)
    {
        var (dx, dy, ex, ey) = (bx - ax, by - ay, cx - ax, cy - ay);
        var (b, c) = (dx * dx + dy * dy, ex * ex + ey * ey);
        var half = 0.5 / (dx * ey - dy * ex);
        return (ax + (ey * b - dy * c) * half, ay + (dx * c - ex * b) * half);
    }
}
