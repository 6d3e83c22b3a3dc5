using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Residents;

/// <summary>
/// A flood is neither refused nor published nor lost: it waits for a person, who lets it in or declines it.
/// </summary>
public abstract class HeldContract(DemoSite site)
{
    private const string Area = "431302001001";
    private const int Straight = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_words_again_and_again_wait_for_a_person_and_are_let_in_together_as_what_their_senders_were_told()
    {
        var words = $"强烈要求给三号楼装门禁，已经丢了两辆车。{Guid.CreateVersion7():N}";
        var sent = new List<JsonElement>();
        for (var i = 0; i < Straight + 4; i++)
        {
            // Another space or stop each time makes no other words.
            sent.Add(
                await RaiseAsync(
                    From($"198.51.100.{i + 1}"), words + new string(i % 2 == 0 ? '！' : ' ', i),
                    i == Straight ? "13900001234" : null));
        }

        var held = sent.Where(one => one.GetProperty("held").GetBoolean()).ToList();
        Assert.Equal(4, held.Count);
        var theirs = string.Join(", ", held.Select(one => $"'{Stored(Id(one))}'"));
        Assert.Equal(Straight + 4, sent.Select(one => one.GetProperty("code").GetString()).Distinct().Count());
        var first = held[0];
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await site.Stranger().GetAsync($"/api/v1/matters/{Id(first)}", Cancel)).StatusCode);
        Assert.Contains("somebody looks at it first", await FindAsync(first), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "held",
            await (await site.VisitorAsync("resident"))
                .GetStringAsync($"/find?code={sent[0].GetProperty("code").GetString()}", Cancel),
            StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync($"select count(*) from texts where body like '%{words[^32..]}%' and id in (select title_id from matters where id = '{Stored(Id(first))}')"));

        var clerk = await site.VisitorAsync("clerk");
        Assert.Contains("/desk/held", await clerk.GetStringAsync("/desk", Cancel), StringComparison.Ordinal);
        var page = await clerk.GetStringAsync("/desk/held", Cancel);
        Assert.Contains("The same words, 4 letters", page, StringComparison.Ordinal);
        Assert.Contains(words[^32..], page, StringComparison.Ordinal);
        Assert.Contains(words[^32..], await clerk.GetStringAsync("/desk/held.csv", Cancel), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await site.VisitorAsync("resident")).GetAsync("/desk/held", Cancel)).StatusCode);

        // One alone is declined with a reason, the others are let in.
        using (var wordless = await DemoSite.PostAsync(
            clerk, "/desk/held?handler=Decline", Form(Id(held[3]), false, "")))
        {
            Assert.Contains(
                "Choose one of the reasons", await wordless.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal);
        }

        (await DemoSite.PostAsync(clerk, "/desk/held?handler=Decline", Form(Id(held[3]), false, "repeated"))).Dispose();
        Assert.Contains("Not taken in", await FindAsync(held[3]), StringComparison.Ordinal);
        (await DemoSite.PostAsync(clerk, "/desk/held?handler=LetIn", Form(Id(first), true))).Dispose();
        Assert.DoesNotContain(words[^32..], await clerk.GetStringAsync("/desk/held", Cancel), StringComparison.Ordinal);
        foreach (var one in held.Take(3))
        {
            var sheet = await clerk.GetFromJsonAsync<JsonElement>($"/api/v1/matters/{Id(one)}", Cancel);
            Assert.StartsWith(words[..20], sheet.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("somebody looks at it first", await FindAsync(one), StringComparison.Ordinal);
        }

        // The link that was given once is good for what it was given for.
        using var own = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/matters/{Id(held[1])}");
        own.Headers.Add("X-Bandeng-Secret", held[1].GetProperty("secret").GetString());
        using var mine = await site.Stranger().SendAsync(own, Cancel);
        Assert.Contains("Withdraw", await mine.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var twice = await DemoSite.PostAsync(clerk, "/desk/held?handler=LetIn", Form(Id(first), false));
        Assert.Contains(
            "settled this one already", await twice.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(
            4,
            await CountAsync(
                $"select count(*) from trail_events where action = 'letter.hold' and subject_id in ({theirs})"));
        Assert.Equal(
            3,
            await CountAsync(
                $"select count(*) from trail_events where action = 'letter.let-in' and subject_id in ({theirs})"));
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Null((await VerifyTrail.RunAsync(scope.ServiceProvider.GetRequiredService<BandengDb>(), Cancel)).Fault);
    }

    [Fact]
    public async Task One_network_that_does_not_stop_waits_too_and_what_it_sends_twice_is_one()
    {
        using var client = From("203.0.113.99");
        var ids = new List<JsonElement>();
        for (var i = 0; i < 14; i++)
        {
            ids.Add(await RaiseAsync(client, $"第{i}盏灯不亮"));
        }

        Assert.Equal(2, ids.Count(one => one.GetProperty("held").GetBoolean()));
        using var again = await client.PostAsJsonAsync(
            "/api/v1/matters", new { id = Id(ids[13]), detail = "第13盏灯不亮", area = Area }, Cancel);
        var same = await again.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(ids[13].GetProperty("code").GetString(), same.GetProperty("code").GetString());
        using var taken = await client.PostAsJsonAsync(
            "/api/v1/matters", new { id = Id(ids[13]), detail = "别的话", area = Area }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);

        // A clerk who writes down what two hundred callers say, and a program on the machine itself, are no flood.
        var desk = await site.VisitorAsync("clerk");
        using var own = site.Stranger();
        for (var i = 0; i < Straight + 3; i++)
        {
            Assert.False((await RaiseAsync(desk, "整个小区从昨天夜里开始都没有热水了")).GetProperty("held").GetBoolean());
            Assert.False((await RaiseAsync(own, "整条街从昨天夜里开始都没有路灯了啊")).GetProperty("held").GetBoolean());
        }

        // Short words are what neighbours write when the water stops.
        for (var i = 0; i < Straight + 3; i++)
        {
            Assert.False((await RaiseAsync(From($"192.0.2.{i + 1}"), "停水了！")).GetProperty("held").GetBoolean());
        }
    }

    [Fact]
    public async Task A_program_that_sends_the_same_again_and_again_gets_tokens_until_a_person_has_looked()
    {
        var key = await new Open311.GeoClient(site).KeyAsync("resident");
        using var program = From("198.51.100.77");
        var words = $"强烈要求给五号楼装门禁，已经丢了三辆车。{Guid.CreateVersion7():N}";
        var sent = new List<JsonElement>();
        for (var i = 0; i < Straight + 2; i++)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["api_key"] = key,
                ["service_code"] = "0103",
                ["description"] = words,
                ["address_id"] = Area,
                ["email"] = "xm@example.com",
            });
            using var answer = await program.PostAsync("/open311/v2/requests.json", form, Cancel);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            sent.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel))[0]);
        }

        Assert.Equal(Straight, sent.Count(one => one.TryGetProperty("service_request_id", out _)));
        var token = sent[^1].GetProperty("token").GetGuid();
        Assert.False((await TokenAsync(token)).TryGetProperty("service_request_id", out _));
        (await DemoSite.PostAsync(await site.VisitorAsync("clerk"), "/desk/held?handler=LetIn", Form(token, true)))
            .Dispose();
        Assert.Equal(token, (await TokenAsync(token)).GetProperty("service_request_id").GetGuid());
        var own = await site.Stranger()
            .GetFromJsonAsync<JsonElement>($"/open311/v2/requests/{token}.json?api_key={key}", Cancel);
        Assert.Equal(words, own[0].GetProperty("description").GetString());
    }

    private async Task<JsonElement> TokenAsync(Guid token) =>
        (await site.Stranger().GetFromJsonAsync<JsonElement>($"/open311/v2/tokens/{token}.json", Cancel))[0];

    private static Guid Id(JsonElement sent) => sent.GetProperty("id").GetGuid();

    private static Dictionary<string, string> Form(Guid id, bool alike, string? reason = null) => new()
    {
        ["id"] = id.ToString(),
        ["alike"] = alike ? "true" : "false",
        ["reason"] = reason ?? "",
    };

    private async Task<string> FindAsync(JsonElement sent) =>
        await site.Stranger().GetStringAsync($"/find?code={sent.GetProperty("code").GetString()}", Cancel);

    private HttpClient From(string address)
    {
        var client = site.Stranger();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<JsonElement> RaiseAsync(HttpClient client, string detail, string? phone = null)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/matters", new { detail, area = Area, phone }, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private string Stored(Guid id) =>
        site.Services.GetRequiredService<DatabaseSetting>().IsPostgres
            ? id.ToString()
            : id.ToString().ToUpperInvariant();

    private async Task<long> CountAsync(string sql)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(sql, null, Cancel);
    }
}

public sealed class HeldOnSqlite(DemoSiteOnSqlite site) : HeldContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class HeldOnPostgres(DemoSiteOnPostgres site) : HeldContract(site), IClassFixture<DemoSiteOnPostgres>;
