using System.Globalization;
using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Microsoft.Extensions.Localization;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>Figures as people read them.</summary>
internal sealed class FigureWords(IStringLocalizer<FiguresText> texts)
{
    /// <summary>「87.5%」, 「12」, 「2 天 3 小时」; a dash when there is nothing to count.</summary>
    public string Value(Figure figure, Counted counted, bool before = false) => figure.Unit switch
    {
        FigureUnit.Share => (before ? counted.ShareBefore : counted.Share) is { } share ? Percent(share) : "—",
        FigureUnit.Count =>
            (before ? counted.DenominatorBefore : counted.Denominator).ToString(CultureInfo.InvariantCulture),
        _ => counted.Duration is { } took ? Span(took) : "—",
    };

    /// <summary>「↑ 1.2 个百分点」 against another period; empty without a number on both sides.</summary>
    public string Change(Figure figure, Counted now, Counted then) => figure.Unit switch
    {
        FigureUnit.Share => now.Share is { } a && then.Share is { } b
            ? Arrow(
                Math.Round((a - b) * 100, 1),
                points => texts["points", points.ToString("0.0", CultureInfo.InvariantCulture)]) : "—",
        FigureUnit.Count =>
            Arrow(now.Denominator - then.Denominator, more => more.ToString("0", CultureInfo.InvariantCulture)),
        _ => now.Duration is { } a && then.Duration is { } b
            ? Arrow((a - b).TotalMinutes, minutes => Span(TimeSpan.FromMinutes(minutes))) : "—",
    };

    /// <summary>「2026年6月」, 「2026年第23周」.</summary>
    public string Name(Period period)
    {
        var text = period.ToString();
        return period.Kind switch
        {
            PeriodKind.Week => texts["period.week", text[..4], text[6..], period.First.ToString("MM-dd", CultureInfo.InvariantCulture), period.Last.ToString("MM-dd", CultureInfo.InvariantCulture)],
            PeriodKind.Month => texts["period.month", period.First.Year, period.First.Month],
            PeriodKind.Quarter => texts["period.quarter", period.First.Year, (period.First.Month + 2) / 3],
            PeriodKind.Year => texts["period.year", period.First.Year],
            _ => texts["period.days", period.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), period.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        };
    }

    /// <summary>The width of a bar, 0 to 100: a share as it is, anything else against the largest.</summary>
    public static string Bar(
        Figure figure, Counted counted, IEnumerable<Counted> all) => Math.Round(100 * (figure.Unit switch
        {
            FigureUnit.Share => counted.Share ?? 0,
            FigureUnit.Count => Ratio(counted.Denominator, all.Max(other => other.Denominator)),
            _ => Ratio(Math.Max(counted.Took, 0), all.Max(other => other.Took)),
        }), 1).ToString(CultureInfo.InvariantCulture);

    private static double Ratio(long part, long whole) => whole <= 0 ? 0 : (double)part / whole;

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Arrow(double change, Func<double, string> say) =>
        change == 0 ? "=" : $"{(change > 0 ? "↑" : "↓")} {say(Math.Abs(change))}";

    private string Span(TimeSpan took) => took switch
    {
        { TotalDays: >= 1 } => texts["span.days", (int)took.TotalDays, took.Hours],
        { TotalHours: >= 1 } => texts["span.hours", took.Hours, took.Minutes],
        _ => texts["span.minutes", (int)took.TotalMinutes],
    };
}
