using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>Instants and spans as people say them, in the language of the request.</summary>
public sealed class TimeWords(IStringLocalizer<HtmlText> texts, TimeProvider clock)
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly string[] Spoken =
        ["left", "over", "ago", "ahead", "now", "and", "day", "days", "hour", "hours", "minute", "minutes"];

    /// <summary>「6月14日 09:12」; the year only when it is not this one.</summary>
    public string At(DateTimeOffset instant)
    {
        var (at, now) = (instant.ToOffset(Offset), clock.GetUtcNow().ToOffset(Offset));
        return at.ToString(texts[at.Year == now.Year ? "this-year" : "other-year"], CultureInfo.CurrentCulture);
    }

    /// <summary>「还剩 1 天 3 小时」, or 「超期 2 小时」 once it is over.</summary>
    public string Left(DateTimeOffset due)
    {
        var left = due - clock.GetUtcNow();
        return texts[left >= TimeSpan.Zero ? "left" : "over", Span(left.Duration())];
    }

    /// <summary>「3 小时前」, 「刚刚」, or 「2 天后」.</summary>
    public string Ago(DateTimeOffset at)
    {
        var gone = clock.GetUtcNow() - at;
        return gone.Duration() < TimeSpan.FromMinutes(1)
            ? texts["now"]
            : texts[gone > TimeSpan.Zero ? "ago" : "ahead", Largest(gone.Duration())];
    }

    /// <summary>Whether a limit is over, ends on this day in China, or has time.</summary>
    public DueState State(DateTimeOffset due)
    {
        var now = clock.GetUtcNow();
        return due < now ? DueState.Overdue
            : due.ToOffset(Offset).Date == now.ToOffset(Offset).Date ? DueState.Today
            : DueState.Fine;
    }

    /// <summary>
    /// The same words for the script that keeps an open page fresh; <c>at</c> is now, in Unix milliseconds.
    /// </summary>
    public string ForScript()
    {
        var said = Spoken.ToDictionary(key => key, object (key) => texts[key].Value);
        said["at"] = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return JsonSerializer.Serialize(said);
    }

    // Two parts are enough: nobody plans a day by the minutes of next week.
    private string Span(TimeSpan span) => span switch
    {
        { Days: > 0, Hours: > 0 } => texts["and", Count("day", span.Days), Count("hour", span.Hours)],
        { Days: 0, Hours: > 0, Minutes: > 0 } => texts["and", Count("hour", span.Hours), Count("minute", span.Minutes)],
        _ => Largest(span),
    };

    private string Largest(TimeSpan span) => span switch
    {
        { Days: > 0 } => Count("day", span.Days),
        { Hours: > 0 } => Count("hour", span.Hours),
        _ => Count("minute", span.Minutes),
    };

    private string Count(string unit, int number) => number == 1 ? texts[unit] : texts[unit + "s", number];
}

/// <summary>How close the end of a limit is.</summary>
public enum DueState
{
    Fine,
    Today,
    Overdue,
}
