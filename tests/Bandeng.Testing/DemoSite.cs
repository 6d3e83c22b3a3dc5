using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Bandeng.Testing;

/// <summary>The whole site with its demo, on a fresh database and a data folder of its own.</summary>
public abstract partial class DemoSite(Engine engine, DateTimeOffset? start = null)
    : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>The password of every demo sign-in.</summary>
    public const string Password = "bandeng-demo";

    private readonly Dictionary<string, HttpClient> _visitors = [];
    private string _database = "";

    /// <summary>
    /// The clock of the site: a Monday morning in June 2026 unless said otherwise, until a test moves it.
    /// </summary>
    public DemoClock Clock { get; } = new(start ?? new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>Where this site keeps keys, attachments and messages.</summary>
    public string Data { get; } = Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}");

    public virtual async ValueTask InitializeAsync()
    {
        _database = engine is Engine.Sqlite ? TestDatabase.Sqlite() : await TestDatabase.PostgresAsync();
        await DemoTemplate.Of(engine, Clock.Start).GiveAsync(_database, Data, FillAsync);
    }

    private async Task FillAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        Assert.True(
            await DemoFilling.FillAsync(
                new DemoContext(scope.ServiceProvider, "louxing", Clock), CancellationToken.None));
    }

    /// <summary>A visitor in English who follows no redirect: signed in by name and password, or nobody.</summary>
    public async Task<HttpClient> VisitorAsync(string? userName)
    {
        if (_visitors.TryGetValue(userName ?? "", out var known))
        {
            return known;
        }

        var client = Stranger();
        if (userName is not null)
        {
            using var answer = await SignInAsync(client, userName, Password);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        return _visitors[userName ?? ""] = client;
    }

    /// <summary>A browser that nobody knows yet.</summary>
    public HttpClient Stranger()
    {
        var client = CreateDefaultClient(new CookieContainerHandler(), new CookiesOfOurClock());
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        return client;
    }

    public static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string userName, string password) =>
        await PostAsync(client, "/sign-in", new() { ["Input.Name"] = userName, ["Input.Password"] = password });

    /// <summary>
    /// Fetches a page, fills its form in and sends it, with the page's own hidden guard against forgery.
    /// </summary>
    /// <param name="path">The page, and with a handler where the form names one.</param>
    /// <param name="page">Where the form stands, when that is another address.</param>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, Dictionary<string, string> fields, string? page = null)
    {
        var html = await client.GetStringAsync(page ?? path.Split('?')[0]);
        fields["__RequestVerificationToken"] = Guard().Match(html).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields);
        return await client.PostAsync(path, form);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting(DatabaseSetting.Key, _database)
        .UseSetting(DataFolder.Key, Data)
        .ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // The clocks and the outbox are looked at when a test says so, not when half a minute has passed.
            foreach (var round in services.Where(IsRound).ToList())
            {
                services.Remove(round);
            }
        });

    private static bool IsRound(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Name.EndsWith("Rounds", StringComparison.Ordinal) == true;

    // Our June is past for the clock of the machine, which would throw every lasting cookie away.
    private sealed partial class CookiesOfOurClock : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancel)
        {
            var answer = await base.SendAsync(request, cancel);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            {
                var undated = cookies.Select(cookie => Date().Replace(cookie, "")).ToList();
                answer.Headers.Remove("Set-Cookie");
                answer.Headers.Add("Set-Cookie", undated);
            }

            return answer;
        }

        [GeneratedRegex("; *expires=[^;]*", RegexOptions.IgnoreCase)]
        private static partial Regex Date();
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Guard();
}

public sealed class DemoSiteOnSqlite() : DemoSite(Engine.Sqlite);

public sealed class DemoSiteOnPostgres() : DemoSite(Engine.Postgres);
