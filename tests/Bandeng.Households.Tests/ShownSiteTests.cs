using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>The plan that the demo shows, through the real host: what everyone sees, and who may not.</summary>
public sealed partial class ShownSiteTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Everyone_finds_the_plan_from_the_board_and_the_page_of_the_area_and_reads_nobody_on_it()
    {
        var stranger = site.Stranger();
        foreach (var page in new[] { "/?area=431302001001", "/areas/431302001001" })
        {
            var link = PlanLink().Match(await stranger.GetStringAsync(page, None)).Value;
            var shown = await stranger.GetStringAsync(link, None);
            Assert.Contains("Not accepted", shown, StringComparison.Ordinal);
            Assert.Equal(2, DrawingOf().Count(shown));
            foreach (var secret in new[] { "曾师傅", "19900002001", "林阿姨", "一直是同一个网格员", "一个人照看不过来" })
            {
                Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
            }

            // The other tests object to it too.
            Assert.Matches("[2-9] received, 1 answered", shown);
        }

        Assert.Equal(
            HttpStatusCode.NotFound, (await stranger.GetAsync($"/grids/{Guid.CreateVersion7()}", None)).StatusCode);
        var chinese = site.Stranger();
        chinese.DefaultRequestHeaders.Remove("Accept-Language");
        Assert.Contains("网格方案公示", await chinese.GetStringAsync(await PlanAsync(), None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_keeps_what_was_typed_is_guarded_and_taken_once()
    {
        var (stranger, form) = (site.Stranger(), $"{await PlanAsync()}/object");
        using var bare = new FormUrlEncodedContent(new Dictionary<string, string> { ["Words"] = "没有令牌" });
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync(form, bare, None)).StatusCode);
        var fields = new Dictionary<string, string>
        {
            ["ObjectionId"] = $"{Guid.CreateVersion7()}",
            ["Words"] = "这一格太远了",
            ["Building"] = "",
            ["Name"] = "吴师傅",
            ["Phone"] = "1",
        };
        using (var refused = await DemoSite.PostAsync(stranger, form, fields))
        {
            var page = await refused.Content.ReadAsStringAsync(None);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("这一格太远了", page, StringComparison.Ordinal);
            Assert.Contains("11 digits", page, StringComparison.Ordinal);
        }

        fields["Phone"] = "13907380077";
        List<Uri?> done = [];
        for (var tap = 0; tap < 2; tap++)
        {
            using var sent = await DemoSite.PostAsync(stranger, form, fields);
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            done.Add(sent.Headers.Location);
        }

        Assert.Equal(done[0], done[1]);
        var answer = await stranger.GetAsync(done[0], None);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var told = await answer.Content.ReadAsStringAsync(None);
        Assert.Contains("Waiting for an answer", told, StringComparison.Ordinal);
        Assert.DoesNotContain("这一格太远了", told, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound, (await stranger.GetAsync("/grids/objections?code=22222-22222", None)).StatusCode);
    }

    [Fact]
    public async Task The_clerk_of_the_community_reads_and_answers_and_opens_a_number_nobody_else_does()
    {
        var (clerk, other, desk) =
            (await site.VisitorAsync("clerk"), await site.VisitorAsync("clerk2"), $"/registry{await PlanAsync()}");
        var page = await clerk.GetStringAsync(desk, None);
        Assert.Contains("一个人照看不过来", page, StringComparison.Ordinal);
        Assert.DoesNotContain("19900002001", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(desk, None)).StatusCode);
        var numbers = NumbersOf().Matches(page).Select(match => match.Value).Distinct().First();
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(numbers, None)).StatusCode);
        using (var opened = await DemoSite.PostAsync(clerk, numbers, new() { ["Purpose"] = "核实情况" }))
        {
            Assert.Contains("19900002001", await opened.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
            Assert.True(opened.Headers.CacheControl!.NoStore);
        }

        var answered = await DemoSite.PostAsync(clerk, $"{desk}?handler=Answer", new()
        {
            ["objection"] = numbers.Split('/')[3],
            ["state"] = "1",
            ["accepted"] = "true",
            ["words"] = "x",
        });
        Assert.Contains(
            "4 to 1000 characters", await answered.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        var moved = await DemoSite.PostAsync(clerk, $"{desk}?handler=Move", new()
        {
            ["Version"] = VersionOf().Match(page).Groups[1].Value,
            ["building"] = $"{Guid.Empty}",
            ["grid"] = "1",
        });
        Assert.Contains(
            "Take it back to change it", await moved.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Contains(
            "我们楼和对面楼", await (await site.VisitorAsync("resident")).GetStringAsync("/grids/objections", None),
            StringComparison.Ordinal);
        Assert.Contains(
            "我们楼和对面楼", await (await site.VisitorAsync("resident")).GetStringAsync("/my/held", None),
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_client_and_one_telephone_may_object_so_often_in_an_hour()
    {
        using var knocks = new ObjectionKnocks(perClient: 3, perSender: 2);
        var client = IPAddress.Parse("203.0.113.7");
        Assert.Null(knocks.WhyNot(Viewer.Nobody, client, "13907380001"));
        Assert.Null(knocks.WhyNot(Viewer.Nobody, client, "139 0738 0001"));
        Assert.Equal("objection.too-often", knocks.WhyNot(Viewer.Nobody, client, "13907380001")?.Code);
        Assert.Equal("objection.too-often", knocks.WhyNot(Viewer.Nobody, client, "13907380002")?.Code);
        Assert.Null(knocks.WhyNot(Viewer.Nobody, IPAddress.Parse("203.0.113.8"), "13907380002"));
        Assert.Null(knocks.WhyNot(new(Guid.CreateVersion7(), "居民", []), client, null));
        Assert.All(Enumerable.Range(0, 30), _ => Assert.True(knocks.MayTry(client)));
        Assert.False(knocks.MayTry(client));
    }

    private async Task<string> PlanAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return $"/grids/{await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<Guid>("select plan_id from grid_showings", null, None)}";
    }

    [GeneratedRegex("/grids/[0-9a-f-]{36}")]
    private static partial Regex PlanLink();

    [GeneratedRegex("<svg class=\"grid-drawing\"")]
    private static partial Regex DrawingOf();

    [GeneratedRegex("/registry/objections/[0-9a-f-]{36}/numbers")]
    private static partial Regex NumbersOf();

    [GeneratedRegex("name=\"Version\" value=\"(\\d+)\"")]
    private static partial Regex VersionOf();
}
