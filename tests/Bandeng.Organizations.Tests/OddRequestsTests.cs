using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// What no browser sends is answered for what it is, and never falls over us. More of it: bench/attack.
/// </summary>
public sealed class OddRequestsTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/search?q=a%00b", HttpStatusCode.BadRequest)]
    [InlineData("/desk?q=%ED%A0%80", HttpStatusCode.OK)]
    [InlineData("/desk?from=0001-01-01&to=9999-12-31", HttpStatusCode.OK)]
    [InlineData("/desk/exclusions?from=&to=9999-12-31", HttpStatusCode.OK)]
    [InlineData("/desk/exclusions.xlsx?from=&to=", HttpStatusCode.OK)]
    [InlineData("/desk/exclusions.csv?from=1e400&to=NaN", HttpStatusCode.OK)]
    [InlineData("/figures?period=2026-13&area=431302001001", HttpStatusCode.NotFound)]
    public async Task An_address_that_nobody_can_read_is_no_fault_of_ours(string address, HttpStatusCode expected)
    {
        using var answer = await (await site.VisitorAsync("clerk")).GetAsync(address, Cancel);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_too_long_for_a_printed_code_is_a_page_like_any_other()
    {
        var page = await (await site.VisitorAsync("clerk"))
            .GetStringAsync($"/search?q={new string('x', 5000)}", Cancel);

        Assert.Contains("<footer", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/figures")]
    [InlineData("PROPFIND", "/desk")]
    public async Task A_page_knows_reading_and_sending(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await (await site.VisitorAsync("clerk")).SendAsync(request, Cancel);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.MethodNotAllowed, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task A_button_that_a_page_does_not_have_is_refused()
    {
        using var answer = await DemoSite.PostAsync(
            await site.VisitorAsync("clerk"), "/?handler=Forget", [], page: "/desk");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "utf-7", "/desk/new")]
    [InlineData("application/json", "gbk", "/api/v1/matters")]
    public async Task Letters_that_nobody_here_reads_are_named(string type, string charset, string address)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        body.Headers.ContentType = new MediaTypeHeaderValue(type, charset);
        using var answer = await (await site.VisitorAsync("clerk")).PostAsync(address, body, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_that_nobody_can_read_is_the_senders_mistake()
    {
        using var answer = await DemoSite.PostAsync(
            await site.VisitorAsync("clerk"), "/desk/new", new() { ["Input.Detail"] = "灯\0" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_id_and_with_odd_boxes_still_makes_one_matter()
    {
        using var answer = await DemoSite.PostAsync(await site.VisitorAsync("clerk"), "/desk/new", new()
        {
            ["Input.Id"] = "nothing",
            ["Input.Detail"] = "楼道里的灯坏了三天。晚上看不见。",
            ["Input.Urgent"] = "2026-02-30",
            ["Input.Area"] = "431302001001",
        });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<BandengDb>()
            .RowAsync<long>("select count(*) from texts where body = '楼道里的灯坏了三天。晚上看不见。'", null, Cancel));
    }
}
