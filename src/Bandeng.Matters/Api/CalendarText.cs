using System.Globalization;
using System.Text;
using Bandeng.Matters.Queries;

namespace Bandeng.Matters.Api;

/// <summary>Deadlines as an iCalendar object (RFC 5545): each is the half hour before it is due.</summary>
internal static class CalendarText
{
    private const int LineMax = 75;

    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    /// <param name="name">What the calendar is called in a list of calendars.</param>
    /// <param name="prefix">What is put before each summary: 「到期」.</param>
    /// <param name="origin">Scheme and host of this site, without a slash at the end.</param>
    public static string Of(
        string name, string prefix, IReadOnlyList<Deadline> deadlines, Uri origin, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var line in Head(name)
            .Concat(deadlines.SelectMany(one => Event(one, prefix, origin, now))).Append("END:VCALENDAR"))
        {
            Fold(text, line);
        }

        return text.ToString();
    }

    private static string[] Head(string name) =>
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bandeng//Deadlines//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        $"X-WR-CALNAME:{Escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ];

    private static string[] Event(Deadline due, string prefix, Uri origin, DateTimeOffset now) =>
    [
        "BEGIN:VEVENT", $"UID:{due.MatterId}@{origin.Host}", $"DTSTAMP:{Instant(now)}",
        string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{due.Sequence}"),
        $"DTSTART:{Instant(due.DueAt - Shown)}",
        $"DTEND:{Instant(due.DueAt)}", $"SUMMARY:{Escape($"{prefix} {due.Summary}".Trim())}",
        $"URL:{new Uri(origin, $"/matters/{due.MatterId}")}", "TRANSP:TRANSPARENT", "END:VEVENT",
    ];

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    // 75 octets a line, no character torn apart; what goes on begins with a space.
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineMax)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
