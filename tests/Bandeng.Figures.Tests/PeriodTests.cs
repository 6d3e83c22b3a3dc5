namespace Bandeng.Figures.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-06", "2026-06-01..2026-06-30", "2026-05", "2025-06")]
    [InlineData("2026-W01", "2025-12-29..2026-01-04", "2025-W52", "2025-W01")]
    [InlineData("2026-W23", "2026-06-01..2026-06-07", "2026-W22", "2025-W23")]
    [InlineData("2026-Q1", "2026-01-01..2026-03-31", "2025-Q4", "2025-Q1")]
    [InlineData("2024", "2024-01-01..2024-12-31", "2023", "2023")]
    [InlineData("2026-06-03..2026-06-05", "2026-06-03..2026-06-05", "2026-05-31..2026-06-02", "2025-06-03..2025-06-05")]
    public void A_period_knows_its_days_the_one_before_and_the_year_before(
        string text, string days, string before, string yearBefore)
    {
        var period = Period.Parse(text)!;

        Assert.Equal(text, period.ToString());
        Assert.Equal(days, (period with { Kind = PeriodKind.Days }).ToString());
        Assert.Equal((before, yearBefore), (period.Before().ToString(), period.YearBefore().ToString()));
        Assert.Equal(period, period.Before().After());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-W54")]
    [InlineData("2026-Q5")]
    [InlineData("2026-06-05..2026-06-03")]
    [InlineData("2026-02-30..2026-03-01")]
    [InlineData("0001")]
    [InlineData("June")]
    [InlineData("")]
    public void What_is_no_period_is_none(string text) => Assert.Null(Period.Parse(text));

    [Fact]
    public void A_day_begins_at_midnight_in_China() =>
        Assert.Equal(new DateTimeOffset(2026, 5, 31, 16, 0, 0, TimeSpan.Zero), Period.Parse("2026-06")!.From);
}
