using System.Net;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Queries;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>审签: the head of the handling body signs a reply before it leaves, where the rules ask for it.</summary>
public abstract class SigningContract
{
    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected SigningContract(DemoSite site)
    {
        (_site, _here) = (site, new(site));
        // A visitor's cookies run by the clock of the machine, so the site does too.
        site.Clock.MoveTo(TimeProvider.System.GetUtcNow());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_of_the_body_signs_and_then_the_raiser_hears_it()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();
        Assert.Null((await _here.ReadAsync(id, "resident")).Outcome);
        Assert.Contains(id, await WaitingAsync("bodyhead"));
        Assert.Contains($"/matters/{id}", await PageAsync("bodyhead", "/signing"), StringComparison.Ordinal);
        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, SignOff, "handler"));

        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, SignOff, "bodyhead"));

        Assert.Equal(HandlerOutcome.Solved, (await _here.ReadAsync(id, "resident")).Outcome);
        Assert.DoesNotContain(id, await WaitingAsync("bodyhead"));
        Assert.Equal("matter.signed-off", await _here.RefusedAsync(id, SignOff, "bodyhead"));
    }

    [Fact]
    public async Task What_is_not_signed_goes_back_to_the_handler()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();

        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(
            id, Redo, "bodyhead", new() { Reason = "reply-empty", InnerWords = "写清楚换了几盏灯" }));
        Assert.DoesNotContain(id, await WaitingAsync("bodyhead"));
    }

    [Fact]
    public async Task Town_and_district_have_it_on_their_list_as_before_and_another_body_has_not()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();

        Assert.Contains(id, await WaitingAsync("town"));
        Assert.Contains(id, await WaitingAsync("district"));
        Assert.Empty(await WaitingAsync("handler2"));
        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, SignOff, "gridworker"));
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, SignOff, "town"));
    }

    [Fact]
    public async Task The_head_reads_what_the_body_handles_and_never_who_raised_a_protected_matter()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync(new()
        {
            Detail = "消防通道被占",
            Area = Community,
            PlaceWords = "3号楼2单元502室",
            Protected = true,
            Name = "不能说的人",
            Phone = "13900000077",
        });
        var other = await _here.RaisedAsync();

        var page = await PageAsync("bodyhead", $"/matters/{id}");
        Assert.Contains("消防通道被占", page, StringComparison.Ordinal);
        Assert.All(["不能说的人", "3900000077", "502室"], secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
        Assert.Equal("contact.forbidden", await _here.LookAsync(id, "bodyhead", "约上门时间"));
        Assert.Empty((await _here.ReadAsync(other, "bodyhead")).Acts);
    }

    [Fact]
    public async Task The_head_is_told_that_a_reply_waits()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();

        var head = await _here.PersonAsync("bodyhead");
        Assert.Equal(1, await _here.InScopeAsync(services => services.GetRequiredService<BandengDb>().RowAsync<long>(
            "select count(*) from notices where person_id = @person and code = 'matter.AwaitsSignature' and about = @about",
            new { person = head.PersonId, about = $"matter {id}" }, Cancel)));
    }

    [Fact]
    public void Where_no_signature_is_asked_the_head_of_a_body_has_no_say()
    {
        var who = Enum.GetValues<MatterStage>().SelectMany(stage => new MatterRules().From("problem", stage)).SelectMany(arrow => arrow.Who);
        Assert.DoesNotContain(Capacity.BodyHead, who);
        Assert.DoesNotContain(Capacity.BodyHead, new MatterRules().Find("problem", MatterStage.Handled, Redo)!.Who);
        Assert.Contains(Capacity.BodyHead, new MatterRules { SignOff = true }.Find("problem", MatterStage.Handled, Redo)!.Who);
    }

    private async Task AskForSignaturesAsync() => await _here.InScopeAsync(async services =>
    {
        var set = await services.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into matter_rules (valid_from, body) values (@day, @body) on conflict do nothing",
            new { day = ChinaTime.DayOf(_here.Now).ToString("yyyy-MM-dd", null), body = RulesFile.Write(new MatterRules { SignOff = true }) }, Cancel);
        services.GetRequiredService<Recent<DateOnly, MatterRules>>().Forget();
        return set;
    });

    private async Task<Guid> HandedBackAsync(UseCases.RaiseRequest? request = null)
    {
        var id = await _here.InHandAsync(request);
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, HandBack, "handler", Done));
        return id;
    }

    private async Task<IReadOnlyList<Guid>> WaitingAsync(string userName)
    {
        var viewer = await _here.PersonAsync(userName);
        return (await _here.InScopeAsync(services => services.GetRequiredService<WaitingSignatures>().RunAsync(viewer, null, 100, Cancel))).Ids;
    }

    private async Task<string> PageAsync(string reader, string address) =>
        WebUtility.HtmlDecode(await (await _site.VisitorAsync(reader)).GetStringAsync(address, Cancel));
}

public sealed class SigningOnSqlite(DemoSiteOnSqlite site) : SigningContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SigningOnPostgres(DemoSiteOnPostgres site) : SigningContract(site), IClassFixture<DemoSiteOnPostgres>;
