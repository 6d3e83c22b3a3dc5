using Bandeng.Kernel.Clocks;
using FsCheck;
using FsCheck.Fluent;

namespace Bandeng.Kernel.Tests.Clocks;

/// <summary>
/// Clocks with pauses: laws on random ones, against counting minute by minute, and cases worked out by hand.
/// </summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Origin = DeadlineTests.At("2020-01-01T00:00");

    private static readonly Gen<DateTimeOffset> Moment =
        from day in Gen.Choose(0, 2_500)
        from minute in Gen.OneOf(Gen.Elements(0, 480, 720, 840, 1080, 1439), Gen.Choose(0, 1_439))
        select Origin.AddDays(day).AddMinutes(minute);

    private static readonly Gen<Limit> AnyLimit =
        from amount in Gen.Choose(1, 40)
        from unit in Gen.Elements(Enum.GetValues<LimitClass>())
        select new Limit(amount, unit);

    /// <summary>Runs of two weeks with up to four pauses, which touch, overlap or lie outside as it comes.</summary>
    private static readonly Arbitrary<Clock> AnyClock = (
        from start in Moment
        from limit in AnyLimit
        from count in Gen.Choose(0, 4)
        from pauses in Gen.CollectToArray(Enumerable.Range(0, count).Select(_ => PauseNear(start)))
        select new Clock(limit, start, pauses)).ToArbitrary();

    [Fact]
    public void Minutes_hours_and_working_hours_are_what_counting_minute_by_minute_finds() => Holds(clock =>
        clock.Limit.Class is LimitClass.WorkingDay or LimitClass.NaturalDay
            || Due(clock) == CountedMinuteByMinute(clock));

    [Fact]
    public void Days_without_pauses_are_what_counting_day_by_day_finds() => Holds(clock =>
        clock.Limit.Class is not (LimitClass.WorkingDay or LimitClass.NaturalDay)
        || Due(clock with { Pauses = [] }) == CountedDayByDay(clock));

    [Fact]
    public void A_pause_never_brings_the_end_nearer() => Holds(clock => Due(clock) >= Due(clock with { Pauses = [] }));

    [Fact]
    public void A_longer_pause_never_brings_the_end_nearer() => HoldsFor(5_000, (clock, more) =>
        Due(clock with { Pauses = [.. clock.Pauses.Select(pause => pause with { To = pause.To?.AddMinutes(more) })] }) >= Due(clock));

    [Fact]
    public void One_more_pause_never_brings_the_end_nearer() => Holds(clock =>
        Due(clock) >= Due(clock with { Pauses = [.. clock.Pauses.Skip(1)] }));

    [Fact]
    public void A_later_start_never_brings_the_end_nearer() => HoldsFor(5_000, (clock, more) =>
        Due(clock with { StartedAt = clock.StartedAt.AddMinutes(more), Pauses = [] }) >= Due(
            clock with { Pauses = [] }));

    [Fact]
    public void A_pause_without_length_changes_nothing() => Prop.ForAll(AnyClock, Moment.ToArbitrary(), (clock, at) =>
        Due(clock with { Pauses = [.. clock.Pauses, new Pause(at, at), new Pause(clock.StartedAt.AddDays(1), null)] }) == Due(clock))
        .Check(Many);

    [Fact]
    public void The_order_of_pauses_does_not_matter() => Holds(clock =>
        Due(clock with { Pauses = [.. clock.Pauses.Reverse()] }) == Due(clock));

    [Fact]
    public void No_clock_ends_in_a_pause_that_it_was_still_running_into() => Holds(clock =>
        !clock.Pauses.Any(pause => pause.From >= clock.StartedAt && pause.From < Due(clock) && Due(clock) < pause.To));

    [Fact]
    public void At_the_end_exactly_all_of_the_limit_is_used() => Holds(clock =>
        Math.Abs(clock.Used(Due(clock), WorkCalendar.Official) - 1) < 1e-9);

    [Fact]
    public void What_is_used_only_grows() => HoldsFor(30_000, (clock, minutes) =>
    {
        var now = clock.StartedAt.AddMinutes(minutes);
        var used = clock.Used(now, WorkCalendar.Official);
        return used >= 0 && used <= clock.Used(now.AddMinutes(61), WorkCalendar.Official) + 1e-9;
    });

    [Theory]
    [InlineData("2023-09-28T10:00", "2023-09-28T15:00", "2023-10-09T18:00")] // within a day: nothing is lost
    [InlineData("2023-09-28T17:30", "2023-10-07T09:00", "2023-10-10T18:00")] // one working day after the pause began
    [InlineData("2023-10-01T10:00", "2023-10-03T10:00", "2023-10-09T18:00")] // in a holiday nothing would have passed
    [InlineData("2023-10-09T17:00", "2023-10-09T17:30", "2023-10-09T18:00")]
    [InlineData("2023-10-09T17:00", "2023-10-09T19:00", "2023-10-10T18:00")] // resumed after work on the last day
    [InlineData("2023-10-09T18:00", "2023-10-12T10:00", "2023-10-09T18:00")] // the limit had ended
    public void A_pause_adds_the_working_days_after_the_day_it_began(string from, string to, string end) =>
        Assert.Equal(DeadlineTests.At(end), Due(Paused(LimitClass.WorkingDay, from, to)));

    [Theory]
    [InlineData("2023-09-28T18:00", "2023-09-30T09:00", "2023-10-08T00:00")] // to 3 October, which is off
    [InlineData("2023-10-01T09:00", "2023-10-08T09:00", "2023-10-09T00:00")] // to the 8th
    [InlineData("2023-10-05T09:00", "2023-10-09T09:00", "2023-10-10T00:00")] // moved to the 7th, resumed after it
    public void A_pause_adds_the_natural_days_after_the_day_it_began(string from, string to, string end) =>
        Assert.Equal(DeadlineTests.At(end), Due(Paused(LimitClass.NaturalDay, from, to)));

    [Fact]
    public void While_a_clock_stands_nothing_is_used_and_the_end_moves_away()
    {
        var start = DeadlineTests.At("2023-09-25T08:00");
        var pause = new Pause(DeadlineTests.At("2023-09-25T12:00"), null);
        var clock = new Clock(new Limit(8, LimitClass.WorkingHour), start, [pause]);

        Assert.True(clock.IsPaused);
        Assert.Equal(0.5, clock.Used(DeadlineTests.At("2023-09-27T10:00"), WorkCalendar.Official));
        Assert.Equal(
            DeadlineTests.At("2023-09-27T15:00"),
            clock.Due(DeadlineTests.At("2023-09-27T09:00"), WorkCalendar.Official).At);
    }

    [Fact]
    public void A_pause_that_ends_before_it_begins_is_a_bug() => Assert.Throws<ArgumentException>(() =>
        Due(Paused(LimitClass.Hour, "2023-09-29T10:00", "2023-09-29T09:59")));

    [Theory]
    [InlineData("2023-09-25T08:00", "2023-09-26T11:05:30", false, 1, 3, 5)]
    [InlineData("2023-09-26T11:00", "2023-09-25T08:00", true, 1, 3, 0)]
    [InlineData("2023-09-26T11:00", "2023-09-26T11:00", false, 0, 0, 0)]
    public void Time_left(string now, string due, bool overdue, int days, int hours, int minutes) => Assert.Equal(
        new TimeLeft(overdue, days, hours, minutes), TimeLeft.Until(DeadlineTests.At(due), DeadlineTests.At(now)));

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(300);

    private static void Holds(Func<Clock, bool> law) => Prop.ForAll(AnyClock, law).Check(Many);

    private static void HoldsFor(int mostMinutes, Func<Clock, int, bool> law) =>
        Prop.ForAll(AnyClock, Gen.Choose(0, mostMinutes).ToArbitrary(), law).Check(Many);

    private static Gen<Pause> PauseNear(DateTimeOffset start) =>
        from begins in Gen.Choose(-3_000, 20_000)
        from length in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(0, 10_000))
        select new Pause(start.AddMinutes(begins), start.AddMinutes(begins + length));

    private static Clock Paused(LimitClass unit, string from, string to) => new(
        new Limit(3, unit), DeadlineTests.At("2023-09-28T09:00"),
        [new Pause(DeadlineTests.At(from), DeadlineTests.At(to))]);

    private static DateTimeOffset Due(Clock clock) =>
        Clock.Due(clock.StartedAt, clock.Limit, clock.Pauses, WorkCalendar.Official).At;

    private static DateTimeOffset CountedMinuteByMinute(Clock clock)
    {
        var left = clock.Limit.Amount * (clock.Limit.Class is LimitClass.Minute ? 1 : 60);
        var at = clock.StartedAt;
        for (; left > 0; at = at.AddMinutes(1))
        {
            var counts = clock.Limit.Class is not LimitClass.WorkingHour || IsWorked(ChinaTime.OnTheWall(at));
            var stands = clock.Pauses.Any(pause => pause.From <= at && at < pause.To);
            left -= counts && !stands ? 1 : 0;
        }

        return at;
    }

    private static bool IsWorked(DateTime at) =>
        at.Hour is (>= 8 and < 12) or (>= 14 and < 18) && WorkCalendar.Official.IsWorkingDay(DateOnly.FromDateTime(at));

    private static DateTimeOffset CountedDayByDay(Clock clock)
    {
        var day = ChinaTime.OnTheWall(clock.StartedAt).Date;
        var left = clock.Limit.Amount;
        bool isWorked;
        do
        {
            day = day.AddDays(1);
            isWorked = WorkCalendar.Official.IsWorkingDay(DateOnly.FromDateTime(day));
            left -= isWorked || clock.Limit.Class is LimitClass.NaturalDay ? 1 : 0;
        }
        while (left > 0 || !isWorked);

        return ChinaTime.ToInstant(clock.Limit.Class is LimitClass.WorkingDay ? day.AddHours(18) : day.AddDays(1));
    }
}
