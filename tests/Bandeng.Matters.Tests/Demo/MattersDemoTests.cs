using Bandeng.Kernel.Demo;
using Bandeng.Matters.Tests.Importing;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests.Demo;

/// <summary>
/// The demo stands whenever it is asked for: at night, on a Sunday, in the Spring Festival, in a year without calendar.
/// </summary>
public sealed class MattersDemoTests
{
    public static TheoryData<Engine, string> Moments => new()
    {
        { Engine.Sqlite, "2026-06-01 08:00" },
        { Engine.Sqlite, "2026-02-20 23:59" },
        { Engine.Sqlite, "2026-10-08 00:01" },
        { Engine.Sqlite, "2026-11-22 12:00" },
        { Engine.Sqlite, "2027-12-31 18:30" },
        { Engine.Postgres, "2026-09-25 17:59" },
    };

    [Theory, MemberData(nameof(Moments))]
    public async Task It_fills_with_lives_in_every_stage_and_verifies(Engine engine, string moment)
    {
        var start = DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        await using var database = await ImportingDatabase.CreateAsync(engine, start);

        Assert.True(await database.InScopeAsync(services =>
            DemoFilling.FillAsync(new DemoContext(services, "louxing", database.Clock), ImportingDatabase.Cancel)));

        var stages = await database.RowsAsync<string>("select distinct stage from matters");
        Assert.Superset(
            new HashSet<string>
            {
                "Raised", "Listed", "Dispatched", "Accepted", "Council", "Handled", "Checked", "Answered", "Settled",
                "Reopened",
                "Declined", "Redirected", "Merged",
            },
            stages.ToHashSet());
        var errands = await database.RowsAsync<string>("select distinct stage from matters where kind = 'errand'");
        Assert.Superset(new HashSet<string> { "Dispatched", "Accepted", "Checked", "Settled" }, errands.ToHashSet());
        Assert.Equal(3, await database.OneAsync<long>(
            "select count(*) from matters where stage = 'Handled' and request_type = 'Suggestion' and signed_off_at is null"));
        Assert.Equal(
            3, await database.OneAsync<long>("select count(*) from trail_events where action = 'matter.SignOff'"));
        var now = database.Clock.Start.ToUnixTimeMilliseconds();
        Assert.NotEqual(
            0,
            await database.OneAsync<long>(
                $"select count(*) from matters where due_at < {now} and handed_back_at is null"));
        Assert.Equal(0, await database.OneAsync<long>($"select count(*) from trail_events where at > {now}"));
        Assert.Null(await database.FaultAsync());
    }
}
