using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>How often one client and one telephone may raise, at the real doors.</summary>
public sealed class KnockTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private const int PerClient = 30;
    private const int PerPhone = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_client_raises_so_often_then_is_told_what_to_do_and_a_neighbour_is_not()
    {
        using var client = From("203.0.113.7");
        for (var raised = 0; raised < PerClient; raised++)
        {
            Assert.Equal(HttpStatusCode.Created, await RaiseAsync(client));
        }

        using var refused = await client.PostAsJsonAsync("/api/v1/matters", new { detail = "路灯不亮" }, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(
            "raise.too-often.client",
            (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());

        using var neighbour = From("203.0.113.8");
        Assert.Equal(HttpStatusCode.Created, await RaiseAsync(neighbour));
        // The proxy itself, that does not say for whom.
        Assert.Equal(HttpStatusCode.Created, await RaiseAsync(site.Stranger()));
    }

    [Fact]
    public async Task One_household_of_ipv6_is_one_client()
    {
        for (var raised = 0; raised < PerClient; raised++)
        {
            using var client = From($"2001:db8:1:2::{raised + 1:x}");
            Assert.Equal(HttpStatusCode.Created, await RaiseAsync(client));
        }

        using var last = From("2001:db8:1:2:ffff::1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await RaiseAsync(last));
        using var next = From("2001:db8:1:3::1");
        Assert.Equal(HttpStatusCode.Created, await RaiseAsync(next));
    }

    [Fact]
    public async Task One_telephone_is_counted_over_all_clients_however_it_is_written()
    {
        for (var raised = 0; raised < PerPhone; raised++)
        {
            using var client = From($"198.51.100.{raised + 1}");
            Assert.Equal(
                HttpStatusCode.Created,
                await RaiseAsync(client, raised % 2 == 0 ? "13812345678" : "+86 138-1234-5678"));
        }

        using var last = From("198.51.100.200");
        Assert.Equal(HttpStatusCode.TooManyRequests, await RaiseAsync(last, "138 1234 5678"));
        Assert.Equal(HttpStatusCode.Created, await RaiseAsync(last, "13812345679"));
    }

    [Fact]
    public async Task Whoever_holds_a_post_is_not_counted_and_a_resident_is()
    {
        for (var raised = 0; raised <= PerPhone; raised++)
        {
            Assert.Equal(HttpStatusCode.Created, await RaiseAsync(await site.VisitorAsync("clerk")));
            Assert.Equal(
                raised < PerPhone ? HttpStatusCode.Created : HttpStatusCode.TooManyRequests,
                await RaiseAsync(await site.VisitorAsync("resident")));
        }
    }

    private HttpClient From(string address)
    {
        var client = site.Stranger();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<HttpStatusCode> RaiseAsync(HttpClient client, string? phone = null)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/matters", new { detail = "路灯不亮", area = "431302001001", phone }, Cancel);
        return answer.StatusCode;
    }
}
