using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Traces and metrics arrive at a collector over OTLP and name routes and acts, never people or their words.
/// </summary>
public sealed class TelemetryTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private const string Phone = "13811112222";
    private const string Words = "三号楼的井盖松了";

    [Fact]
    public async Task A_collector_learns_routes_and_counts_and_nothing_of_anybody()
    {
        await using var collector = Collector.Start();
        await using (var watched = site.WithWebHostBuilder(
            host => host.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)))
        {
            using var client = watched.CreateClient();
            using var raised = await client.PostAsJsonAsync(
                "/api/v1/matters", new { detail = Words, phone = Phone, area = "431302001001" },
                TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
            using var found = await client.GetAsync($"/find?code={Phone}", TestContext.Current.CancellationToken);
        }

        var sent = Encoding.UTF8.GetString([.. collector.Bodies.SelectMany(body => body)]);
        Assert.Contains("POST /api/v1/matters", sent, StringComparison.Ordinal);
        Assert.Contains("matter.Raise", sent, StringComparison.Ordinal);
        Assert.Contains("bandeng.acts", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, sent, StringComparison.Ordinal);
    }

    private sealed class Collector(HttpListener listener, string address) : IAsyncDisposable
    {
        private Task _listening = Task.CompletedTask;

        public string Address { get; } = address;

        public ConcurrentQueue<byte[]> Bodies { get; } = [];

        public static Collector Start()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"{address}/");
            listener.Start();
            var collector = new Collector(listener, address);
            collector._listening = collector.ListenAsync();
            return collector;
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await _listening;
            listener.Close();
        }

        private async Task ListenAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    await TakeAsync(await listener.GetContextAsync());
                }
                catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
                {
                    // Stopped; or one sender hung up, and the next is listened to.
                }
            }
        }

        private async Task TakeAsync(HttpListenerContext context)
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Bodies.Enqueue(body.ToArray());
            context.Response.Close();
        }
    }
}
