using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Sign-in as a visitor meets it: real pages, real cookies.</summary>
public abstract partial class SignInSiteTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_and_back()
    {
        using var client = site.Stranger();

        using var answer = await client.GetAsync("/notices?before=1", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fnotices%3Fbefore%3D1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("resident")]
    [InlineData("clerk")]
    [InlineData("admin")]
    public async Task A_demo_person_signs_in_and_sees_notices(string name)
    {
        var client = await site.VisitorAsync(name);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/notices", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_program_is_answered_401_with_a_problem()
    {
        using var answer = await site.Stranger().GetAsync("/api/v1/me", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Wrong_name_wrong_password_and_a_resting_sign_in_are_answered_alike()
    {
        List<string> answers = [];
        foreach (var (name, password) in new[] { ("no-such-name", "x"), ("checker", "x"), ("checker", "x"), ("checker", "x"), ("checker", "x"), ("checker", "x"), ("checker", DemoSite.Password) })
        {
            using var answer = await DemoSite.SignInAsync(site.Stranger(), name, password);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(Alert().Match(await answer.Content.ReadAsStringAsync(Cancel)).Value);
        }

        Assert.NotEqual("", answers[0]);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_at_once()
    {
        var (one, other) = (site.Stranger(), site.Stranger());
        (await DemoSite.SignInAsync(one, "caller", DemoSite.Password)).Dispose();
        (await DemoSite.SignInAsync(other, "caller", DemoSite.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account", Cancel)).StatusCode);

        (await DemoSite.PostAsync(one, "/account?handler=Everywhere", [])).Dispose();

        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_account_page_lists_both_browsers_and_ends_the_other_alone()
    {
        var (one, other) = (site.Stranger(), site.Stranger());
        other.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0");
        (await DemoSite.SignInAsync(one, "convenor", DemoSite.Password)).Dispose();
        (await DemoSite.SignInAsync(other, "convenor", DemoSite.Password)).Dispose();
        var page = await one.GetStringAsync("/account", Cancel);
        Assert.Contains("WeChat · Android", page, StringComparison.Ordinal);
        Assert.Single(SessionId().Matches(page));

        (await DemoSite.PostAsync(one, "/account?handler=EndSession", new() { ["id"] = SessionId().Match(page).Groups[1].Value })).Dispose();

        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/account", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_new_password_signs_out_every_other_browser_and_signing_out_ends_the_session_itself()
    {
        var (one, other) = (site.Stranger(), site.Stranger());
        (await DemoSite.SignInAsync(one, "town", DemoSite.Password)).Dispose();
        (await DemoSite.SignInAsync(other, "town", DemoSite.Password)).Dispose();
        (await DemoSite.PostAsync(one, "/account?handler=Password", new() { ["old"] = DemoSite.Password, ["password"] = "a longer word" })).Dispose();

        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account", Cancel)).StatusCode);
        using var mine = await one.GetAsync("/account", Cancel);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Equal(1, await SessionsOfAsync("town"));
        (await DemoSite.PostAsync(one, "/sign-in?handler=Out", [], page: "/account")).Dispose();
        Assert.Equal(0, await SessionsOfAsync("town"));
    }

    [Fact]
    public async Task A_mail_address_is_entered_on_the_account_page_and_signs_in()
    {
        var client = await site.VisitorAsync("resident");
        var address = $"lin{Random.Shared.Next(10_000)}@example.cn";
        (await DemoSite.PostAsync(client, "/account/mail?handler=Send", new() { ["To"] = address })).Dispose();
        using var kept = await DemoSite.PostAsync(
            client, "/account/mail?handler=Take", new() { ["To"] = address, ["Code"] = await CodeToAsync(address) });
        Assert.Equal("/account", kept.Headers.Location!.OriginalString);
        Assert.Contains(address, await client.GetStringAsync("/account", Cancel), StringComparison.Ordinal);

        site.Clock.MoveTo(site.Clock.GetUtcNow().AddMinutes(2));
        using var again = site.Stranger();
        (await DemoSite.PostAsync(again, "/sign-in/code?handler=Send", new() { ["To"] = address.ToUpperInvariant() }))
            .Dispose();
        using var taken = await DemoSite.PostAsync(
            again, "/sign-in/code?handler=Take", new() { ["To"] = address, ["Code"] = await CodeToAsync(address, 2) });
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);

        (await DemoSite.PostAsync(client, "/account/mail?handler=Forget", [])).Dispose();
        Assert.DoesNotContain(address, await client.GetStringAsync("/account", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_wanted_to_go_is_kept_over_the_code()
    {
        var page = await site.Stranger().GetStringAsync("/sign-in/code?by=mail&returnUrl=%2Fnotices", Cancel);

        Assert.Contains("by=mail&amp;returnUrl=%2Fnotices&amp;handler=Send", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/sign-in/code?returnUrl=%2Fnotices\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_made_on_the_account_page_opens_the_api_but_no_page_and_ends_when_revoked()
    {
        var client = await site.VisitorAsync("auditor");
        using var made = await DemoSite.PostAsync(client, "/account?handler=Token", new() { ["scope"] = "read" });
        var html = await made.Content.ReadAsStringAsync(Cancel);
        using var program = site.Stranger();
        program.DefaultRequestHeaders.Authorization = new("Bearer", Token().Match(html).Value);

        var me = await program.GetStringAsync("/api/v1/me", Cancel);
        Assert.Contains("\"role\":\"Auditor\",\"area\":\"431302\"", me, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/account", Cancel)).StatusCode);

        var id = TokenId().Match(await client.GetStringAsync("/account", Cancel)).Groups[1].Value;
        (await DemoSite.PostAsync(client, "/account?handler=Revoke", new() { ["id"] = id })).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me", Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_adds_a_person_appoints_them_and_both_stand_on_the_page()
    {
        var admin = await site.VisitorAsync("admin");
        var id = Guid.CreateVersion7().ToString();
        var phone = $"1770{Random.Shared.Next(10_000_000):D7}";
        using var added = await DemoSite.PostAsync(
            admin, "/admin/people",
            new() { ["Input.Id"] = id, ["Input.DisplayName"] = "欧阳新人", ["Input.Phone"] = phone });
        Assert.Equal($"/admin/people/{id}", added.Headers.Location!.OriginalString);

        using var appointed = await DemoSite.PostAsync(admin, "/admin/posts/new", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.Who"] = phone,
            ["Input.Role"] = "Checker",
            ["Input.Area"] = "431302001",
        });
        Assert.Equal(HttpStatusCode.Redirect, appointed.StatusCode);
        var page = await admin.GetStringAsync($"/admin/people/{id}", Cancel);
        Assert.Contains("欧阳新人", page, StringComparison.Ordinal);
        Assert.Contains("Checker ·", page, StringComparison.Ordinal);
        Assert.Contains(
            id, await admin.GetStringAsync("/admin/people?search=" + Uri.EscapeDataString("欧阳"), Cancel),
            StringComparison.Ordinal);
        Assert.Contains(
            id, await admin.GetStringAsync("/admin/people?search=" + phone, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_keeps_what_was_typed_and_leads_to_the_field()
    {
        using var answer = await DemoSite.PostAsync(await site.VisitorAsync("admin"), "/admin/people", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.DisplayName"] = "欧阳错号",
            ["Input.Phone"] = "12345",
        });

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("href=\"#Input_Phone\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"欧阳错号\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_comes_in_by_a_code_without_having_registered()
    {
        using var client = site.Stranger();
        var phone = $"1771{Random.Shared.Next(10_000_000):D7}";
        using var sent = await DemoSite.PostAsync(client, "/sign-in/code?handler=Send", new() { ["To"] = phone });
        var message = Directory.GetFiles(Path.Combine(site.Data, "outbox")).Select(File.ReadAllText)
            .Single(text => text.Contains(phone, StringComparison.Ordinal));
        var code = Digits().Match(message).Value;

        using var taken = await DemoSite.PostAsync(
            client, "/sign-in/code?handler=Take", new() { ["To"] = phone, ["Code"] = code });

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains($"居民 {phone[^4..]}", await client.GetStringAsync("/account", Cancel), StringComparison.Ordinal);
    }

    // Codes by mail are handed over in the background.
    private async Task<string> CodeToAsync(string address, int sent = 1)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            var mails = Directory.GetFiles(Path.Combine(site.Data, "outbox")).Order().Select(File.ReadAllText)
                .Where(text => text.Contains(address, StringComparison.Ordinal)).ToList();
            if (mails.Count >= sent)
            {
                return Digits().Match(mails[^1]).Value;
            }

            await Task.Delay(50, Cancel);
        }

        throw new InvalidOperationException("No code has come.");
    }

    private async Task<long> SessionsOfAsync(string userName)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(
            "select count(*) from sessions x join sign_ins s on s.person_id = x.person_id and s.security_stamp = x.stamp where s.user_name = @userName",
            new { userName }, Cancel);
    }

    [GeneratedRegex("(?s)<div class=\"alert.*?</div>")]
    private static partial Regex Alert();

    [GeneratedRegex("(?s)handler=EndSession.*?name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex SessionId();

    [GeneratedRegex("bd_[A-Za-z0-9_-]+")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex TokenId();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex Digits();
}

public sealed class SignInSiteOnSqlite(DemoSiteOnSqlite site) : SignInSiteTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SignInSiteOnPostgres(DemoSiteOnPostgres site)
    : SignInSiteTests(site), IClassFixture<DemoSiteOnPostgres>;
