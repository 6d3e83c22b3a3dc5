using Bandeng.Figures.Definitions;
using Bandeng.Figures.Pages.Figures;
using Bandeng.Figures.Queries;

namespace Bandeng.Figures.Tests;

/// <summary>How dark an area is says how much there is.</summary>
public sealed class MapStepsTests
{
    private static readonly Figure Share = FigureBook.Find("on-time-due")!;
    private static readonly Figure Count = FigureBook.Find("week-in-hand")!;

    [Fact]
    public void The_least_is_lightest_the_most_darkest_and_more_is_never_lighter()
    {
        Counted[] cells = [.. new[] { 3L, 40, 7, 100, 60, 61 }.Select(Number)];
        var steps = Steps(Count, cells);

        var shades = cells.OrderBy(cell => cell.Denominator).Select(cell => steps.Of(cell)!.Value).ToList();
        Assert.Equal(shades.Order(), shades);
        Assert.Equal((1, MapSteps.Most), (shades[0], shades[^1]));
    }

    [Fact]
    public void The_legend_says_what_each_used_shade_holds()
    {
        var steps = Steps(Count, [Number(10), Number(12), Number(100)]);

        Assert.Equal([new MapStep(1, "10 – 12"), new MapStep(MapSteps.Most, "100")], steps.Legend);
    }

    [Fact]
    public void Where_all_are_alike_there_is_one_shade_and_where_nothing_is_counted_none()
    {
        var steps = Steps(Share, [Part(1, 2), Part(5, 10), Part(0, 0)]);

        Assert.Equal([new MapStep(MapSteps.Most, "50 %")], steps.Legend);
        Assert.Null(steps.Of(Part(0, 0)));
        Assert.Empty(Steps(Count, []).Legend);
    }

    private static MapSteps Steps(
        Figure figure, Counted[] cells) => new(figure, cells, cell => cell.Share is { } share && figure == Share
        ? $"{share * 100:0} %" : $"{cell.Denominator}");

    private static Counted Number(long number) => new("", number, number, number, number, -1);

    private static Counted Part(long part, long whole) => new("", whole, part, whole, part, -1);
}
