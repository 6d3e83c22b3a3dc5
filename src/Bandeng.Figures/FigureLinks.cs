using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;

namespace Bandeng.Figures;

/// <summary>Where a number leads: every one has an address.</summary>
internal static class FigureLinks
{
    public static string Matters(Figure figure, FigurePart part, Period period, FigureScope scope) =>
        $"/figures/matters?figure={figure.Code}&part={part}&period={period}{scope.ToQuery()}";

    public static string Page(Period period, Breakdown by, Figure figure, FigureScope scope) =>
        $"/figures?period={period}&by={by}&figure={figure.Code}{scope.ToQuery()}";
}
