using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Other systems are told of acts: signed, inside their area, and never by an address of the house.</summary>
public sealed class HookContract
{
    private static readonly Viewer Admin = new(
        Guid.CreateVersion7(), "",
        [new HeldPost(Guid.CreateVersion7(), nameof(Role.Admin), House.District, null, null)]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothEngines]
    public async Task An_act_is_told_to_who_asked_for_it_over_the_wire_and_signed(Engine engine)
    {
        using var other = new OtherSystem(HttpStatusCode.OK);
        await using var house = await OpenAsync(engine, mayCallInside: true);
        var secret = House.Sure(await RegisterAsync(house, other.Address, House.Town, "matter.Dispatch")).Secret;

        await TellAsync(house, "matter.Dispatch", House.Community);
        await TellAsync(house, "matter.Raise", House.Community);
        await TellAsync(house, "matter.Dispatch", House.OtherTown);

        Assert.Equal(1, await RoundAsync(house));
        Assert.Equal(0, await RoundAsync(house));
        var call = Assert.Single(other.Calls);
        var parts = call.Headers["Bandeng-Signature"]!.Split(',')
            .Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var mac = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{call.Body}"));
        Assert.Equal(Convert.ToHexStringLower(mac), parts["v1"]);
        Assert.Equal(
            house.Clock.Now.ToUnixTimeSeconds(),
            long.Parse(parts["t"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("matter.Dispatch", call.Headers["Bandeng-Event"]);
        Assert.Contains("\"kind\":\"matter.Dispatch\"", call.Body, StringComparison.Ordinal);
        Assert.Contains($"\"area\":\"{House.Community}\"", call.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothEngines]
    public async Task An_ended_hook_is_called_no_more(Engine engine)
    {
        using var other = new OtherSystem(HttpStatusCode.OK);
        await using var house = await OpenAsync(engine, mayCallInside: true);
        var hook = House.Sure(await RegisterAsync(house, other.Address, House.Town, null)).Id;
        await TellAsync(house, "matter.Dispatch", House.Community);

        House.Sure(await house.DoAsync<RegisterHook, Result<string>>(act => act.EndAsync(hook, Admin, Cancel)));
        await TellAsync(house, "matter.Dispatch", House.Community);

        Assert.Equal(0, await RoundAsync(house));
        Assert.Empty(other.Calls);
        Assert.Equal(1, await house.CountAsync("select count(*) from outbox_messages"));
    }

    [Theory, OnBothEngines]
    public async Task An_answer_that_leads_elsewhere_is_not_followed_and_counts_as_none(Engine engine)
    {
        using var other = new OtherSystem(HttpStatusCode.Redirect);
        await using var house = await OpenAsync(engine, mayCallInside: true);
        House.Sure(await RegisterAsync(house, other.Address, House.Town, null));
        await TellAsync(house, "matter.Dispatch", House.Community);

        Assert.Equal(0, await RoundAsync(house));
        Assert.Single(other.Calls);
        Assert.Equal(1, await house.CountAsync("select count(*) from outbox_deliveries where error = 'answered 302'"));
    }

    [Theory]
    [InlineData("https://127.0.0.1/x", "hook.inside")]
    [InlineData("https://localhost/x", "hook.inside")]
    [InlineData("https://10.1.2.3/", "hook.inside")]
    [InlineData("https://169.254.169.254/latest", "hook.inside")]
    [InlineData("https://[::1]/", "hook.inside")]
    [InlineData("https://[::ffff:192.168.1.1]/", "hook.inside")]
    [InlineData("https://[fd00::1]/", "hook.inside")]
    [InlineData("https://2130706433/", "hook.inside")]
    [InlineData("https://0x7f.1/", "hook.inside")]
    [InlineData("http://203.0.114.9/", "hook.url")]
    [InlineData("https://name:secret@203.0.114.9/", "hook.url")]
    [InlineData("ftp://203.0.114.9/", "hook.url")]
    [InlineData("/relative", "hook.url")]
    [InlineData("", "hook.url")]
    public async Task An_address_inside_is_no_address(string url, string code)
    {
        await using var house = await OpenAsync(Engine.Sqlite, mayCallInside: false);

        Assert.False((await RegisterAsync(house, url, House.Town, null)).TryGet(out _, out var refusal));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_name_that_leads_inside_later_is_refused_at_the_call()
    {
        using var other = new OtherSystem(HttpStatusCode.OK);
        using var calls = new CallSender(new CallSetting(false), TimeProvider.System);
        var message = new OutgoingMessage(Guid.CreateVersion7(), MessageChannel.Hook, other.Address, "{}", default);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => calls.SendAsync(message, Cancel));
        Assert.Equal("its address lies inside", DeliveryError.Of(failure));
        Assert.Empty(other.Calls);
    }

    [Theory, OnBothEngines]
    public async Task Only_who_manages_the_area_registers(Engine engine)
    {
        await using var house = await OpenAsync(engine, mayCallInside: true);

        Assert.False(
            (await RegisterAsync(house, "http://127.0.0.1:1/", AreaCode.Parse("110101"), null))
                .TryGet(out _, out var refusal));
        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
        Assert.False(
            (await RegisterAsync(house, "http://127.0.0.1:1/", House.Town, "matter.Dispatch; drop"))
                .TryGet(out _, out refusal));
        Assert.Equal("hook.kinds", refusal.Code);
    }

    private static Task<House> OpenAsync(
        Engine engine, bool mayCallInside) => House.OpenAsync(engine, services => services
        .AddSingleton(new CallSetting(mayCallInside))
        .AddSingleton<IMessageSender>(host => new Carriers(
            host.GetRequiredService<FolderSender>(), host.GetRequiredService<CallSender>(), null)));

    private static Task<Result<RegisterHook.Registered>> RegisterAsync(
        House house, string url, AreaCode area, string? kinds) =>
        house.DoAsync<RegisterHook, Result<RegisterHook.Registered>>(act =>
            act.RunAsync("市平台", url, area, kinds, Admin, Cancel));

    private static async Task TellAsync(House house, string kind, AreaCode area)
    {
        await using var scope = house.Scope();
        await scope.ServiceProvider.GetRequiredService<IHooks>().TellAsync(
            new Happening(kind, Guid.CreateVersion7(), area, "Dispatched", "0101", "/matters/1", house.Clock.Now),
            Cancel);
        await scope.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(Cancel);
    }

    private static Task<int> RoundAsync(House house) =>
        house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel));

    /// <summary>Another system on a port of its own, that keeps what it is told.</summary>
    private sealed class OtherSystem : IDisposable
    {
        private readonly HttpListener _listener = new();

        public OtherSystem(HttpStatusCode answer)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/told/";
            free.Stop();
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = AnswerAsync(answer);
        }

        public string Address { get; }

        public List<(WebHeaderCollection Headers, string Body)> Calls { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync(HttpStatusCode answer)
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new StreamReader(context.Request.InputStream);
                Calls.Add(((WebHeaderCollection)context.Request.Headers, await body.ReadToEndAsync()));
                context.Response.StatusCode = (int)answer;
                context.Response.Headers["Location"] = Address;
                context.Response.Close();
            }
        }
    }
}
