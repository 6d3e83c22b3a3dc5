using System.Collections.Frozen;

namespace Bandeng.Figures.Definitions;

/// <summary>Every figure there is, in the order in which they are shown.</summary>
public static class FigureBook
{
    private static readonly string[] TopCodes =
        ["signed-in-time", "responded", "on-time-due", "solved-of-asked", "satisfied"];

    private static readonly string[] PicturedCodes =
        ["week-in-hand", "late-now", "late-tomorrow", "on-time-due", "satisfied"];

    /// <summary>The figures of a period, which a month keeps.</summary>
    public static IReadOnlyList<Figure> Reported { get; } =
        [.. FlowFigures.All.Take(1), .. TimelinessFigures.All, .. OutcomeFigures.All, .. FlowFigures.All.Skip(1)];

    private static readonly FrozenDictionary<string, Figure> ByCode = Reported
        .Concat(TableFigures.Weekly).Concat(TableFigures.Tomorrow).ToFrozenDictionary(figure => figure.Code);

    /// <summary>Counts of what is open, which can be taken apart like those of a period.</summary>
    public static IReadOnlyList<Figure> Open { get; } = [ByCode["week-in-hand"], .. TableFigures.Tomorrow];

    /// <summary>Those that one tap puts on the map.</summary>
    public static IReadOnlyList<Figure> Pictured { get; } = [.. PicturedCodes.Select(code => ByCode[code])];

    /// <summary>Those that stand at the top of the page.</summary>
    public static IReadOnlyList<Figure> Top { get; } = [.. TopCodes.Select(code => ByCode[code])];

    public static Figure? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);
}
