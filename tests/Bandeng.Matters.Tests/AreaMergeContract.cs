using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>撤并 on the page of whoever manages areas: what is open goes along, what is closed stays as it was.</summary>
public abstract class AreaMergeContract
{
    private const string Page = $"/admin/areas/{Community}/merge";

    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected AreaMergeContract(DemoSite site)
    {
        _site = site;
        _here = new(site);
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_community_goes_into_the_next_on_a_page_that_says_first_what_would_change()
    {
        var building = await _here.BuildingAsync();
        var settled = await _here.InHandAsync();
        await _here.DoAsync(settled, HandBack, "handler", Done);
        await _here.DoAsync(settled, Confirm, "resident", Happy);
        var open = await _here.InHandAsync(
            new() { Detail = "三楼扶手松了，老人不敢扶。", Area = building.Parent.ToString() });
        var ofCommunity = await CountOpenAsync(Community);
        var ofNextDoor = await CountOpenAsync(NextDoor);
        var closed = await ClosedAsync();
        await FoldAsync();
        var admin = await _site.VisitorAsync("admin");

        // A plan that is shown stops it, and the page says so before anything is sent.
        await WriteAsync(
            $"update grid_showings set area_code = {NextDoor}000000, ended_at = null, ended_why = null, reason_id = null where id = (select id from grid_showings order by id limit 1)");
        Assert.DoesNotContain(
            "name=\"Decision\"", await admin.GetStringAsync($"{Page}?Into={NextDoor}", Cancel), StringComparison.Ordinal);
        await WriteAsync("update grid_showings set ended_at = shown_at, ended_why = 'Adopted' where ended_at is null");

        var before = await admin.GetStringAsync($"{Page}?Into={NextDoor}", Cancel);
        Assert.Contains($"Open matters</th><td>{ofCommunity}</td>", before, StringComparison.Ordinal);
        Assert.Contains("Posts at the area itself", before, StringComparison.Ordinal);
        Assert.Contains("Give the number of the document", await SendAsync(admin, new() { ["On"] = "2026-06-08" }), StringComparison.Ordinal);
        Assert.Contains(
            "A merge holds from today",
            await SendAsync(admin, new() { ["On"] = "2026-06-09", ["Decision"] = "娄政办函〔2026〕12号" }),
            StringComparison.Ordinal);

        // Twice: once done.
        Dictionary<string, string> form = new() { ["On"] = "2026-06-08", ["Decision"] = "娄政办函〔2026〕12号" };
        Assert.Equal($"/areas/{Community}", await SendAsync(admin, form));
        Assert.Equal($"/areas/{Community}", await SendAsync(admin, form));
        Assert.Equal(1, await _here.CountAsync("select count(*) from trail_events where action = 'area.merge'"));

        var former = await admin.GetStringAsync($"/areas/{Community}", Cancel);
        Assert.Contains($"/areas/{NextDoor}", former, StringComparison.Ordinal);
        Assert.Contains("娄政办函〔2026〕12号", former, StringComparison.Ordinal);

        Assert.Equal(0, await CountOpenAsync(Community));
        Assert.Equal(ofCommunity + ofNextDoor, await CountOpenAsync(NextDoor));
        Assert.Equal(closed, await ClosedAsync());
        var town = await _site.VisitorAsync("town");
        Assert.Contains(
            $"/matters/{open}", await town.GetStringAsync($"/desk?area={NextDoor}", Cancel), StringComparison.Ordinal);
        Assert.Contains((await _here.ReadAsync(open, "town")).History, line => line.Action == "AreaMerged");

        // The door code on the wall leads to where the building is now.
        var later = await _here.RaisedAsync(request: new() { Detail = "电梯不动了。", Area = building.ToString() });
        Assert.StartsWith(NextDoor, $"{await AreaOfAsync(later)}", StringComparison.Ordinal);

        Assert.Null(await FaultAsync("matters.counts"));
        Assert.Null(await FaultAsync("matters.rows"));
    }

    [Fact]
    public async Task Who_manages_no_areas_sees_neither_page_nor_link()
    {
        var clerk = await _site.VisitorAsync("clerk");
        using var refused = await clerk.GetAsync($"/admin/areas/{NextDoor}/merge", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("/merge", await clerk.GetStringAsync($"/areas/{NextDoor}", Cancel), StringComparison.Ordinal);
        var admin = await _site.VisitorAsync("admin");
        Assert.Contains("/merge", await admin.GetStringAsync($"/areas/{NextDoor}", Cancel), StringComparison.Ordinal);
    }

    /// <summary>Where it leads, or the page that says why not.</summary>
    private static async Task<string> SendAsync(HttpClient client, Dictionary<string, string> fields)
    {
        fields["Into"] = NextDoor;
        using var answer = await DemoSite.PostAsync(client, Page, fields, $"{Page}?Into={NextDoor}");
        return answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync(Cancel);
    }

    private Task<long> CountOpenAsync(string area)
    {
        var closed = string.Join(", ", Stages.Closed.Select(stage => $"'{stage}'"));
        return _here.CountAsync(
            $"select count(*) from matters where area_code between {area}000000 and {area}999999 and stage not in ({closed})");
    }

    private Task<long> ClosedAsync() => _here.CountAsync(
        $"select count(*) from matters where area_code between {Community}000000 and {Community}999999 and closed_at is not null");

    private Task<AreaCode> AreaOfAsync(Guid id) => _here.InScopeAsync(services =>
        services.GetRequiredService<BandengDb>().RowAsync<AreaCode>(
            "select area_code from matters where id = @id", new { id }, Cancel));

    private Task<int> WriteAsync(string sql) => _here.InScopeAsync(services =>
        services.GetRequiredService<BandengDb>().ExecuteAsync(sql, null, Cancel));

    private Task<int> FoldAsync() => _here.InScopeAsync(async services =>
    {
        await services.GetRequiredService<Counting.FoldCounts>().RunAsync(Cancel);
        return 0;
    });

    private Task<string?> FaultAsync(string name) => _here.InScopeAsync(services =>
        services.GetServices<IVerification>().Single(check => check.Name == name).FirstFaultAsync(Cancel));
}

public sealed class AreaMergeOnSqlite(DemoSiteOnSqlite site) : AreaMergeContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class AreaMergeOnPostgres(DemoSiteOnPostgres site)
    : AreaMergeContract(site), IClassFixture<DemoSiteOnPostgres>;
