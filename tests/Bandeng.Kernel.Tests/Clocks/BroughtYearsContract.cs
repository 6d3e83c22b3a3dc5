using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Tests.Trail;
using Bandeng.Testing;

namespace Bandeng.Kernel.Tests.Clocks;

/// <summary>An office brings the official notice of a year that this version does not know.</summary>
[Collection(nameof(TheConsole))]
public abstract class BroughtYearsContract(Engine engine, int year)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_brought_year_counts_at_once_and_stands_on_the_trail()
    {
        await using var database = await TrailDatabase.CreateAsync(engine);
        var monday = new DateOnly(year, 3, 1);
        while (monday.DayOfWeek is not DayOfWeek.Monday)
        {
            monday = monday.AddDays(1);
        }

        Assert.True(WorkCalendar.Official.IsWorkingDay(monday));
        Assert.False(WorkCalendar.Official.Knows(year));
        var notice = $$"""{"year":{{year}},"days":[{"date":"{{monday:yyyy-MM-dd}}","isOffDay":true}]}""";

        Assert.True(await BringAsync(database, notice));
        Assert.False(await BringAsync(database, notice));

        Assert.True(WorkCalendar.Official.Knows(year));
        Assert.False(WorkCalendar.Official.IsWorkingDay(monday));
        Assert.Null(await database.FaultAsync());
        Assert.Equal(
            [1L], await database.RowsAsync<long>("select count(*) from trail_events where action = 'calendar.import'"));
    }

    [Theory]
    [InlineData("""{"year":2041,"days":[{"date":"2041-13-01","isOffDay":true}]}""", "calendar.day")]
    [InlineData("""{"year":2041,"days":[]}""", "calendar.day")]
    [InlineData("""{"year":"next","days":[{"date":"2041-01-01","isOffDay":true}]}""", "calendar.year")]
    [InlineData("""{"year":2041,"days":[{"date":"2041-01-01",""", "calendar.unreadable")]
    public async Task A_wrong_holiday_file_is_refused_whole(string notice, string code)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);
        var result = await database.InUnitAsync(db => db.BringAsync(notice, Viewer.System, TrailDatabase.Noon, Cancel));

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal(code, refusal!.Code);
        Assert.Equal([0L], await database.RowsAsync<long>("select count(*) from calendar_years"));
        Assert.False(WorkCalendar.Official.Knows(2041));
    }

    private static async Task<bool> BringAsync(TrailDatabase database, string notice)
    {
        var result = await database.InUnitAsync(db => db.BringAsync(notice, Viewer.System, TrailDatabase.Noon, Cancel));
        return result.TryGet(out var isNew, out var refusal)
            ? isNew
            : throw new InvalidOperationException(refusal.Code);
    }
}

public sealed class BroughtYearsOnSqlite() : BroughtYearsContract(Engine.Sqlite, 2051);

public sealed class BroughtYearsOnPostgres() : BroughtYearsContract(Engine.Postgres, 2052);
