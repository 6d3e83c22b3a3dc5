using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Counting;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>The daily counts that acts keep always equal a recount of the matters.</summary>
public abstract class CountsContract
{
    private readonly Neighbourhood _here;

    protected CountsContract(DemoSite site)
    {
        _here = new(site);
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_demo_and_a_whole_life_with_its_turns_the_totals_hold()
    {
        Assert.Null(await FaultAsync());
        var before = await TotalsAsync();

        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, NotSettled, "resident", new() { Words = "还是不亮", Rating = Rating.Dissatisfied });
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, Correct, "clerk", new() { RequestType = RequestType.Enquiry, InnerWords = "其实是咨询" });
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, Confirm, "resident", Happy);

        Assert.Null(await FaultAsync());
        var after = await TotalsAsync();
        Assert.Equal(
            [
                (Measure.Raised, 1), (Measure.RaisedThenClosed, 1), (Measure.RaisedRedone, 1),
                (Measure.RaisedThenHandedBack, 1), (Measure.Dispatched, 1),
                (Measure.DispatchedSigned, 1), (Measure.Closed, 1), (Measure.ClosedInTime, 1), (Measure.Answered, 1),
                (Measure.Rated, 1),
                (Measure.Pleased, 1), (Measure.TookHandling, 1), (Measure.TookWhole, 1),
            ],
            Enum.GetValues<Measure>().Select(one => (one, Rise: (int)(after.GetValueOrDefault(one) - before.GetValueOrDefault(one)))).Where(one => one.Rise != 0));
    }

    [Fact]
    public async Task Folding_changes_no_sum()
    {
        await _here.InHandAsync();
        var before = await TotalsAsync();
        await _here.InScopeAsync(async services =>
        {
            await services.GetRequiredService<FoldCounts>().RunAsync(Cancel);
            return 0;
        });

        Assert.Equal(0, await AskAsync("select count(*) from matter_count_deltas"));
        Assert.Equal(before, await TotalsAsync());
        Assert.Null(await FaultAsync());
    }

    [Theory]
    [InlineData("update matter_sums set number = number + 1 where measure = 'Raised'")]
    [InlineData("update matters set exclusion = 'Excluded' where stage = 'Settled'")]
    [InlineData("delete from matter_sums where measure = 'Raised' and grain = 'M' and level = 4")]
    public async Task A_sum_that_somebody_changed_is_found(string tampering)
    {
        await _here.InScopeAsync(async services =>
        {
            await services.GetRequiredService<FoldCounts>().RunAsync(Cancel);
            var db = services.GetRequiredService<BandengDb>();
            await using var undone = await db.Database.BeginTransactionAsync(Cancel);
            Assert.True(await db.ExecuteAsync(tampering, null, Cancel) > 0);

            Assert.NotNull(await Recount(services).FirstFaultAsync(Cancel));
            return 0;
        });
    }

    private static IVerification Recount(IServiceProvider services) =>
        services.GetServices<IVerification>().Single(check => check.Name == "matters.counts");

    private Task<string?> FaultAsync() => _here.InScopeAsync(services => Recount(services).FirstFaultAsync(Cancel));

    private Task<long> AskAsync(string sql) =>
        _here.InScopeAsync(services => services.GetRequiredService<BandengDb>().RowAsync<long>(sql, null, Cancel));

    private sealed record Total(string Measure, long Number);

    private async Task<Dictionary<Measure, long>> TotalsAsync() => (await _here.InScopeAsync(services =>
        services.GetRequiredService<BandengDb>().RowsAsync<Total>(
            """
            select measure, cast(sum(number) as bigint) as number
            from (select measure, number from matters_sums where level = 3 and grain = 'M' and cut = ''
                  union all
                  select measure, number from matters_sums_since where level = 3 and grain = 'M' and cut = '') told
            group by measure
            """, null, Cancel)))
        .ToDictionary(total => Enum.Parse<Measure>(total.Measure), total => total.Number);
}

public sealed class CountsOnSqlite(DemoSiteOnSqlite site) : CountsContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class CountsOnPostgres(DemoSiteOnPostgres site) : CountsContract(site), IClassFixture<DemoSiteOnPostgres>;
