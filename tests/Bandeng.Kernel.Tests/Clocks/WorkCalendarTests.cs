using System.Globalization;
using System.Text;
using Bandeng.Kernel.Clocks;

namespace Bandeng.Kernel.Tests.Clocks;

public sealed class WorkCalendarTests
{
    [Theory]
    [InlineData("2020-01-31", false)] // prolonged by a second notice
    [InlineData("2020-02-03", true)]
    [InlineData("2022-12-31", false)] // named by the notice for 2023
    [InlineData("2023-10-07", true)] // a Saturday made up
    [InlineData("2024-02-09", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2026-01-04", true)] // a Sunday made up
    [InlineData("2026-07-25", false)] // an ordinary Saturday
    [InlineData("2027-10-01", true)] // a Friday of a year without a notice
    [InlineData("2027-10-02", false)]
    public void Official_days(string day, bool worked) =>
        Assert.Equal(worked, WorkCalendar.Official.IsWorkingDay(Day(day)));

    [Fact]
    public void The_years_2020_to_2026_are_known() =>
        Assert.Equal(Enumerable.Range(2020, 7), Enumerable.Range(2000, 100).Where(WorkCalendar.Official.Knows));

    [Theory]
    [InlineData(2020, 249)] // two fewer than first announced
    [InlineData(2023, 249)]
    public void Working_days_of_a_year(int year, int days) => Assert.Equal(
        days, WorkCalendar.Official.WorkingDaysBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    [Fact]
    public void An_office_can_bring_the_next_year()
    {
        var calendar = WorkCalendar.Official.With(Good("""{"year":2027,"days":[{"date":"2027-01-01","isOffDay":true}]}"""));

        Assert.True(calendar.Knows(2027) && calendar.Knows(2026));
        Assert.False(calendar.IsWorkingDay(Day("2027-01-01")));
        Assert.True(WorkCalendar.Official.IsWorkingDay(Day("2027-01-01")));
    }

    [Fact]
    public void A_later_notice_rules_on_the_december_before()
    {
        var calendar = WorkCalendar.Unknown
            .With(Good("""{"year":2028,"days":[{"date":"2027-12-31","isOffDay":true}]}"""))
            .With(Good("""{"year":2027,"days":[{"date":"2027-12-31","isOffDay":false}]}"""));

        Assert.False(calendar.IsWorkingDay(Day("2027-12-31")));
    }

    [Theory]
    [InlineData("", "calendar.unreadable")]
    [InlineData("<html>", "calendar.unreadable")]
    [InlineData("[]", "calendar.unreadable")]
    [InlineData("{", "calendar.unreadable")]
    [InlineData("""{"year":2027,"days":[{"date":"\ud800","isOffDay":true}]}""", "calendar.unreadable")]
    [InlineData("""{"days":[{"date":"2027-01-01","isOffDay":true}]}""", "calendar.year")]
    [InlineData("""{"year":"2027","days":[{"date":"2027-01-01","isOffDay":true}]}""", "calendar.year")]
    [InlineData("""{"year":27,"days":[{"date":"2027-01-01","isOffDay":true}]}""", "calendar.year")]
    [InlineData("""{"year":2027}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":["2027-01-01"]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2027-01-01"}]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2027-02-29","isOffDay":true}]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2027-1-1","isOffDay":true}]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2026-11-30","isOffDay":true}]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2028-01-01","isOffDay":true}]}""", "calendar.day")]
    [InlineData("""{"year":2027,"days":[{"date":"2027-01-01","isOffDay":true},{"date":"2027-01-01","isOffDay":false}]}""", "calendar.day")]
    public void A_wrong_file_is_refused(string json, string code) =>
        Assert.Equal(code, Read(json).TryGet(out _, out var refusal) ? null : refusal.Code);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CalendarYear Good(string json) =>
        Read(json).TryGet(out var year, out var refusal) ? year : throw new InvalidOperationException(refusal.Message);

    private static Result<CalendarYear> Read(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return CalendarYear.Read(file);
    }
}
