using Bandeng.Kernel;
using Bandeng.Matters.Acting;

namespace Bandeng.Matters.Tests;

/// <summary>The list of calls and the clock of silence begin together.</summary>
public sealed class CallDayTests
{
    private static readonly DateTimeOffset Start = ChinaTime.ToInstant(new(2026, 9, 18, 7, 0, 0));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void A_call_is_listed_from_the_moment_on_at_which_silence_begins(int workingDays)
    {
        // Every five hours over Mid-Autumn and the National Day, each looked at every seven.
        var reached = Enumerable.Range(0, 60).Select(step => Start.AddHours(step * 5)).ToList();
        Assert.All(reached, at => Assert.All(Enumerable.Range(0, 90), step =>
        {
            var now = at.AddHours(step * 7);
            var isListed = at < CallDay.Before(ChinaTime.DayOf(now), workingDays);
            Assert.Equal(CallDay.After(at, workingDays) <= now, isListed);
        }));
    }

    [Fact]
    public void Without_a_day_it_begins_at_once() => Assert.Equal(Start, CallDay.After(Start, 0));
}
