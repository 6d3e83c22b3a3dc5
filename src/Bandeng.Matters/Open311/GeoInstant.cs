using System.Globalization;
using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Matters.Open311;

/// <summary>Instants as GeoReport writes them: the W3C's profile of ISO 8601, here with the offset of China.</summary>
internal static partial class GeoInstant
{
    private const int FirstYear = 1900;
    private const int LastYear = 9000;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>2026-06-01T08:00:00+08:00.</summary>
    public static string Write(DateTimeOffset at) =>
        at.ToOffset(China).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Reads a day or an instant; without an offset it is local time in China.</summary>
    /// <param name="isEnd">A day alone means its end.</param>
    /// <returns>Null for anything else.</returns>
    public static DateTimeOffset? Read(string text, bool isEnd)
    {
        // Many clients send the plus sign of the offset as it is, and a form's plus is a space.
        var mended = LostPlus().Replace(text.Trim(), "+$1");
        if (!DateTimeOffset.TryParseExact(mended, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || at.Year is < FirstYear or > LastYear)
        {
            return null;
        }

        var local = Zone().IsMatch(mended) ? at : ChinaTime.ToInstant(at.DateTime);
        return isEnd && mended.Length == "yyyy-MM-dd".Length ? local.AddDays(1).AddMilliseconds(-1) : local;
    }

    [GeneratedRegex(@" (\d{2}:\d{2})$")]
    private static partial Regex LostPlus();

    [GeneratedRegex(@"(Z|T.*[+-]\d{2}:?\d{2})$")]
    private static partial Regex Zone();
}
