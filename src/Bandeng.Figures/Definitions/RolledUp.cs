using Bandeng.Figures.Queries;

namespace Bandeng.Figures.Definitions;

/// <summary>
/// A figure as sums of measures of <c>matters_sums</c>; one written with a minus is taken away. Beside the measures
/// that Matters keeps there are those of <see cref="SumsSql"/> that cannot be kept, because they pass by themselves.
/// </summary>
public sealed record RolledUp(IReadOnlyList<string> Denominator, IReadOnlyList<string> Numerator)
{
    private const char Minus = '-';

    /// <summary>Every measure that is asked, without its sign.</summary>
    internal IEnumerable<string> Measures =>
        Denominator.Concat(Numerator).Select(term => term.TrimStart(Minus)).Distinct();

    /// <summary>What the sums of one group come to.</summary>
    internal Counted Of(Figure figure, string key, IReadOnlyCollection<Sum> sums)
    {
        bool IsKept(Sum sum) => !figure.LeavesOutExcluded || !sum.IsExcluded;
        return new(
            key, Add(Denominator, sums.Where(IsKept)), Add(Numerator, sums.Where(IsKept)), Add(Denominator, sums),
            Add(Numerator, sums),
            figure.Duration is null
                ? -1
                : Middle(figure.Unit, [.. Taken(sums.Where(IsKept)).OrderBy(step => step.Minutes)]));
    }

    private static long Add(IReadOnlyList<string> terms, IEnumerable<Sum> sums) => sums.Sum(sum =>
        (terms.Contains(sum.Measure) ? sum.Number : 0) - (terms.Contains(Minus + sum.Measure) ? sum.Number : 0));

    private IEnumerable<(long Minutes, long Number)> Taken(IEnumerable<Sum> sums) =>
        sums.Where(sum => Denominator.Contains(sum.Measure)).Select(sum => (sum.Mark, sum.Number));

    // Nearest rank: of n in order the one at place ⌈n·q⌉, in whole numbers.
    private static long Middle(FigureUnit unit, IReadOnlyList<(long Minutes, long Number)> steps)
    {
        var among = steps.Sum(step => step.Number);
        var place = unit is FigureUnit.Median ? (among + 1) / 2 : (among * 9 + 9) / 10;
        foreach (var (minutes, number) in steps)
        {
            place -= number;
            if (place <= 0)
            {
                return minutes * FactsSql.MinuteMilliseconds;
            }
        }

        return -1;
    }
}
