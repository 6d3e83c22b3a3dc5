using System.Globalization;

namespace Bandeng.Organizations.People;

/// <summary>A day of the calendar on the wall, as it stands in tables: <c>2026-03-02</c> in both databases.</summary>
internal static class Day
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
