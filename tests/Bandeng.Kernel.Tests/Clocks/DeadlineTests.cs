using System.Globalization;
using Bandeng.Kernel.Clocks;

namespace Bandeng.Kernel.Tests.Clocks;

/// <summary>Ends of limits, worked out by hand from the official calendars of 2020 to 2026.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2023-09-28T17:00", 2, "2023-10-08T18:00")] // Mid-Autumn to the 6th; the 7th and 8th are made up
    [InlineData("2023-09-28T17:00", 3, "2023-10-09T18:00")]
    [InlineData("2020-01-17T10:00", 1, "2020-01-19T18:00")] // a Sunday made up
    [InlineData("2020-01-23T09:00", 5, "2020-02-07T18:00")] // the Spring Festival that was prolonged
    [InlineData("2021-02-05T08:00", 3, "2021-02-09T18:00")]
    [InlineData("2021-02-05T08:00", 5, "2021-02-18T18:00")]
    [InlineData("2021-02-05T08:00", 7, "2021-02-20T18:00")] // a Saturday made up
    [InlineData("2021-02-05T08:00", 8, "2021-02-22T18:00")]
    [InlineData("2022-04-29T18:00", 1, "2022-05-05T18:00")]
    [InlineData("2022-04-29T18:00", 3, "2022-05-07T18:00")]
    [InlineData("2022-04-29T18:00", 4, "2022-05-09T18:00")]
    [InlineData("2022-09-30T10:00", 2, "2022-10-09T18:00")]
    [InlineData("2022-09-30T10:00", 3, "2022-10-10T18:00")]
    [InlineData("2022-12-30T10:00", 1, "2023-01-03T18:00")] // 31 December stands in the notice for 2023
    [InlineData("2024-02-08T12:00", 1, "2024-02-09T18:00")] // the eve of 2024 was no holiday
    [InlineData("2024-02-08T12:00", 2, "2024-02-18T18:00")]
    [InlineData("2024-10-03T10:00", 1, "2024-10-08T18:00")] // begins on a day off
    [InlineData("2025-01-26T09:00", 1, "2025-01-27T18:00")]
    [InlineData("2025-01-26T09:00", 2, "2025-02-05T18:00")]
    [InlineData("2025-09-27T23:59", 1, "2025-09-28T18:00")]
    [InlineData("2025-09-27T23:59", 4, "2025-10-09T18:00")]
    [InlineData("2025-09-27T23:59", 6, "2025-10-11T18:00")]
    [InlineData("2026-01-01T00:00", 1, "2026-01-04T18:00")]
    [InlineData("2026-02-13T17:59", 5, "2026-02-27T18:00")]
    [InlineData("2026-02-13T17:59", 6, "2026-02-28T18:00")]
    [InlineData("2026-09-18T00:00", 4, "2026-09-23T18:00")]
    public void Working_days_begin_tomorrow_and_end_at_six(string from, int days, string end) =>
        Ends(from, days, LimitClass.WorkingDay, end);

    [Theory]
    [InlineData("2026-06-03T18:00", 4, "2026-06-03T14:00")]
    [InlineData("2026-06-03T10:00", 4, "2026-06-02T16:00")]
    [InlineData("2026-06-03T13:00", 4, "2026-06-03T08:00")] // at noon nobody works
    [InlineData("2026-06-08T09:00", 2, "2026-06-05T17:00")] // over a weekend
    [InlineData("2026-06-07T20:00", 8, "2026-06-05T08:00")]
    [InlineData("2023-10-07T09:00", 9, "2023-09-28T08:00")] // the 7th is made up, before it lies Mid-Autumn
    public void So_many_working_hours_are_left_before_an_end(string end, int hours, string from)
    {
        var at = Deadline.Before(Moment(end), hours, WorkCalendar.Official);

        Assert.Equal(Moment(from), at);
        Assert.True(at < Moment(end));
    }

    private static DateTimeOffset Moment(string local) =>
        ChinaTime.ToInstant(DateTime.Parse(local, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2023-09-28T08:00", 4, "2023-09-28T12:00")]
    [InlineData("2023-09-28T08:00", 5, "2023-09-28T15:00")]
    [InlineData("2023-09-28T08:00", 8, "2023-09-28T18:00")]
    [InlineData("2023-09-28T06:30", 4, "2023-09-28T12:00")] // before work
    [InlineData("2023-09-28T11:30", 1, "2023-09-28T14:30")] // across lunch
    [InlineData("2023-09-28T12:00", 1, "2023-09-28T15:00")]
    [InlineData("2023-09-28T13:00", 1, "2023-09-28T15:00")] // at lunch
    [InlineData("2023-09-28T14:00", 4, "2023-09-28T18:00")]
    [InlineData("2023-09-28T17:00", 1, "2023-09-28T18:00")]
    [InlineData("2023-09-28T17:00", 2, "2023-10-07T09:00")] // across the holiday, onto a made-up Saturday
    [InlineData("2023-09-28T18:00", 1, "2023-10-07T09:00")]
    [InlineData("2023-09-28T17:59:30", 1, "2023-10-07T08:59:30")]
    [InlineData("2023-09-28T17:00", 9, "2023-10-07T18:00")]
    [InlineData("2023-10-01T10:00", 1, "2023-10-07T09:00")] // on a day off
    [InlineData("2026-02-14T16:00", 3, "2026-02-24T09:00")]
    [InlineData("2024-04-03T16:00", 10, "2024-04-07T18:00")] // Tomb-Sweeping, then a Sunday made up
    public void Working_hours_pass_from_eight_to_twelve_and_two_to_six(string from, int hours, string end) =>
        Ends(from, hours, LimitClass.WorkingHour, end);

    [Theory]
    [InlineData("2023-09-28T17:00", 1, "2023-10-08T00:00")] // the 29th is off; the next worked day is the 7th
    [InlineData("2023-10-01T10:00", 7, "2023-10-09T00:00")] // the 8th, a Sunday, is worked
    [InlineData("2024-05-06T09:00", 5, "2024-05-12T00:00")]
    [InlineData("2024-05-06T09:00", 6, "2024-05-14T00:00")]
    [InlineData("2025-01-21T00:00", 7, "2025-02-06T00:00")]
    [InlineData("2022-12-24T12:00", 7, "2023-01-04T00:00")]
    [InlineData("2024-02-28T12:00", 1, "2024-03-01T00:00")]
    [InlineData("2020-01-20T12:00", 7, "2020-02-04T00:00")]
    [InlineData("2026-10-10T23:59", 15, "2026-10-27T00:00")]
    public void Natural_days_begin_tomorrow_and_never_end_on_a_day_off(string from, int days, string end) =>
        Ends(from, days, LimitClass.NaturalDay, end);

    [Theory]
    [InlineData("2023-09-28T23:30", 90, LimitClass.Minute, "2023-09-29T01:00")]
    [InlineData("2023-09-28T17:00", 24, LimitClass.Hour, "2023-09-29T17:00")]
    [InlineData("2024-02-28T17:00:30", 24, LimitClass.Hour, "2024-02-29T17:00:30")]
    [InlineData("2040-02-28T17:00", 48, LimitClass.Hour, "2040-03-01T17:00")] // no calendar is asked
    public void Minutes_and_hours_simply_pass(string from, int amount, LimitClass unit, string end) =>
        Ends(from, amount, unit, end);

    [Theory]
    [InlineData("2026-12-30T09:00", 1, LimitClass.WorkingDay, "2026-12-31T18:00", true)]
    [InlineData("2026-12-30T09:00", 2, LimitClass.WorkingDay, "2027-01-01T18:00", false)]
    [InlineData("2019-12-30T09:00", 1, LimitClass.WorkingDay, "2019-12-31T18:00", false)]
    [InlineData("2019-12-30T09:00", 2, LimitClass.WorkingDay, "2020-01-02T18:00", false)]
    [InlineData("2019-12-31T09:00", 1, LimitClass.WorkingDay, "2020-01-02T18:00", true)] // the first day is not judged
    [InlineData("2026-12-31T17:00", 1, LimitClass.WorkingHour, "2026-12-31T18:00", true)]
    [InlineData("2026-12-31T18:00", 1, LimitClass.WorkingHour, "2027-01-01T09:00", false)]
    [InlineData("2019-12-31T17:00", 1, LimitClass.WorkingHour, "2019-12-31T18:00", false)]
    [InlineData("2019-12-31T18:00", 1, LimitClass.WorkingHour, "2020-01-02T09:00", true)]
    [InlineData("2026-12-24T09:00", 7, LimitClass.NaturalDay, "2027-01-01T00:00", true)] // ends with 31 December
    [InlineData("2026-12-24T09:00", 8, LimitClass.NaturalDay, "2027-01-02T00:00", false)]
    [InlineData("2018-06-01T09:00", 730, LimitClass.NaturalDay, "2020-06-02T00:00", true)] // only the last day is judged
    public void A_deadline_says_when_a_day_of_an_unknown_year_was_judged(
        string from, int amount, LimitClass unit, string end, bool known) =>
        Assert.Equal(
            new Deadline(At(end), known), Deadline.Of(At(from), new Limit(amount, unit), WorkCalendar.Official));

    [Fact]
    public void The_same_moment_in_another_zone_ends_the_same()
    {
        var from = At("2023-09-28T17:00");

        Assert.Equal(
            Deadline.Of(from, new Limit(3, LimitClass.WorkingDay), WorkCalendar.Official),
            Deadline.Of(from.ToUniversalTime(), new Limit(3, LimitClass.WorkingDay), WorkCalendar.Official));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void A_limit_is_one_to_a_hundred_thousand(int amount, bool good)
    {
        var result = Limit.Of(amount, LimitClass.Hour);

        Assert.Equal(good ? null : "limit.amount", result.TryGet(out _, out var refusal) ? null : refusal.Code);
    }

    internal static DateTimeOffset At(string wall) =>
        ChinaTime.ToInstant(DateTime.Parse(wall, CultureInfo.InvariantCulture));

    private static void Ends(string from, int amount, LimitClass unit, string end) =>
        Assert.Equal(At(end), Deadline.Of(At(from), new Limit(amount, unit), WorkCalendar.Official).At);
}
