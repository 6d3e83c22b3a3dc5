using Bandeng.Kernel;
using Bandeng.Matters.Queries;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>
/// Turning pages: no matter is lost, none is shown twice, whatever their dues and however many share one.
/// </summary>
public abstract class DeskPagingContract(DeskSite site)
{
    private static (long First, long Last) Range => AreaCode.Parse(DeskSite.Here).Range;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_matter_is_on_exactly_one_page(bool closedToo)
    {
        await FillAsync();
        var viewer = await site.AsAsync("clerk");
        var filter = new DeskFilter { Show = closedToo ? DeskShow.All : null };
        var all = (await site.InUnitAsync(services => services.GetRequiredService<BandengDb>().RowsAsync<Guid>(
            $"select id from matters m where m.area_code between @First and @Last{(closedToo ? "" : $" and {DeskDue.Open}")}", new { Range.First, Range.Last },
            DeskSite.Cancel))).ToHashSet();
        Assert.True(all.Count > 2 * DeskList.PageSize);

        var seen = new List<Guid>();
        for (string? after = null; ;)
        {
            var page = await site.InUnitAsync(services =>
                services.GetRequiredService<DeskList>().RunAsync(
                    filter with { After = after }, viewer, DeskSite.Cancel));
            seen.AddRange(page.Rows.Select(row => row.Id));
            Assert.True(page.Next is null || page.Rows.Count == DeskList.PageSize);
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(all.Count, seen.Count);
        Assert.True(all.SetEquals(seen));
    }

    [Fact]
    public void A_key_is_read_as_it_was_written() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<Guid>(),
        (at, id) =>
            DeskKey.TryRead(new DeskKey(at, id).ToString(), out var key)
                && key == new DeskKey(at, id)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x_y")]
    [InlineData("1_2_3")]
    public void A_doctored_key_begins_at_the_beginning(string text) => Assert.False(DeskKey.TryRead(text, out _));

    // 230 matters with few different dues and moments, so that many pages end in the middle of a tie.
    private Task<int> FillAsync() => site.InUnitAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        if (await db.RowAsync<long>("select count(*) from matters where source_id = 'copy 0'", null, DeskSite.Cancel) > 0)
        {
            return 0;
        }

        await site.RaiseAsync(DeskSite.Here, "要抄的一件");

        var random = new Random(20260601);
        string[] stages = ["Raised", "Accepted", "Dispatched", "Checked", "Settled", "Suspended"];
        for (var i = 0; i < 230; i++)
        {
            await db.ExecuteAsync(
                Copy, new
                {
                    Range.First,
                    Range.Last,
                    id = Guid.CreateVersion7(site.Clock.GetUtcNow()),
                    sourceId = $"copy {i}",
                    stage = stages[random.Next(stages.Length)],
                    raised = 1_780_000_000_000 + random.Next(4),
                    due = random.Next(3) == 0 ? (long?)null : 1_781_000_000_000 + random.Next(4),
                    outer = random.Next(3) == 0 ? 1_781_000_000_000 + random.Next(4) : (long?)null,
                    stageDue = random.Next(3) == 0 ? (long?)null : 1_781_000_000_000 + random.Next(4),
                },
                DeskSite.Cancel);
        }

        return 0;
    });

    internal const string Copy =
        """
        insert into matters (id, kind, stage, request_type, channel, area_code, held_level, placed, title_id, detail_id, urgent,
            protected, raised_at, source, source_id, voices, due_at, outer_due_at, stage_due_at, calendar_known, overdue,
            extended_days, extensions, suspensions, dispatches, returns, returns_refused, redos, reopenings, appeals, attempts,
            reminders, version)
        select @id, kind, @stage, request_type, channel, area_code, held_level, placed, title_id, detail_id, urgent,
            protected, @raised, source, @sourceId, voices, @due, @outer, @stageDue, calendar_known, overdue,
            extended_days, extensions, suspensions, dispatches, returns, returns_refused, redos, reopenings, appeals, attempts,
            reminders, version
        from matters where area_code between @First and @Last order by id limit 1
        """;
}

public sealed class DeskPagingOnSqlite(DeskSiteOnSqlite site)
    : DeskPagingContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class DeskPagingOnPostgres(DeskSiteOnPostgres site)
    : DeskPagingContract(site), IClassFixture<DeskSiteOnPostgres>;
