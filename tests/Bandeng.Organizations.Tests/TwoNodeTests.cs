using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Rounds;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Organizations.Messages;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Two nodes over one PostgreSQL and one data folder, and a proxy that sends each request to either.</summary>
public sealed partial class TwoNodeTests(DemoSiteOnPostgres site) : IClassFixture<DemoSiteOnPostgres>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_signs_in_at_one_acts_at_the_other_and_is_out_of_both_at_once()
    {
        await using var other = site.WithWebHostBuilder(_ => { });
        var cookies = new CookieContainer();
        using var here = site.CreateDefaultClient(new CookieContainerHandler(cookies), new WithoutDates());
        using var there = other.CreateDefaultClient(new CookieContainerHandler(cookies), new WithoutDates());
        (await DemoSite.SignInAsync(here, "clerk", DemoSite.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account", Cancel)).StatusCode);

        // A form that one drew is sent to the other; its guard and its cookie are good at both.
        var page = await here.GetStringAsync("/account", Cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Guard().Match(page).Groups[1].Value,
            ["scope"] = "write",
        });
        using var made = await there.PostAsync("/account?handler=Token", form, Cancel);
        var token = Token().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
        using var program = site.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var raised = await program.PostAsJsonAsync(
            "/api/v1/matters", new { detail = "路灯不亮", area = "431302001001" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
        using var elsewhere = other.CreateClient();
        elsewhere.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync(raised.Headers.Location, Cancel)).StatusCode);

        (await DemoSite.PostAsync(there, "/account?handler=Everywhere", [])).Dispose();
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/account", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_are_counted_over_both()
    {
        await using var other = site.WithWebHostBuilder(_ => { });
        foreach (var node in new[] { site, other, site, other, site }.Select(one => one.CreateClient()))
        {
            (await DemoSite.SignInAsync(node, "auditor", "wrong")).Dispose();
            node.Dispose();
        }

        using var last = other.CreateDefaultClient(new CookieContainerHandler());
        using var right = await DemoSite.SignInAsync(last, "auditor", DemoSite.Password);
        Assert.NotEqual(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task What_only_one_may_do_is_done_once()
    {
        await using var other = site.WithWebHostBuilder(_ => { });
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            scope.ServiceProvider.GetRequiredService<INotices>().Text("13800138000", "一次就好。", site.Clock.GetUtcNow());
            await db.SaveAsync(Cancel);
        }

        site.Clock.MoveTo(site.Clock.GetUtcNow().AddDays(1));
        var nodes = new[] { site.Services, other.Services };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async round =>
        {
            await using var scope = nodes[round % 2].CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<GatherRoot>().RunAsync(Cancel);
            await scope.ServiceProvider.GetRequiredService<OutboxRound>().RunAsync(MessageChannel.Sms, Cancel);
        }));

        await using var after = site.Services.CreateAsyncScope();
        var there = after.ServiceProvider.GetRequiredService<BandengDb>();
        Assert.Equal(1, await there.RowAsync<long>("select count(*) from chain_roots", null, Cancel));
        Assert.Equal(
            0,
            await there.RowAsync<long>(
                "select count(*) from outbox_messages where channel = 'Sms' and sent_at is null", null, Cancel));
        Assert.Equal(0, await there.RowAsync<long>(
            "select count(*) from (select message_id from outbox_deliveries where error is null group by message_id having count(*) > 1) twice", null, Cancel));
        Assert.Null((await VerifyTrail.RunAsync(there, Cancel)).Fault);
        await using var one = site.Services.CreateAsyncScope();
        await using var two = other.Services.CreateAsyncScope();
        Assert.True(
            await one.ServiceProvider.GetRequiredService<Turn>()
                .TakeAsync("test.turn", TimeSpan.FromMinutes(1), Cancel, "one"));
        Assert.False(
            await two.ServiceProvider.GetRequiredService<Turn>()
                .TakeAsync("test.turn", TimeSpan.FromMinutes(1), Cancel, "two"));
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Guard();

    [GeneratedRegex("bd_[A-Za-z0-9_-]{40,}")]
    private static partial Regex Token();
}
