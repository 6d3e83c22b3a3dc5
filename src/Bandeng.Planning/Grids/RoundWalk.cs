namespace Bandeng.Planning.Grids;

/// <summary>The length of a walk to every place and back, as the crow flies.</summary>
/// <remarks>
/// The nearest next place, then crossings are undone (2-opt, Croes 1958): usually within a twentieth of the shortest.
/// </remarks>
internal static class RoundWalk
{
    private const int MostPlaces = 400;
    private const int MostPasses = 20;

    /// <summary>
    /// Metres. Beyond 400 places crossings stay, because undoing them takes the square of their number.
    /// </summary>
    public static double Metres(double[] x, double[] y)
    {
        var order = Nearest(x, y);
        for (var pass = 0; pass < MostPasses && x.Length <= MostPlaces && Untangle(order, x, y); pass++)
        {
        }

        return Enumerable.Range(0, order.Length).Sum(i => Far(x, y, order[i], order[(i + 1) % order.Length]));
    }

    private static int[] Nearest(double[] x, double[] y)
    {
        var order = Enumerable.Range(0, x.Length).ToArray();
        for (var i = 1; i < order.Length; i++)
        {
            var nearest = i;
            for (var k = i + 1; k < order.Length; k++)
            {
                nearest = Far(x, y, order[i - 1], order[k]) < Far(x, y, order[i - 1], order[nearest]) ? k : nearest;
            }

            (order[i], order[nearest]) = (order[nearest], order[i]);
        }

        return order;
    }

    private static bool Untangle(int[] order, double[] x, double[] y)
    {
        var better = false;
        for (var i = 0; i + 2 < order.Length; i++)
        {
            for (var k = i + 2; k < order.Length; k++)
            {
                var after = order[(k + 1) % order.Length];
                var now = Far(x, y, order[i], order[i + 1]) + Far(x, y, order[k], after);
                if (Far(x, y, order[i], order[k]) + Far(x, y, order[i + 1], after) < now - 1e-9)
                {
                    Array.Reverse(order, i + 1, k - i);
                    better = true;
                }
            }
        }

        return better;
    }

    private static double Far(double[] x, double[] y, int one, int other) =>
        Math.Sqrt((x[one] - x[other]) * (x[one] - x[other]) + (y[one] - y[other]) * (y[one] - y[other]));
}
