namespace Bandeng.Planning.Plane;

/// <summary>The first triangle of a sweep and the order in which the other points join it.</summary>
/// <param name="X">The middle of the first triangle's circle.</param>
internal sealed record SweepSeed(int A, int B, int C, double X, double Y, int[] Order)
{
    public static SweepSeed Of(double[] x, double[] y)
    {
        var (middleX, middleY) = ((x.Min() + x.Max()) / 2, (y.Min() + y.Max()) / 2);
        var a = Nearest(x, y, middleX, middleY, -1);
        var b = Nearest(x, y, x[a], y[a], a);
        var c = SmallestCircle(x, y, a, b);
        if (Predicates.Turn(x[a], y[a], x[b], y[b], x[c], y[c]) < 0)
        {
            (b, c) = (c, b);
        }

        var (centreX, centreY) = Circle.Centre(x[a], y[a], x[b], y[b], x[c], y[c]);
        var order = Enumerable.Range(0, x.Length).Where(i => i != a && i != b && i != c).ToArray();
        var distances = Array.ConvertAll(order, i => Square(x[i] - centreX, y[i] - centreY));
        Array.Sort(distances, order);
        return new(a, b, c, centreX, centreY, order);
    }

    private static int Nearest(double[] x, double[] y, double atX, double atY, int except)
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < x.Length; i++)
        {
            var distance = Square(x[i] - atX, y[i] - atY);
            if (i != except && distance < least)
            {
                (nearest, least) = (i, distance);
            }
        }

        return nearest;
    }

    private static int SmallestCircle(double[] x, double[] y, int a, int b)
    {
        var (smallest, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < x.Length; i++)
        {
            if (i == a || i == b || Predicates.Turn(x[a], y[a], x[b], y[b], x[i], y[i]) == 0)
            {
                continue;
            }

            var (centreX, centreY) = Circle.Centre(x[a], y[a], x[b], y[b], x[i], y[i]);
            var radius = Square(centreX - x[a], centreY - y[a]);
            if (radius < least)
            {
                (smallest, least) = (i, radius);
            }
        }

        return smallest >= 0 ? smallest : throw new ArgumentException("All points lie on one line.", nameof(x));
    }

    private static double Square(double x, double y) => x * x + y * y;
}
