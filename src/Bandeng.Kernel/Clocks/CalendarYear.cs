using System.Globalization;
using System.Text.Json;

namespace Bandeng.Kernel.Clocks;

/// <summary>
/// One official notice: the holidays and make-up days of a year, and what it rules on the December before.
/// </summary>
/// <remarks>
/// The file is JSON, <c>{"year":2026,"days":[{"date":"2026-01-01","isOffDay":true},…]}</c>; anything else in it is
/// left alone. So an office can bring the next year before a new version does.
/// </remarks>
public sealed class CalendarYear
{
    private const int FirstYear = 1949;
    private const int LastYear = 2999;

    private CalendarYear(int year, IReadOnlyDictionary<DateOnly, bool> worked) => (Year, Worked) = (year, worked);

    public int Year { get; }

    /// <summary>The days that the notice names, and whether each is worked.</summary>
    public IReadOnlyDictionary<DateOnly, bool> Worked { get; }

    /// <summary>
    /// Reads a file whole or refuses it: <c>calendar.unreadable</c>, <c>calendar.year</c>, <c>calendar.day</c>.
    /// </summary>
    public static Result<CalendarYear> Read(Stream file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            return Refuse("calendar.unreadable", $"The file is not JSON: line {failure.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            // The reader finds broken characters inside a text only when the text is taken.
            return Refuse("calendar.unreadable", "The file holds characters that are not UTF-8.");
        }
    }

    private static Result<CalendarYear> Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return Refuse("calendar.unreadable", "The file holds no calendar of a year.");
        }

        if (!root.TryGetProperty("year", out var number) || number.ValueKind is not JsonValueKind.Number
            || !number.TryGetInt32(out var year) || year is < FirstYear or > LastYear)
        {
            return Refuse("calendar.year", $"The file names no year between {FirstYear} and {LastYear}.");
        }

        return root.TryGetProperty("days", out var days)
            && days.ValueKind is JsonValueKind.Array && days.GetArrayLength() > 0
            ? ReadDays(year, days)
            : Refuse("calendar.day", $"The file names no day of {year}.");
    }

    private static Result<CalendarYear> ReadDays(int year, JsonElement days)
    {
        var worked = new Dictionary<DateOnly, bool>();
        foreach (var entry in days.EnumerateArray())
        {
            if (!TryReadDay(entry, out var day, out var isOff))
            {
                return Refuse("calendar.day", $"Not a day with date and isOffDay: {Shortened(entry)}");
            }

            if (day.Year != year && (day.Year, day.Month) != (year - 1, 12))
            {
                return Refuse("calendar.day", $"{day:yyyy-MM-dd} is neither in {year} nor in the December before.");
            }

            if (worked.TryGetValue(day, out var before) && before == isOff)
            {
                return Refuse("calendar.day", $"{day:yyyy-MM-dd} is named both as a day off and as worked.");
            }

            worked[day] = !isOff;
        }

        return new CalendarYear(year, worked);
    }

    private static bool TryReadDay(JsonElement entry, out DateOnly day, out bool isOff)
    {
        (day, isOff) = (default, false);
        if (entry.ValueKind is not JsonValueKind.Object
            || !entry.TryGetProperty("date", out var date) || date.ValueKind is not JsonValueKind.String
            || !entry.TryGetProperty("isOffDay", out var off)
            || off.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return false;
        }

        isOff = off.GetBoolean();
        return DateOnly.TryParseExact(
            date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static string Shortened(JsonElement entry) =>
        entry.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : entry.GetRawText();

    private static Refusal Refuse(string code, string message) => new(RefusalKind.Invalid, code, message);
}
