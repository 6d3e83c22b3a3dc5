using System.Buffers;
using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Sheets.Books;

/// <summary>What a value becomes in a cell, whatever the format of the file.</summary>
internal static class CellTexts
{
    // A cell holds 32,767 characters; more makes spreadsheets "repair" the file.
    private const int Most = 32_767;

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.,-/:*XxE+%");

    private static readonly SearchValues<char> OfDays = SearchValues.Create("yYdD");

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public const string DayFormat = "yyyy-mm-dd";

    public const string MomentFormat = "yyyy-mm-dd hh:mm";

    public const string ShareFormat = "0.0%";

    /// <summary>Days since the beginning of spreadsheet time.</summary>
    public static double Serial(object dayOrMoment) => (dayOrMoment switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset at => ChinaTime.OnTheWall(at),
        _ => throw new ArgumentException("Neither a day nor a moment.", nameof(dayOrMoment)),
    }).Subtract(Epoch).TotalDays;

    /// <summary>A value as words, for a cell of texts.</summary>
    public static string Words(object value) => value switch
    {
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => ChinaTime.Show(at),
        Share share =>
            share.Value.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A text that XML and spreadsheets can hold.</summary>
    public static string Writable(string text)
    {
        var clean = string.Concat(
            text.Where(letter => letter is '\n' or '\t' || letter >= ' ' && letter is not ('\uFFFE' or '\uFFFF')));
        return clean.Length <= Most ? clean : string.Concat(clean.AsSpan(0, Most - 1), "…");
    }

    /// <summary>
    /// Whether a spreadsheet would make a number, a day or a formula of it when somebody touches the cell.
    /// </summary>
    public static bool WouldBeTaken(string text) =>
        text is [var first, ..] && (first is '=' or '+' or '-' or '@' || text.AsSpan().IndexOfAnyExcept(OfNumbers) < 0);

    /// <summary>Whether a number format shows a day.</summary>
    public static bool IsDay(int id, string? code) => code is null
        ? id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58)
        : InFormat(code).AsSpan().ContainsAny(OfDays);

    // What stands in quotes or brackets is no format: [$-804], "年".
    private static string InFormat(string code)
    {
        var kept = new System.Text.StringBuilder();
        var (quoted, bracketed) = (false, false);
        foreach (var letter in code)
        {
            quoted ^= letter == '"';
            bracketed = letter == '[' || (bracketed && letter != ']');
            kept.Append(quoted || bracketed ? ' ' : letter);
        }

        return kept.ToString().Replace("General", "", StringComparison.OrdinalIgnoreCase);
    }
}
