using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>Nobody judges what they did themselves, whatever posts they hold; a colleague or the level above does.</summary>
public abstract class OwnActsContract
{
    private const string Own = "matter.own-act";

    private static readonly ActRequest Inner = new() { InnerWords = "看过了，同意。", Words = "看过了，同意。" };
    private static readonly ActRequest Again = Inner with { Reason = "reply-empty" };
    private static readonly ActRequest Unsettled = new() { Words = "还是不亮", Rating = Rating.Dissatisfied };

    private readonly Neighbourhood _here;

    protected OwnActsContract(DemoSite site)
    {
        _here = new(site);
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_declined_does_not_rule_on_the_appeal()
    {
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Decline, "town", Inner with { Reason = "no-facts" });
        await _here.DoAsync(id, Appeal, "resident", new() { Words = "我有照片。" });

        Assert.Empty(await OpenAsync(id, "town", UpholdAppeal, RefuseAppeal));
        Assert.Equal(Own, await _here.RefusedAsync(id, RefuseAppeal, "town", Inner));
        Assert.Equal(MatterStage.Listed, await _here.DoAsync(id, UpholdAppeal, "district", Inner));
    }

    [Fact]
    public async Task Who_applies_for_an_exclusion_does_not_judge_it()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        var town = await _here.PersonAsync("town");
        using var content = new MemoryStream(Files.Pictures.Jpeg());
        Sure(await _here.InScopeAsync(services => services.GetRequiredService<AddFile>()
            .RunAsync(id, content, "批复.jpg", FileMoment.Proof, town, null, Cancel)));
        await _here.DoAsync(id, RequestExclusion, "town", Inner with { Reason = "policy-limit" });

        Assert.Empty(await OpenAsync(id, "town", Exclude, RefuseExclusion));
        Assert.Equal(Own, await _here.RefusedAsync(id, Exclude, "town", Inner));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, Exclude, "district", Inner));
    }

    [Fact]
    public async Task Who_signed_a_reply_does_not_send_it_back_by_another_post()
    {
        // The others play on the day before.
        _here.At("2026-06-09T09:00");
        await AskForSignaturesAsync();
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, Redo, "town", Again));
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, SignOff, "town"));

        Assert.Empty(await OpenAsync(id, "town", Redo));
        Assert.Equal(Own, await _here.RefusedAsync(id, Redo, "town", Again));

        // A colleague who dispatches may; what comes back then is a new reply, which waits for the same head again.
        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, Redo, "clerk", Again));
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.Equal([SignOff, Redo], await OpenAsync(id, "town", SignOff, Redo));
    }

    [Fact]
    public async Task With_two_posts_nobody_rules_on_their_own_return()
    {
        var both = await BothAsync("town");
        var id = await _here.InHandAsync();
        await DoAsync(id, Return, both, Inner with { Reason = "not-our-duty", Basis = "职责清单第三条" });

        Assert.Equal(Own, CodeOf(await TryAsync(id, UpholdReturn, both, Inner)));
        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, RefuseReturn, "district", Inner));
    }

    [Fact]
    public async Task With_two_posts_nobody_grants_their_own_extension()
    {
        var both = await BothAsync("clerk");
        var id = await _here.InHandAsync();
        await DoAsync(id, RequestExtension, both, Inner with { Days = 3 });

        Assert.Equal(Own, CodeOf(await TryAsync(id, EndorseExtension, both, Inner)));
        Assert.Equal(Own, CodeOf(await TryAsync(id, RefuseExtension, both, Inner)));
        await _here.DoAsync(id, EndorseExtension, "town", Inner);
        Assert.Equal(Own, CodeOf(await TryAsync(id, ApproveExtension, both, Inner)));
        await _here.DoAsync(id, ApproveExtension, "district", Inner);
    }

    [Fact]
    public async Task With_two_posts_nobody_checks_their_own_work()
    {
        var both = await BothAsync("clerk");
        var id = await _here.InHandAsync(new() { Detail = "电梯停在四楼", Area = Community, Category = "0103" });
        await DoAsync(id, HandBack, both, Done);

        Assert.Equal(Own, CodeOf(await TryAsync(id, PassCheck, both, Inner)));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, PassCheck, "checker", Inner));
    }

    [Fact]
    public async Task Who_raised_it_and_handled_it_is_asked_by_a_caller_and_rates_nothing()
    {
        var id = await HandledAsync("handler");

        Assert.Empty(await OpenAsync(id, "handler", Confirm, NotSettled));
        Assert.Equal(Own, await _here.RefusedAsync(id, Confirm, "handler", Happy));
        Assert.Equal(Own, await _here.RefusedAsync(id, NotSettled, "handler", Unsettled));
        var mine = await _here.InScopeAsync(async services => await services.GetRequiredService<MyMatters>()
            .OfAsync((await _here.PersonAsync("handler")).PersonId!.Value, Cancel));
        Assert.False(mine.Single(line => line.Id == id).MustAnswer);
        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, Confirm, "caller", Happy));
    }

    [Fact]
    public async Task Who_raised_it_and_passed_it_on_rates_what_somebody_else_did()
    {
        var id = await HandledAsync("handler2");

        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, Confirm, "handler2", Happy));
    }

    /// <summary>Raised by somebody, and done by the handler.</summary>
    private async Task<Guid> HandledAsync(string raiser)
    {
        var id = await _here.RaisedAsync(raiser);
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, HandBack, "handler", Done);
        return id;
    }

    /// <summary>Somebody of the demo who works for 桥头物业 as well.</summary>
    private async Task<Viewer> BothAsync(string userName)
    {
        var (viewer, body) = (await _here.PersonAsync(userName), await _here.BodyAsync("桥头物业"));
        var hand = new HeldPost(Guid.Empty, nameof(Role.Handler), AreaCode.Parse(Community), body, null);
        return viewer with { Posts = [.. viewer.Posts, hand] };
    }

    private Task<Result<Acted>> TryAsync(Guid id, MatterAction action, Viewer viewer, ActRequest request) =>
        _here.InScopeAsync(services =>
            services.GetRequiredService<ActOnMatter>().RunAsync(id, action, request, viewer, Cancel));

    private async Task DoAsync(Guid id, MatterAction action, Viewer viewer, ActRequest request) =>
        Sure(await TryAsync(id, action, viewer, request));

    private static string CodeOf(Result<Acted> result) =>
        result.TryGet(out var acted, out var refusal) ? $"went through to {acted.Stage}" : refusal.Code;

    private async Task<IEnumerable<MatterAction>> OpenAsync(Guid id, string userName, params MatterAction[] asked) =>
        (await _here.ReadAsync(id, userName)).Acts.Select(arrow => arrow.Action).Where(asked.Contains);

    private async Task AskForSignaturesAsync() => await _here.InScopeAsync(async services =>
    {
        var set = await services.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into matter_rules (valid_from, body) values (@day, @body) on conflict do nothing",
            new { day = "2026-06-09", body = RulesFile.Write(new MatterRules { SignOff = true }) }, Cancel);
        services.GetRequiredService<Recent<DateOnly, MatterRules>>().Forget();
        return set;
    });
}

public sealed class OwnActsOnSqlite(DemoSiteOnSqlite site) : OwnActsContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class OwnActsOnPostgres(DemoSiteOnPostgres site)
    : OwnActsContract(site), IClassFixture<DemoSiteOnPostgres>;
