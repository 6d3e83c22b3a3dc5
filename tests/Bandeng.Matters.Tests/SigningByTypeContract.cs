using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>
/// 审签 by type of request, as the rules of the demo have it: a reply to a suggestion is signed, no other is.
/// </summary>
public abstract class SigningByTypeContract(DemoSite site)
{
    // Lifts: somebody looks before the raiser is asked.
    private const string WithCheck = "0103";

    private readonly Neighbourhood _here = new(site);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_to_a_suggestion_waits_for_the_head_and_another_does_not()
    {
        var (suggestion, help) =
            (await HandedBackAsync(RequestType.Suggestion), await HandedBackAsync(RequestType.Help));

        Assert.Contains(suggestion, await SigningAsync("bodyhead"));
        Assert.DoesNotContain(help, await SigningAsync("bodyhead"));
        Assert.True((await _here.ReadAsync(suggestion, "bodyhead")).AwaitsSignature);
        Assert.False((await _here.ReadAsync(help, "clerk")).AwaitsSignature);
        Assert.Empty((await _here.ReadAsync(help, "bodyhead")).Acts);
        Assert.Equal("matter.not-signed-off", await _here.RefusedAsync(suggestion, PassCheck, "checker"));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(help, PassCheck, "checker"));
    }

    [Fact]
    public async Task What_waits_for_a_signature_is_not_yet_on_the_checkers_list()
    {
        var (suggestion, help) =
            (await HandedBackAsync(RequestType.Suggestion), await HandedBackAsync(RequestType.Help));
        Assert.Contains(help, await ChecksAsync());
        Assert.DoesNotContain(suggestion, await ChecksAsync());

        await _here.DoAsync(suggestion, SignOff, "bodyhead");

        Assert.Contains(suggestion, await ChecksAsync());
    }

    [Fact]
    public async Task What_is_said_to_be_a_suggestion_after_all_is_signed_too()
    {
        var id = await HandedBackAsync(RequestType.Help);
        await _here.DoAsync(id, Correct, "clerk", new() { RequestType = RequestType.Suggestion });

        Assert.Contains(id, await SigningAsync("bodyhead"));
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, SignOff, "bodyhead"));
    }

    private async Task<Guid> HandedBackAsync(RequestType type)
    {
        var id = await _here.InHandAsync(
            new() { Detail = "电梯老是停在四楼", Area = Community, Category = WithCheck, RequestType = type });
        Assert.Equal(MatterStage.Handled, await _here.DoAsync(id, HandBack, "handler", Done));
        return id;
    }

    private async Task<IReadOnlyList<Guid>> SigningAsync(string userName)
    {
        var viewer = await _here.PersonAsync(userName);
        return (await _here.InScopeAsync(services => services.GetRequiredService<WaitingSignatures>().RunAsync(viewer, null, 100, Cancel))).Ids;
    }

    private async Task<IReadOnlyList<Guid>> ChecksAsync()
    {
        var checker = await _here.PersonAsync("checker");
        var page = await _here.InScopeAsync(services =>
            services.GetRequiredService<WaitingMatters>().ForCheckAsync(checker, null, 100, Cancel));
        return [.. page.Lines.Select(line => line.Id)];
    }
}

public sealed class SigningByTypeOnSqlite(DemoSiteOnSqlite site)
    : SigningByTypeContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SigningByTypeOnPostgres(DemoSiteOnPostgres site)
    : SigningByTypeContract(site), IClassFixture<DemoSiteOnPostgres>;
