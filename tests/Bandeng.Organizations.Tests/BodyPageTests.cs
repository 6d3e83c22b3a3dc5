using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>The pages of bodies: what is refused is said whole, in either language, and leads to its field.</summary>
public abstract partial class BodyPageTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Today => $"{ChinaTime.DayOf(site.Clock.GetUtcNow()):yyyy-MM-dd}";

    private string Yesterday => $"{ChinaTime.DayOf(site.Clock.GetUtcNow()).AddDays(-1):yyyy-MM-dd}";

    [Theory]
    [InlineData(
        "en", "A temporary branch says what it is for", "A temporary branch says where it works",
        "The last day lies before the first.")]
    [InlineData("zh-CN", "临时党支部要写明任务", "临时党支部要写明地点", "最后一天早于第一天。")]
    public async Task What_a_new_body_lacks_is_said_at_its_field(
        string language, string purpose, string place, string lastDay)
    {
        var admin = await AdminAsync(language);
        var branch = Fields(BodyKind.TemporaryBranch);

        await RefusedAsync(admin, branch, "Input_Purpose", purpose);
        branch["Input.Purpose"] = "值守";
        await RefusedAsync(admin, branch, "Input_Place", place);
        branch["Input.Place"] = "东站";
        branch["Input.LastDay"] = Yesterday;
        await RefusedAsync(admin, branch, "Input_LastDay", lastDay);
        var volunteers = Fields(BodyKind.Volunteers);
        volunteers["Input.LastDay"] = Yesterday;
        await RefusedAsync(admin, volunteers, "Input_LastDay", lastDay);
        volunteers["Input.LastDay"] = Today;
        using var made = await DemoSite.PostAsync(admin, "/admin/bodies", volunteers);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
    }

    [Theory]
    [InlineData("en", "The bodies above it form a circle: 桥头物业")]
    [InlineData("zh-CN", "上级绕成了一圈：桥头物业")]
    public async Task A_body_below_itself_is_refused_with_the_name_of_the_one_above(string language, string words)
    {
        var admin = await AdminAsync(language);
        await using var scope = site.Services.CreateAsyncScope();
        var (id, version) = (await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<Standing>(
            "select id, version from bodies where name = '桥头物业'", null, Cancel))!;

        using var answer = await DemoSite.PostAsync(admin, $"/admin/bodies/{id}", new()
        {
            ["version"] = $"{version}",
            ["name"] = "桥头物业",
            ["parent"] = $"{id}",
        });

        Assert.Equal(("Parent", words), Said(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private sealed record Standing(Guid Id, long Version);

    private static async Task RefusedAsync(
        HttpClient admin, Dictionary<string, string> fields, string field, string words)
    {
        using var answer = await DemoSite.PostAsync(admin, "/admin/bodies", fields);
        Assert.Equal((field, words), Said(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private static (string Field, string Words) Said(string html) => Refusal().Match(html) is { Success: true } found
        ? (found.Groups[1].Value, WebUtility.HtmlDecode(found.Groups[2].Value))
        : ("", "");

    private static Dictionary<string, string> Fields(BodyKind kind) => new()
    {
        ["Input.Id"] = $"{Guid.CreateVersion7()}",
        ["Input.Name"] = "东站值守",
        ["Input.Kind"] = $"{kind}",
        ["Input.Areas"] = $"{House.Community}",
    };

    private async Task<HttpClient> AdminAsync(string language)
    {
        var client = site.Stranger();
        client.DefaultRequestHeaders.Remove("Accept-Language");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        using var answer = await DemoSite.SignInAsync(client, "admin", DemoSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    [GeneratedRegex("id=\"refusal\">\\s*<a class=\"alert-link\" href=\"#([A-Za-z_]+)\">([^<]*)</a>")]
    private static partial Regex Refusal();
}

public sealed class BodyPagesOnSqlite(DemoSiteOnSqlite site) : BodyPageTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class BodyPagesOnPostgres(DemoSiteOnPostgres site)
    : BodyPageTests(site), IClassFixture<DemoSiteOnPostgres>;
