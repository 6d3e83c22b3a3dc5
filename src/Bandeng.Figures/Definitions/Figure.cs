using System.Globalization;

namespace Bandeng.Figures.Definitions;

/// <summary>Words in both languages, for what is data and not a page's text.</summary>
public sealed record Words(string Zh, string En)
{
    public static Words operator +(Words left, Words right) => new(left.Zh + right.Zh, left.En + right.En);

    /// <summary>In the language of the request.</summary>
    public override string ToString() =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>What sort of number a figure is.</summary>
public enum FigureUnit
{
    /// <summary>率: a part of a whole, shown in per cent.</summary>
    Share,

    /// <summary>件: so many; the denominator alone.</summary>
    Count,

    /// <summary>中位数: half took at most as long.</summary>
    Median,

    /// <summary>九成: nine of ten took at most as long.</summary>
    Ninety,
}

/// <summary>
/// 指标: a named, versioned formula over <c>matters_facts</c>. The numerator is always looked for inside the
/// denominator, so that it can never be larger, and both can be listed.
/// </summary>
/// <param name="Code">Stable, for addresses and frozen months: <c>on-time-due</c>.</param>
/// <param name="Version">Grows by one whenever the formula changes; a frozen month says which it used.</param>
/// <param name="Denominator">
/// An SQL condition on <c>f</c>; may ask for instants: <c>@from</c>, <c>@to</c>, <c>@asOf</c> (the end of the period,
/// or of today, for what has happened), <c>@by</c> (the end of the period, or now, for what is due).
/// </param>
/// <param name="Formula">The same in words.</param>
/// <param name="LeavesOut">Which matters are not counted, in words.</param>
public sealed record Figure(
    string Code, int Version, FigureUnit Unit, Words Name, string Denominator, Words Formula, Words LeavesOut)
{
    /// <summary>A further SQL condition; a count has none.</summary>
    public string Numerator { get; init; } = "1 = 1";

    /// <summary>For durations: SQL that gives milliseconds.</summary>
    public string? Duration { get; init; }

    /// <summary>Whether 已剔除 matters are left out; the value with them is shown beside it.</summary>
    public bool LeavesOutExcluded { get; init; }

    /// <summary>What it counts: matters, or dispatches of matters.</summary>
    public string Source { get; init; } = FactsSql.Matters;

    /// <summary>The same in the sums that acts keep; null: counted from the matters alone.</summary>
    public RolledUp? RolledUp { get; init; }

    /// <summary>More is worse: a rise is not progress.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>Whether a month keeps it; numbers of today are not of a month.</summary>
    public bool IsOfPeriod { get; init; } = true;
}
