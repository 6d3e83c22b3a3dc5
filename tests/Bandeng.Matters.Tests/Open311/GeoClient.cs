using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests.Open311;

/// <summary>Another program: it has keys, sends forms and reads both formats.</summary>
internal sealed partial class GeoClient(DemoSite site)
{
    private const string Root = "/open311/v2/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes a token as a person does, on the account page.</summary>
    public async Task<string> KeyAsync(string userName, string scope = "open311")
    {
        using var answer = await DemoSite.PostAsync(
            await site.VisitorAsync(userName), "/account?handler=Token", new() { ["scope"] = scope });
        return Token().Match(await answer.Content.ReadAsStringAsync(Cancel)).Value;
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string address)
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(Root + address, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpContent content, string format = "json")
    {
        using var client = site.CreateClient();
        using var answer = await client.PostAsync($"{Root}requests.{format}", content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<(HttpStatusCode Status, string Body)> SendFormAsync(
        Dictionary<string, string> fields, string format = "json")
    {
        using var form = new FormUrlEncodedContent(fields);
        return await SendAsync(form, format);
    }

    /// <summary>Sends what must be taken; says which id it got.</summary>
    public async Task<Guid> SentAsync(string key, Dictionary<string, string>? more = null)
    {
        var (status, body) = await SendFormAsync(new(more ?? [])
        {
            ["api_key"] = key,
            ["service_code"] = more?.GetValueOrDefault("service_code") ?? "0103",
            ["description"] = more?.GetValueOrDefault("description") ?? "电梯又停了，𠮷先生说“没人管”。",
        });
        Assert.Equal(HttpStatusCode.Created, status);
        return Guid.Parse(Rows(body)[0].GetProperty("service_request_id").GetString()!);
    }

    /// <summary>A list that must be answered.</summary>
    public async Task<JsonElement[]> ListAsync(string query)
    {
        var (status, body) = await GetAsync($"requests.json?{query}");
        Assert.Equal(HttpStatusCode.OK, status);
        return Rows(body);
    }

    /// <summary>One request that must be there.</summary>
    public async Task<JsonElement> ReadAsync(Guid id, string? key = null)
    {
        var (status, body) = await GetAsync($"requests/{id}.json{(key is null ? "" : $"?api_key={key}")}");
        Assert.Equal(HttpStatusCode.OK, status);
        return Assert.Single(Rows(body));
    }

    public async Task<XElement> XmlAsync(string address) => XDocument.Parse((await GetAsync(address)).Body).Root!;

    public static JsonElement[] Rows(string body) => [.. JsonDocument.Parse(body).RootElement.EnumerateArray()];

    public static string[] Ids(IEnumerable<JsonElement> rows) =>
        [.. rows.Select(row => row.GetProperty("service_request_id").GetString()!)];

    [GeneratedRegex("bd_[A-Za-z0-9_-]{40,}")]
    private static partial Regex Token();
}
