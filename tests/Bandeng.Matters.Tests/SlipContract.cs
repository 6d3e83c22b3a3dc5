using System.Net;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Testing;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>告知单: what a resident takes home whose matter is not dealt with here.</summary>
public abstract class SlipContract
{
    private const string Detail = "邻居欠我三万块钱不还，想请社区帮我要回来。";

    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected SlipContract(DemoSite site)
    {
        (_site, _here) = (site, new(site));
        // A visitor's cookies run by the clock of the machine, so the site does too.
        site.Clock.MoveTo(TimeProvider.System.GetUtcNow());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ActRequest Told { get; } = new()
    {
        Reason = "department-line",
        Words = "这是民事借贷，社区不能代收。",
        ElsewhereName = "区法律援助中心",
        ElsewherePhone = "0738-1234567",
        ElsewhereAddress = "长青街 8 号一楼",
    };

    [Fact]
    public async Task It_says_what_was_asked_why_not_here_who_has_it_and_the_code()
    {
        var id = await RedirectedAsync(Told);
        var own = (await _here.ReadAsync(id, "resident")).Own!.Code;

        foreach (var reader in new[] { "resident", "clerk" })
        {
            Assert.Contains($"/matters/{id}/slip", await PageAsync(reader, $"/matters/{id}"), StringComparison.Ordinal);
            var slip = await PageAsync(reader, $"/matters/{id}/slip");
            Assert.All(
                [Detail, Told.Words!, Told.ElsewhereName!, Told.ElsewherePhone!, Told.ElsewhereAddress!, own, "<svg", "街心社区居委会"],
                part => Assert.Contains(part, slip, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_else_is_given_one_and_no_other_matter_has_one()
    {
        var id = await RedirectedAsync(Told);
        var inHand = await _here.InHandAsync();

        Assert.All(
            await Task.WhenAll(
                StatusAsync(null, id), StatusAsync("clerk2", id), StatusAsync("resident", inHand),
                StatusAsync("clerk", inHand)),
            status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.DoesNotContain("/slip", await PageAsync("clerk", $"/matters/{inHand}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_to_the_counter_takes_a_receipt_home_that_does_not_say_what_was_said()
    {
        var id = await _here.InHandAsync(new() { Detail = Detail, Area = Community, PlaceWords = "3号楼2单元" });
        var sheet = await _here.ReadAsync(id, "resident");
        string[] told = [sheet.Own!.Code, "桥头物业", "0738-", "街心社区居委会", "3号楼2单元", "<svg"];

        foreach (var reader in new[] { "resident", "clerk" })
        {
            Assert.Contains($"/matters/{id}/receipt", await PageAsync(reader, $"/matters/{id}"), StringComparison.Ordinal);
            var receipt = await PageAsync(reader, $"/matters/{id}/receipt");
            Assert.All(told, part => Assert.Contains(part, receipt, StringComparison.Ordinal));
            Assert.Contains(ChinaTime.Show(sheet.DueAt!.Value), receipt, StringComparison.Ordinal);
            Assert.DoesNotContain(Detail[..8], receipt, StringComparison.Ordinal);
        }

        var entered = await _here.RaisedAsync(
            "clerk", new() { Detail = Detail, Area = Community, IsForSomebodyElse = true });
        Assert.Contains(
            $"/matters/{entered}/receipt", await PageAsync("clerk", $"/desk/new?saved={entered}"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("/receipt", await PageAsync("handler", $"/matters/{id}"), StringComparison.Ordinal);
        Assert.All(
            await Task.WhenAll(
                StatusAsync(null, id, "receipt"), StatusAsync("clerk2", id, "receipt"),
                StatusAsync("handler", id, "receipt"), StatusAsync("buildinghead", id, "receipt")),
            status => Assert.Equal(HttpStatusCode.NotFound, status));
    }

    [Fact]
    public async Task What_the_act_leaves_open_the_rules_say_and_else_the_office_is_asked()
    {
        var urgent = await RedirectedAsync(new() { Reason = "emergency", Words = "请马上打电话。" });
        var review = await RedirectedAsync(new() { Reason = "review", Words = "可以申请行政复议。" });

        var way = new MatterRules().Ways["emergency"];
        Assert.Contains(way.NameEn, await PageAsync("resident", $"/matters/{urgent}/slip"), StringComparison.Ordinal);
        Assert.Contains(
            "ask the office below", await PageAsync("resident", $"/matters/{review}/slip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_one_may_be_appealed_once_and_then_says_the_ruling()
    {
        var id = await _here.RaisedAsync(request: new() { Detail = Detail, Area = Community });
        await _here.DoAsync(id, Decline, "clerk", new() { Reason = "private-dispute", Words = "属于个人之间的借贷。" });
        Assert.Contains(
            "may appeal once", await PageAsync("resident", $"/matters/{id}/slip"), StringComparison.Ordinal);

        await _here.DoAsync(id, Appeal, "resident", new() { Words = "我还是想请社区调解。" });
        await _here.DoAsync(id, RefuseAppeal, "town", new() { Words = "维持：可以向人民调解委员会申请。" });
        var slip = await PageAsync("resident", $"/matters/{id}/slip");

        Assert.DoesNotContain("may appeal once", slip, StringComparison.Ordinal);
        Assert.All(["属于个人之间的借贷。", "维持：可以向人民调解委员会申请。"], part => Assert.Contains(part, slip, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_sealed_is_printed_for_its_raiser_alone()
    {
        var id = await RedirectedAsync(Told with { Reason = "discipline" });

        Assert.Contains(Detail, await PageAsync("resident", $"/matters/{id}/slip"), StringComparison.Ordinal);
        Assert.DoesNotContain(Detail, await PageAsync("clerk", $"/matters/{id}/slip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joined_takes_home_their_own_code_and_not_the_raisers()
    {
        var id = await _here.RaisedAsync(request: new() { Detail = Detail, Area = Community });
        Sure(await _here.JoinAsync(id, "buildinghead"));
        await _here.DoAsync(id, Redirect, "clerk", Told);
        var (first, second) =
            ((await _here.ReadAsync(id, "resident")).Own!.Code, (await _here.ReadAsync(id, "buildinghead")).Own!.Code);

        var slip = await PageAsync("buildinghead", $"/matters/{id}/slip");

        Assert.Contains(second, slip, StringComparison.Ordinal);
        Assert.DoesNotContain(first, slip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "0738-1234567", null)]
    [InlineData("  ", null, "长青街")]
    [InlineData("一行\n两行", null, null)]
    public async Task A_telephone_of_nobody_leads_nowhere(string? name, string? phone, string? address)
    {
        var id = await _here.RaisedAsync(request: new() { Detail = Detail, Area = Community });

        Assert.Equal("act.elsewhere", await _here.RefusedAsync(id, Redirect, "clerk", Told with
        {
            ElsewhereName = name,
            ElsewherePhone = phone,
            ElsewhereAddress = address,
        }));
    }

    [Theory]
    [InlineData("""{"ways":{"court":{"name":"区人民法院","phone":"12368"}}}""", null)]
    [InlineData("""{"ways":{"court":{"name":""}}}""", "pack.way")]
    [InlineData("""{"ways":{"season":{"name":"哪里都不是"}}}""", "pack.way")]
    public void A_pack_says_where_a_reason_leads(string pack, string? code) =>
        Assert.Equal(code, RulesFile.Read(pack).TryGet(out _, out var refusal) ? null : refusal.Code);

    private async Task<Guid> RedirectedAsync(ActRequest told)
    {
        var id = await _here.RaisedAsync(request: new() { Detail = Detail, Area = Community });
        await _here.DoAsync(id, Redirect, "clerk", told);
        return id;
    }

    private async Task<string> PageAsync(string reader, string address) =>
        WebUtility.HtmlDecode(await (await _site.VisitorAsync(reader)).GetStringAsync(address, Cancel));

    private async Task<HttpStatusCode> StatusAsync(string? reader, Guid id, string paper = "slip")
    {
        using var answer = await (await _site.VisitorAsync(reader)).GetAsync($"/matters/{id}/{paper}", Cancel);
        return answer.StatusCode;
    }
}

public sealed class SlipOnSqlite(DemoSiteOnSqlite site) : SlipContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SlipOnPostgres(DemoSiteOnPostgres site) : SlipContract(site), IClassFixture<DemoSiteOnPostgres>;
