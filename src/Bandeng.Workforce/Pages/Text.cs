using System.Globalization;

namespace Bandeng.Workforce.Pages;

/// <summary>Days, money and shares as the pages say them.</summary>
internal static class Text
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Fen as yuan, to the fen.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>An average in whole yuan: it is not known more exactly.</summary>
    public static string Whole(long fen) =>
        Math.Round(fen / 100m, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(long part, long whole) =>
        whole == 0 ? "—" : (100.0 * part / whole).ToString("F1", CultureInfo.InvariantCulture) + "%";
}
