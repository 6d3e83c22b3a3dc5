namespace Bandeng.Kernel.Files.Reading;

/// <summary>
/// Finds the header below titles: the row, or the two rows one above the other, with the most known names.
/// </summary>
internal static class SheetHead
{
    /// <summary>So far down a header is looked for.</summary>
    public const int Depth = 20;

    /// <param name="Last">The last row of the header, counted from 0 among the rows looked at.</param>
    public sealed record Found(string[] Names, int Last, int Known);

    public static Found? In(IReadOnlyList<SheetRow> rows, SheetGuide guide)
    {
        Found? best = null;
        for (var i = 0; i < rows.Count; i++)
        {
            best = Better(best, One(rows[i], i, guide));
            best = i + 1 < rows.Count ? Better(best, Two(rows[i], rows[i + 1], i + 1, guide)) : best;
        }

        return best is { Known: > 0 } ? best : null;
    }

    private static Found Better(Found? one, Found other) => one is null || other.Known > one.Known ? other : one;

    private static Found One(SheetRow row, int at, SheetGuide guide) =>
        Counted([.. row.Cells.Select(cell => cell.Text)], at, guide);

    /// <summary>「户主」 above 「姓名」 and 「电话」: 户主姓名 and 户主电话.</summary>
    private static Found Two(SheetRow above, SheetRow below, int at, SheetGuide guide)
    {
        var names = new string[Math.Max(above.Cells.Count, below.Cells.Count)];
        var carried = "";
        for (var i = 0; i < names.Length; i++)
        {
            var (top, bottom) = (above.At(i).Text, below.At(i).Text);
            carried = top.Length > 0 ? top : carried;
            names[i] = bottom.Length == 0 || bottom == top ? top
                : guide.KeyOf(carried + bottom) is not null ? carried + bottom
                : bottom;
        }

        // Values below a header are no names: the second row must know some by itself.
        return below.Cells.Any(cell => guide.KeyOf(cell.Text) is not null)
            ? Counted(names, at, guide)
            : new(names, at, 0);
    }

    private static Found Counted(string[] names, int at, SheetGuide guide) =>
        new(names, at, names.Select(guide.KeyOf).OfType<string>().Distinct().Count());
}
