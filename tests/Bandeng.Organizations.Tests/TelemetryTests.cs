using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
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

    // On threads of its own: the last figures are sent while every thread of the pool may be waiting for something, and
    // whoever takes them must not wait for one too, nor for a sender that was cut off before it said anything.
    private sealed class Collector : IAsyncDisposable
    {
        private const int Patience = 20_000;

        private static readonly byte[] Thanks =
            Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        private readonly TcpListener _door = new(IPAddress.Loopback, 0);
        private readonly Thread _taking;
        private readonly List<Thread> _senders = [];

        private Collector()
        {
            _door.Start();
            _taking = new Thread(TakeAll) { IsBackground = true };
            _taking.Start();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}";

        public ConcurrentQueue<byte[]> Bodies { get; } = [];

        public static Collector Start() => new();

        public ValueTask DisposeAsync()
        {
            _door.Stop();
            _taking.Join();
            _senders.ForEach(sender => sender.Join());
            return ValueTask.CompletedTask;
        }

        private void TakeAll()
        {
            try
            {
                while (true)
                {
                    var sender = _door.AcceptTcpClient();
                    sender.ReceiveTimeout = Patience;
                    var thread = new Thread(() => Take(sender)) { IsBackground = true };
                    _senders.Add(thread);
                    thread.Start();
                }
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private void Take(TcpClient sender)
        {
            using var _ = sender;
            try
            {
                var stream = sender.GetStream();
                using var reader = new BinaryReader(stream, Encoding.ASCII, leaveOpen: true);
                var head = new StringBuilder();
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    head.Append((char)reader.ReadByte());
                }

                var length = Regex.Match(
                    head.ToString(), @"^Content-Length: (\d+)", RegexOptions.Multiline | RegexOptions.IgnoreCase);
                Bodies.Enqueue(reader.ReadBytes(int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture)));
                stream.Write(Thanks);
            }
            catch (IOException)
            {
                // This sender hung up.
            }
        }
    }
}
