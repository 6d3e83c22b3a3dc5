using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>The row of a matter is held against its acts: whoever changes it past them is found.</summary>
public abstract class RetraceContract
{
    private readonly Neighbourhood _here;

    protected RetraceContract(DemoSite site)
    {
        _here = new(site);
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_demo_and_lives_with_every_turn_all_rows_hold()
    {
        Assert.Null(await FaultAsync());
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "是哪一层？" });
        await _here.DoAsync(id, RaiserReplies, "resident", new() { Words = "三层" });
        await _here.DoAsync(id, RequestExtension, "handler", new() { Days = 2, InnerWords = "等配件" });
        await _here.DoAsync(id, EndorseExtension, "town", new() { InnerWords = "属实" });
        await _here.DoAsync(id, ApproveExtension, "clerk", new() { Words = "可以" });
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, NotSettled, "resident", new() { Words = "还是不亮", Rating = Rating.Dissatisfied });
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, Correct, "clerk", new() { RequestType = RequestType.Enquiry, InnerWords = "其实是咨询" });
        Assert.Null(await FaultAsync());

        var moved = await _here.RaisedAsync();
        await _here.DoAsync(moved, Correct, "town", new() { Area = NextDoor });
        await _here.DoAsync(moved, Correct, "town", new() { Area = Community });
        await _here.JoinAsync(moved, "buildinghead");
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task What_follows_its_lead_into_a_third_holds_and_its_history_says_no_more()
    {
        var (first, second, lead) =
            (await _here.RaisedAsync("buildinghead"), await _here.RaisedAsync("gridworker"), await _here.RaisedAsync());
        await _here.DoAsync(first, Merge, "clerk", new() { Target = second });
        var before = (await _here.ReadAsync(first, "clerk")).History.Count;
        await _here.DoAsync(second, Merge, "clerk", new() { Target = lead });

        Assert.Null(await FaultAsync());
        var after = (await _here.ReadAsync(first, "clerk")).History;
        Assert.Equal(before, after.Count);
        Assert.All(after, line => Assert.DoesNotContain("row", line.Facts.Keys));
        await _here.DoAsync(first, Split, "clerk", new() { InnerWords = "不是一回事" });
        Assert.Null(await FaultAsync());
    }

    [Theory]
    [InlineData("stage = 'Handled'", "it stands at Handled")]
    [InlineData("due_at = due_at + 1", "its row is not")]
    [InlineData("body_id = null", "its row is not")]
    [InlineData("handler_id = dispatched_by", "its row is not")]
    [InlineData("request_type = 'Nonsense'", "its row is not")]
    [InlineData("detail_id = title_id", "its row is not")]
    [InlineData("area_code = area_code + 1", "its row is not")]
    [InlineData("longitude = 111.5", "its row is not")]
    [InlineData("contacted_at = 1", "its row is not")]
    [InlineData("version = version + 1", "its row is not")]
    public async Task A_row_that_somebody_changed_past_its_acts_is_named(string change, string found)
    {
        var id = await _here.InHandAsync();

        Assert.StartsWith(
            $"matter {id}: {found}", await FaultAfterAsync("update matters set " + change + " where id = @id", id),
            StringComparison.Ordinal);
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task A_row_that_is_gone_is_named()
    {
        var id = await _here.InHandAsync();

        Assert.Equal(
            $"matter {id}: its acts led to Accepted, and it is not there",
            await FaultAfterAsync("delete from matters where id = @id", id));
    }

    private Task<string?> FaultAsync() => _here.InScopeAsync(services => Retrace(services).FirstFaultAsync(Cancel));

    private Task<string?> FaultAfterAsync(string tampering, Guid id) => _here.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        await using var undone = await db.Database.BeginTransactionAsync(Cancel);
        Assert.Equal(1, await db.ExecuteAsync(tampering, new { id }, Cancel));
        return await Retrace(services).FirstFaultAsync(Cancel);
    });

    private static IVerification Retrace(IServiceProvider services) =>
        services.GetServices<IVerification>().Single(check => check.Name == "matters.rows");
}

public sealed class RetraceOnSqlite(DemoSiteOnSqlite site) : RetraceContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class RetraceOnPostgres(DemoSiteOnPostgres site)
    : RetraceContract(site), IClassFixture<DemoSiteOnPostgres>;
