using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// What a program sends and nobody can read is answered, not logged: the log holds nothing that somebody typed.
/// </summary>
public sealed class LogTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private const string Phone = "13800138000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"/api/v1/areas/431302/children?limit={Phone}")]
    [InlineData($"/api/v1/areas/locate?lat=x{Phone}")]
    public async Task A_parameter_that_cannot_be_read_is_refused_and_leaves_no_line(string address)
    {
        var log = new Lines();
        await using var watched = site.WithWebHostBuilder(host =>
            host.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(log)));
        using var client = watched.CreateClient();
        using var answer = await client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(
            log.All,
            line =>
                line.Contains(Phone, StringComparison.Ordinal) || line.Contains("unhandled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_refused_and_leaves_no_line()
    {
        var log = new Lines();
        await using var watched = site.WithWebHostBuilder(host =>
            host.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(log)));
        using var client = watched.CreateClient();
        using var body = new StringContent($"{{\"detail\": {Phone}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/v1/matters", body, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(log.All, line => line.Contains("unhandled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_of_json_says_when_and_on_which_route_and_never_the_address_as_asked()
    {
        await using var watched = site.WithWebHostBuilder(host => host.UseSetting("BANDENG_LOG", "json"));
        var scopes = watched.Services.GetRequiredService<IExternalScopeProvider>();
        var host = new Dictionary<string, object?> { ["RequestId"] = "r-1", ["RequestPath"] = $"/find/{Phone}" };
        var seen = new List<string>();
        using (scopes.Push(host))
        {
            scopes.ForEachScope((scope, all) => all.Add(JsonSerializer.Serialize(scope)), seen);
        }

        Assert.Contains(
            "r-1", Assert.Single(seen, line => line.Contains("RequestId", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, string.Concat(seen), StringComparison.Ordinal);
        var lines = watched.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.Extensions.Logging.Console.JsonConsoleFormatterOptions>>().CurrentValue;
        Assert.True(lines.UseUtcTimestamp);
        Assert.Equal(
            "2026-06-01T00:00:00.000Z",
            new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)
                .ToString(lines.TimestampFormat, System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
