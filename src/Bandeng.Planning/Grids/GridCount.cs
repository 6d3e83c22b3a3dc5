namespace Bandeng.Planning.Grids;

/// <summary>How many grids a number of households makes.</summary>
internal static class GridCount
{
    /// <summary>Whether some number of grids within the bounds adds up to the households.</summary>
    public static bool Fits(long households, GridBounds bounds) =>
        Fewest(households, bounds) <= Largest(households, bounds);

    /// <summary>
    /// The number whose grids come closest to the middle of the bounds; at least 1, at most one a plot.
    /// </summary>
    public static int For(long households, int plots, GridBounds bounds)
    {
        var (fewest, largest) = (Fewest(households, bounds), Largest(households, bounds));
        var middle = (long)Math.Round(2.0 * households / ((double)bounds.Least + bounds.Most));
        // Where no number fits, one grid too large is one miss; two too small would be two.
        var count = fewest <= largest ? Math.Clamp(middle, fewest, largest) : largest;
        return (int)Math.Clamp(count, 1, plots);
    }

    private static long Fewest(long households, GridBounds bounds) =>
        Math.Max(1, (households + bounds.Most - 1) / bounds.Most);

    private static long Largest(long households, GridBounds bounds) =>
        bounds.Least == 0 ? long.MaxValue : households / bounds.Least;
}
