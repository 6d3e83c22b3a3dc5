using System.Net;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
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

    private const string WithCheck = "0103";

    private static readonly Capacity[] Heads = [Capacity.Head, Capacity.BodyHead];

    private static readonly Dictionary<string, KindRules> Errands = new()
    {
        ["errand"] = new() { Acts = [Dispatch, SignFor, HandBack, PassCheck, Redo, Confirm] },
    };

    private static readonly ActRequest NotGood = new() { Reason = "reply-empty", InnerWords = "写清楚换了几盏灯" };

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

        // Nobody is to check this category: with the signature it leaves, and its raiser is asked.
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, SignOff, "bodyhead"));

        Assert.Equal(HandlerOutcome.Solved, (await _here.ReadAsync(id, "resident")).Outcome);
        Assert.Equal(1, await ToldAsync(id, "resident", "matter.PassCheck"));
        Assert.DoesNotContain(id, await WaitingAsync("bodyhead"));
        Assert.Equal("matter.stage", await _here.RefusedAsync(id, SignOff, "bodyhead"));
    }

    [Fact]
    public async Task What_is_signed_and_waits_for_a_check_has_left_the_heads_hands()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync(new() { Detail = "电梯停在四楼", Area = Community, Category = WithCheck });
        Assert.Equal("matter.not-signed-off", await _here.RefusedAsync(id, PassCheck, "checker"));
        Assert.Equal([SignOff, Redo], (await _here.ReadAsync(id, "bodyhead")).Acts.Select(arrow => arrow.Action));

        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, SignOff, "bodyhead"));

        Assert.Empty((await _here.ReadAsync(id, "bodyhead")).Acts);
        Assert.Equal("matter.signed-off", await _here.RefusedAsync(id, Redo, "bodyhead", NotGood));
        Assert.Equal("matter.signed-off", await _here.RefusedAsync(id, SignOff, "bodyhead"));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, PassCheck, "checker"));
        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, Redo, "bodyhead", NotGood));
        Assert.Empty((await _here.ReadAsync(id, "bodyhead")).Acts);
    }

    [Fact]
    public async Task Sent_back_by_the_checker_a_reply_is_signed_anew()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync(new() { Detail = "电梯又停在四楼", Area = Community, Category = WithCheck });
        await _here.DoAsync(id, SignOff, "bodyhead");

        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, Redo, "checker", NotGood));
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, HandBack, "handler", Done));

        Assert.Contains(id, await WaitingAsync("bodyhead"));
        Assert.Equal("matter.not-signed-off", await _here.RefusedAsync(id, PassCheck, "checker"));
    }

    [Fact]
    public async Task A_kind_that_knows_no_signing_waits_for_no_signature()
    {
        await AskForSignaturesAsync();
        var id = await _here.InHandAsync(new() { Kind = "errand", Detail = "代办老年卡", Area = Community });

        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, HandBack, "handler", Done));
        Assert.DoesNotContain(id, await WaitingAsync("bodyhead"));
    }

    [Fact]
    public async Task What_is_not_signed_goes_back_to_the_handler()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();

        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(
            id, Redo, "bodyhead", NotGood));
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
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, SignOff, "town"));
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
        Assert.All(
            ["不能说的人", "3900000077", "502室"], secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
        Assert.Equal("contact.forbidden", await _here.LookAsync(id, "bodyhead", "约上门时间"));
        Assert.Empty((await _here.ReadAsync(other, "bodyhead")).Acts);
    }

    [Fact]
    public async Task The_head_is_told_that_a_reply_waits()
    {
        await AskForSignaturesAsync();
        var id = await HandedBackAsync();

        Assert.Equal(1, await ToldAsync(id, "bodyhead", "matter.AwaitsSignature"));
    }

    [Fact]
    public void A_head_acts_on_a_reply_only_while_it_waits_for_the_signature() => Assert.All(
        MatterWorkflow.Arrows.Where(arrow =>
            arrow.From is MatterStage.Handled or MatterStage.Checked && arrow.Who.Intersect(Heads).Any()),
        arrow => Assert.Single(arrow.Guards.Intersect([Guard.SignOffOpen, Guard.HeadWhileUnsigned])));

    [Fact]
    public void A_signature_is_asked_for_where_the_rules_say_so_and_the_kind_knows_it()
    {
        var asking = new MatterRules { SignOff = true, Kinds = Errands };

        Assert.False(new MatterRules().AsksSignature("problem", RequestType.Help));
        Assert.True(asking.AsksSignature("problem", RequestType.Help));
        Assert.False(asking.AsksSignature("errand", RequestType.Help));
    }

    private async Task AskForSignaturesAsync() => await _here.InScopeAsync(async services =>
    {
        var set = await services.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into matter_rules (valid_from, body) values (@day, @body) on conflict do nothing",
            new { day = ChinaTime.DayOf(_here.Now).ToString("yyyy-MM-dd", null), body = RulesFile.Write(new MatterRules { SignOff = true, Kinds = Errands }) }, Cancel);
        services.GetRequiredService<Recent<DateOnly, MatterRules>>().Forget();
        return set;
    });

    private async Task<Guid> HandedBackAsync(UseCases.RaiseRequest? request = null)
    {
        var id = await _here.InHandAsync(request);
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, HandBack, "handler", Done));
        return id;
    }

    private async Task<long> ToldAsync(Guid id, string userName, string code)
    {
        var person = (await _here.PersonAsync(userName)).PersonId;
        return await _here.InScopeAsync(services => services.GetRequiredService<BandengDb>().RowAsync<long>(
            "select count(*) from notices where person_id = @person and code = @code and about = @about",
            new { person, code, about = $"matter {id}" }, Cancel));
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

public sealed class SigningOnPostgres(DemoSiteOnPostgres site)
    : SigningContract(site), IClassFixture<DemoSiteOnPostgres>;
