using System.Collections.Concurrent;
using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>The outbox: each message once, tried again, given up in the end, held up by nobody.</summary>
public sealed class OutboxContract
{
    private const string Number = "13900001234";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothEngines]
    public async Task Two_nodes_send_no_message_twice(Engine engine)
    {
        var carrier = new Carrier { Takes = TimeSpan.FromMilliseconds(3) };
        await using var house = await OpenAsync(engine, carrier);
        for (var i = 0; i < 50; i++)
        {
            await TextAsync(house, $"第{i}条");
        }

        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RoundAsync(house)));
        }

        Assert.Equal(50, carrier.Sent.Count);
        Assert.Equal(50, carrier.Sent.Select(message => message.Text).Distinct().Count());
        Assert.Equal(50, await house.CountAsync("select count(*) from outbox_deliveries where error is null"));
    }

    [Theory, OnBothEngines]
    public async Task A_full_outbox_is_emptied_in_one_go(Engine engine)
    {
        var carrier = new Carrier();
        await using var house = await OpenAsync(engine, carrier);
        for (var i = 0; i < 45; i++)
        {
            await TextAsync(house, $"第{i}条");
        }

        Assert.Equal(45, await house.DoAsync<OutboxRound, int>(round => round.EmptyAsync(MessageChannel.Sms, Cancel)));
        Assert.Equal(45, carrier.Sent.Count);
    }

    [Theory, OnBothEngines]
    public async Task What_a_lost_node_had_in_hand_is_free_again_after_a_while(Engine engine)
    {
        var carrier = new Carrier();
        await using var house = await OpenAsync(engine, carrier);
        await TextAsync(house, "一条");
        var until = (house.Clock.Now + new OutboxPace().Lease).ToUnixTimeMilliseconds();
        await house.DoAsync<BandengDb, int>(db => db.ExecuteAsync(
            "update outbox_messages set claimed_by = @by, claimed_until = @until",
            new { by = Guid.CreateVersion7(), until }, Cancel));

        Assert.Equal(0, await RoundAsync(house));
        house.Clock.Now += new OutboxPace().Lease + TimeSpan.FromSeconds(1);
        Assert.Equal(1, await RoundAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task What_fails_is_tried_with_growing_waits_then_given_up_then_sent_again_by_an_administrator(Engine engine)
    {
        var carrier = new Carrier { Fails = new IOException($"no way to {Number}") };
        await using var house = await OpenAsync(engine, carrier);
        await TextAsync(house, "一条");
        var tried = new List<DateTimeOffset>();
        for (var minute = 0; minute < 48 * 60 && tried.Count < OutboxRound.Attempts; minute++)
        {
            var before = carrier.Tried;
            await RoundAsync(house);
            if (carrier.Tried > before)
            {
                tried.Add(house.Clock.Now);
            }

            house.Clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal(OutboxRound.Attempts, tried.Count);
        var waits = tried.Zip(tried.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > TimeSpan.FromHours(9));
        Assert.Equal(
            OutboxRound.Attempts,
            await house.CountAsync("select count(*) from outbox_deliveries where error is not null"));
        Assert.Equal(
            0, await house.CountAsync($"select count(*) from outbox_messages where last_error like '%{Number}%'"));
        Assert.Equal(1, await house.CountAsync("select count(*) from outbox_messages where given_up_at is not null"));

        carrier.Fails = null;
        house.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(0, await RoundAsync(house));
        var id = (await house.DoAsync<BandengDb, IReadOnlyList<Guid>>(db => db.RowsAsync<Guid>("select id from outbox_messages", null, Cancel)))[0];
        House.Sure(await house.DoAsync<SendAgain, Result<Guid>>(again => again.RunAsync(id, Viewer.System, Cancel)));
        Assert.Equal(1, await RoundAsync(house));
        Assert.False(
            (await house.DoAsync<SendAgain, Result<Guid>>(again => again.RunAsync(id, Viewer.System, Cancel)))
                .TryGet(out _, out var refusal));
        Assert.Equal("outbox.gone", refusal.Code);
    }

    [Theory, OnBothEngines]
    public async Task A_carrier_that_hangs_holds_up_nobody_and_is_waited_for_once(Engine engine)
    {
        var carrier = new Carrier { Hangs = true };
        await using var house = await OpenAsync(engine, carrier);
        await TextAsync(house, "一条");
        await TextAsync(house, "二条");
        await TextAsync(house, "三条");
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await RoundAsync(house));

        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.Equal(1, carrier.Tried);
        carrier.Hangs = false;
        house.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(3, await RoundAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task At_night_short_messages_wait_for_the_morning(Engine engine)
    {
        var carrier = new Carrier();
        await using var house = await OpenAsync(engine, carrier);
        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 2, 23, 30, 0));
        await TextAsync(house, "一条");

        Assert.Equal(0, await RoundAsync(house));
        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 3, 7, 59, 0));
        Assert.Equal(0, await RoundAsync(house));
        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 3, 8, 0, 0));
        Assert.Equal(1, await RoundAsync(house));
    }

    [Theory]
    [InlineData(null, "2026-03-02T20:59", "2026-03-02T20:59")]
    [InlineData(null, "2026-03-02T21:00", "2026-03-03T08:00")]
    [InlineData("nonsense", "2026-03-03T03:00", "2026-03-03T08:00")]
    [InlineData("12:00-14:30", "2026-03-03T13:00", "2026-03-03T14:30")]
    [InlineData("12:00-14:30", "2026-03-03T03:00", "2026-03-03T03:00")]
    [InlineData("off", "2026-03-03T03:00", "2026-03-03T03:00")]
    public void Quiet_hours_are_a_setting(string? setting, string at, string leaves) =>
        Assert.Equal(Local(leaves), QuietHours.Parse(setting).After(Local(at)));

    private static DateTimeOffset Local(string text) =>
        ChinaTime.ToInstant(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static Task<House> OpenAsync(Engine engine, Carrier carrier) => House.OpenAsync(engine, services => services
        .AddSingleton<IMessageSender>(carrier)
        .AddSingleton(new OutboxPace { Patience = TimeSpan.FromSeconds(1) }));

    private static Task<int> RoundAsync(House house) =>
        house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel));

    private static async Task TextAsync(House house, string text)
    {
        await using var scope = house.Scope();
        scope.ServiceProvider.GetRequiredService<INotices>().Text(Number, text, house.Clock.Now);
        await scope.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(Cancel);
    }

    private sealed class Carrier : IMessageSender
    {
        private int _tried;

        public ConcurrentBag<OutgoingMessage> Sent { get; } = [];

        public int Tried => _tried;

        public TimeSpan Takes { get; init; }

        public Exception? Fails { get; set; }

        public bool Hangs { get; set; }

        public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
        {
            Interlocked.Increment(ref _tried);
            if (Hangs)
            {
                // Not even asked to stop does it stop.
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }

            if (Fails is { } failure)
            {
                throw failure;
            }

            await Task.Delay(Takes, cancel);
            Sent.Add(message);
        }
    }
}
