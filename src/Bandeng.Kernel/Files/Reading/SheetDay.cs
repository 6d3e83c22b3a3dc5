using System.Globalization;
using System.Text.RegularExpressions;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>
/// Days as people write them: 2023-01-05, 2023.1.5, 2023/1/5, 2023年1月5日, 19560712, and the serial number of a
/// spreadsheet. A year of two digits or a month without a day is no day.
/// </summary>
public static partial class SheetDay
{
    /// <summary>Days between the two beginnings of spreadsheet time.</summary>
    internal const int From1904 = 1462;

    private const int FirstSerial = 61; // 1 March 1900: before it, spreadsheets know a day that never was
    private const int LastSerial = 73_050; // the end of 2099

    private static readonly DateOnly Zero = new(1899, 12, 30);

    /// <summary>Reads a day.</summary>
    public static bool TryRead(SheetCell cell, out DateOnly day)
    {
        day = default;
        var text = cell.Text.TrimStart('\'').Trim();
        if (Written().Match(text) is { Success: true } written)
        {
            return TryMake(written.Groups["y"].Value, written.Groups["m"].Value, written.Groups["d"].Value, out day);
        }

        // 20648 and 20648.5 are days; 1956.07 is a month, which nobody can tell the day of.
        if (text.Split('.')[0].Length == 5 && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && OfSerial(serial) is { } found)
        {
            day = found;
            return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a month without a day, as the column 出生年月 has it, is the month of a day that is known from elsewhere:
    /// 1956.07, 1956年7月, 195607; a number cell makes 1956.1 of October.
    /// </summary>
    public static bool IsMonthOf(SheetCell cell, DateOnly day) =>
        Month().Match(cell.Text.TrimStart('\'').Trim()) is { Success: true } written
            && Number(written.Groups["y"].Value) == day.Year
            && (Number(written.Groups["m"].Value) == day.Month
                || (day.Month == 10 && written.Value.EndsWith(".1", StringComparison.Ordinal)));

    /// <summary>The day of a serial number, or null outside of 1900-03-01 to 2099.</summary>
    internal static DateOnly? OfSerial(double serial) =>
        serial is >= FirstSerial and <= LastSerial ? Zero.AddDays((int)serial) : null;

    /// <summary>The day and the time of a serial number, to the second.</summary>
    internal static DateTime? MomentOfSerial(double serial) => OfSerial(serial) is { } day
        ? day.ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Round((serial - Math.Floor(serial)) * 86_400))
        : null;

    internal static bool IsBuiltInDay(string format) =>
        int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58);

    internal static bool IsDayFormat(string format) =>
        Quoted().Replace(format, "").AsSpan().IndexOfAny("yYdD") >= 0;

    private static bool TryMake(string year, string month, string day, out DateOnly made)
    {
        made = default;
        var (y, m, d) = (Number(year), Number(month), Number(day));
        if (y is < 1850 or > 2100 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        made = new DateOnly(y, m, d);
        return true;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private const string Days =
        @"^(?:(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})"
        + @"|(?<y>\d{4})\s*[-./年、]\s*(?<m>\d{1,2})\s*[-./月、]\s*(?<d>\d{1,2})\s*[日号]?)"
        + @"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?)?$";

    [GeneratedRegex(Days, RegexOptions.ExplicitCapture)]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?<m>\d{2})|\s*[-./年]\s*(?<m>\d{1,2})\s*月?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Month();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex Quoted();
}
