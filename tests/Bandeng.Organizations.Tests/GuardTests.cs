using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// What every page and answer is guarded by, what the log may know, and when a node says that it is ready.
/// </summary>
public sealed partial class GuardTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private const string Phone = "13855556666";
    private const string Words = "五号楼的水管裂了半个月";
    private const string Name = "欧阳不留名";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_and_every_error_has_a_strict_policy_nothing_inline_and_a_guard_in_every_form()
    {
        List<string> wrong = [];
        foreach (var userName in new[] { null, "clerk", "handler", "admin" })
        {
            var visitor = await site.VisitorAsync(userName);
            foreach (var address in (await PagesAsync()).Concat(
                ["/nowhere", "/problem/500", "/desk?q=%00", "/sign-in?x=" + new string('x', 20_000), "/q/nowhere"]))
            {
                using var answer = await visitor.GetAsync(address, Cancel);
                var html = await answer.Content.ReadAsStringAsync(Cancel);
                wrong.AddRange(Faults(answer, html).Select(fault => $"{userName} {address}: {fault}"));
            }
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public async Task A_forged_form_is_refused_cookies_are_kept_from_scripts_and_https_is_kept_to()
    {
        using var visitor = site.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        using var secure = await visitor.GetAsync("/sign-in", Cancel);
        Assert.Contains(
            "max-age=31536000", secure.Headers.GetValues("Strict-Transport-Security").Single(),
            StringComparison.Ordinal);
        Assert.All(secure.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("(?i)secure", cookie));
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["Input.Name"] = "clerk", ["Input.Password"] = DemoSite.Password });
        using var forged = await visitor.PostAsync("/sign-in", form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Empty(Faults(forged, await forged.Content.ReadAsStringAsync(Cancel)));
        using var signedIn = site.Stranger();
        using var welcome = await DemoSite.SignInAsync(signedIn, "caller", DemoSite.Password);
        Assert.All(welcome.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("(?i)httponly", cookie));
        Assert.All(
            welcome.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("(?i)samesite=(lax|strict)", cookie));
    }

    [Fact]
    public async Task The_log_of_a_whole_life_knows_neither_number_nor_words_nor_secret_and_names_the_request()
    {
        var lines = new Lines();
        await using var watched = site.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(lines)));
        using var stranger = watched.CreateClient(new() { AllowAutoRedirect = false });
        using var raised = await stranger.PostAsJsonAsync(
            "/api/v1/matters", new { detail = Words, phone = Phone, name = Name, area = "431302001001" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
        var told = await raised.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var (id, code) = (told.GetProperty("id").GetGuid(), told.GetProperty("code").GetString()!);
        using var clerk = watched.CreateDefaultClient(new CookieContainerHandler(), new WithoutDates());
        (await DemoSite.SignInAsync(clerk, "clerk", DemoSite.Password)).Dispose();
        foreach (var address in new[] { $"/find?code={code}", $"/search?q={Words}", $"/sign-in/code?phone={Phone}", "/calendar.ics?key=bd_secret_of_a_calendar", $"/open311/v2/requests.json?api_key=bd_secret_of_a_calendar" })
        {
            (await stranger.GetAsync(address, Cancel)).Dispose();
        }

        foreach (var address in new[] { $"/desk?q={Phone}", $"/desk?q={Words}", $"/matters/{id}", $"/admin/people?search={Phone}" })
        {
            (await clerk.GetAsync(address, Cancel)).Dispose();
        }

        (await DemoSite.PostAsync(stranger, "/sign-in/code?handler=Send", new() { ["To"] = Phone })).Dispose();
        (await DemoSite.PostAsync(stranger, "/sign-in", new() { ["Input.Name"] = "clerk", ["Input.Password"] = "wrong-secret-word" })).Dispose();
        foreach (var (act, body) in new (string, object)[]
        {
            ("accept", new { }), ("dispatch", new { body = Guid.CreateVersion7(), words = Words }),
            ("decline", new { words = Words, reason = "repeat" }),
            ("nothing", new { words = Words }), ("accept", Words),
        })
        {
            (await clerk.PostAsJsonAsync($"/api/v1/matters/{id}/acts/{act}", body, Cancel)).Dispose();
        }

        // Something that breaks, with all of it in the address.
        watched.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Bandeng.Test").LogWarning("a line");
        var log = string.Join('\n', lines.Written);
        Assert.Contains("a line", log, StringComparison.Ordinal);
        foreach (var secret in new[] { Phone, Words, Name, code, "bd_secret", "wrong-secret-word", Uri.EscapeDataString(Words) })
        {
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Ready_is_who_reaches_the_database_and_can_write_into_the_data_folder()
    {
        using var client = site.Stranger();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Cancel));
        var folder = Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}");
        await File.WriteAllTextAsync(folder, "a file, where a folder should be", Cancel);
        await using var full = site.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.AddSingleton(new DataFolder(folder))));
        using var there = full.CreateClient();
        using var refused = await there.GetAsync("/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains(
            "data: BANDENG_DATA", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/health/live", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_node_whose_file_was_taken_away_is_not_ready()
    {
        await using var gone = new DemoSiteOnSqlite();
        await gone.InitializeAsync();
        using var client = gone.Stranger();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Cancel));
        await using var scope = gone.Services.CreateAsyncScope();

        File.Delete(scope.ServiceProvider.GetRequiredService<BandengDb>().Database.GetDbConnection().DataSource);

        using var ready = await client.GetAsync("/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("database: ", await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_gone_pages_and_programs_are_told_so_and_when_to_come_again()
    {
        await using var gone = new DemoSiteOnPostgres();
        await gone.InitializeAsync();
        var clerk = await gone.VisitorAsync("clerk");
        await DropAsync(gone);
        // What the node knows of the area is asked anew.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);

        string[] addresses = ["/", "/desk", "/api/v1/categories", "/open311/v2/requests.xml", "/health/ready"];
        foreach (var address in addresses)
        {
            using var answer = await clerk.GetAsync(address, Cancel);
            var body = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, answer.StatusCode));
            Assert.Empty(Faults(answer, body));
            Assert.Contains("database", body, StringComparison.OrdinalIgnoreCase);
            Assert.True(address == "/health/ready" || answer.Headers.RetryAfter is not null, address);
        }
    }

    private static async Task DropAsync(DemoSiteOnPostgres site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var name = scope.ServiceProvider.GetRequiredService<BandengDb>().Database.GetDbConnection().Database;
        await using var server = new NpgsqlConnection(Environment.GetEnvironmentVariable("BANDENG_TEST_POSTGRES"));
        await server.OpenAsync(Cancel);
        await using var drop = new NpgsqlCommand($"drop database {name} with (force)", server);
        await drop.ExecuteNonQueryAsync(Cancel);
    }

    private static IEnumerable<string> Faults(HttpResponseMessage answer, string html)
    {
        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var said) ? said.Single() : "";
        if (!policy.Contains("default-src 'self'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal)
            || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal))
        {
            yield return $"policy {policy}";
        }

        foreach (var header in new[] { "Referrer-Policy", "Permissions-Policy", "X-Content-Type-Options", "X-Frame-Options" })
        {
            if (!answer.Headers.Contains(header))
            {
                yield return $"without {header}";
            }
        }

        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            yield break;
        }

        foreach (Match inline in Inline().Matches(html))
        {
            yield return $"inline {inline.Value}";
        }

        // Raising and joining are guarded by the draft's own cookie, and say so (RaisePage); a look alone needs no
        // guard.
        foreach (Match form in PostForms().Matches(html))
        {
            if (!form.Value.Contains("__RequestVerificationToken", StringComparison.Ordinal)
                && !NeedsNone().IsMatch(form.Value))
            {
                yield return $"a form without a guard: {form.Value[..Math.Min(80, form.Length)]}";
            }
        }
    }

    private async Task<IReadOnlyList<string>> PagesAsync()
    {
        List<string> pages = [];
        await using var scope = site.Services.CreateAsyncScope();
        foreach (var route in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            {
                var path = (route.RoutePattern.RawText ?? "").TrimStart('/');
                pages.Add(
                    RouteSamples.All.TryGetValue(path, out var sample)
                        ? await sample.Inside(scope.ServiceProvider)
                        : "/" + path);
            }
        }

        return pages;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Written.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    // A script or style within the page, an attribute that is one, or an address that is one.
    [GeneratedRegex("""<script(?![^>]*\ssrc=)(?![^>]*type="(application/json|application/ld\+json|importmap)")[^>]*>|<style[^>]*>|<[a-z][^>]*\s(style|on[a-z]+)=["'][^>]*>|href="javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""^<form[^>]*action="/(view|language|raise|raise/where|raise/send|matters/[0-9a-f-]+/join)["?]""")]
    private static partial Regex NeedsNone();

    [GeneratedRegex("""<form[^>]*method="post"[^>]*>[\s\S]*?</form>""", RegexOptions.IgnoreCase)]
    private static partial Regex PostForms();
}
