using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>One shade of the map.</summary>
/// <param name="Number">1 is the lightest.</param>
/// <param name="Words">What lies in it, from the least to the most: 「3 – 7」.</param>
internal sealed record MapStep(int Number, string Words);

/// <summary>
/// The shades of a figure over areas: the way from the least to the most value is cut into equal parts, and a shade
/// that nobody has is left out. An area without a value has no shade.
/// </summary>
internal sealed class MapSteps
{
    /// <summary>More shades than these are not told apart by eye.</summary>
    public const int Most = 5;

    private readonly Figure _figure;
    private readonly double _least;
    private readonly double _most;

    public MapSteps(Figure figure, IReadOnlyCollection<Counted> cells, Func<Counted, string> say)
    {
        _figure = figure;
        Counted[] known = [.. cells.Where(cell => ValueOf(cell) is not null).OrderBy(ValueOf)];
        (_least, _most) = known is [var first, ..] ? (ValueOf(first)!.Value, ValueOf(known[^1])!.Value) : (0, 0);
        Legend =
        [
            .. known.GroupBy(cell => Of(cell)!.Value)
                .Select(step => new MapStep(step.Key, Range(say(step.First()), say(step.Last())))),
        ];
    }

    /// <summary>The shades that are used, the lightest first.</summary>
    public IReadOnlyList<MapStep> Legend { get; }

    /// <summary>The shade of an area; null when nothing was counted there.</summary>
    public int? Of(Counted cell) => ValueOf(cell) is not { } value ? null
        : _most <= _least ? Most : 1 + (int)Math.Min(Most - 1, Math.Floor((value - _least) / (_most - _least) * Most));

    private double? ValueOf(Counted cell) => _figure.Unit switch
    {
        FigureUnit.Share => cell.Share,
        FigureUnit.Count => cell.Denominator == 0 ? null : cell.Denominator,
        _ => cell.Duration?.TotalMinutes,
    };

    private static string Range(string least, string most) => least == most ? least : $"{least} – {most}";
}
