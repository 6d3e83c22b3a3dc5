using Bandeng.Exchange.Peers;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Exchange.Tests;

/// <summary>
/// Residents on one network and offices on another, with nothing between them but files carried by hand: one site on
/// SQLite, the other on PostgreSQL.
/// </summary>
public sealed class TwoNetworks(ExchangeSiteOnSqlite residents, ExchangeSiteOnPostgres offices)
    : IClassFixture<ExchangeSiteOnSqlite>, IClassFixture<ExchangeSiteOnPostgres>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Matters_cross_over_and_answers_come_back_and_no_file_can_be_forged_replayed_or_reordered()
    {
        residents.At("2026-06-08T09:00");
        offices.At("2026-06-08T09:00");
        await TrustAsync();
        var (open, secret) = (await RaisedAsync("楼道灯不亮，老人夜里看不见。", false), await RaisedAsync("楼下作坊半夜开工", true));
        Assert.Equal("packet.nothing", ExchangeSite.CodeOf(await WriteAsync(residents, "offices")));
        var body = await BodyAsync();
        foreach (var matter in new[] { open, secret })
        {
            await residents.ActAsync(matter, MatterAction.Dispatch, "clerk", new() { Body = body });
        }

        // Over to the offices.
        var first = ExchangeSite.Sure(await WriteAsync(residents, "offices"));
        Assert.Equal((1L, 2, 0, false), (first.Number, first.Orders, first.Answers, first.IsAgain));
        var again = ExchangeSite.Sure(await WriteAsync(residents, "offices"));
        Assert.Equal((first.Text, true), (again.Text, again.IsAgain));
        Assert.DoesNotContain("19900000066", first.Text, StringComparison.Ordinal);
        Assert.Equal(1, await residents.CountAsync(
            "select count(*) from trail_events where action = 'matter.SendAway' and facts like '%\"phone\":true%'"));
        Assert.Equal(1, await residents.CountAsync(
            "select count(*) from trail_events where action = 'matter.SendAway' and facts like '%\"phone\":false%'"));

        Assert.Equal("packet.unreadable", ExchangeSite.CodeOf(await ReadAsync(offices, "nothing")));
        Assert.Equal("packet.signature", ExchangeSite.CodeOf(await ReadAsync(offices, Spoilt(first.Text))));
        Assert.Equal("packet.signature", ExchangeSite.CodeOf(await ReadAsync(residents, first.Text)));
        var came = ExchangeSite.Sure(await ReadAsync(offices, first.Text));
        Assert.Equal((2, 0, false), (came.Orders, came.Answers, came.IsAgain));
        Assert.True(ExchangeSite.Sure(await ReadAsync(offices, first.Text)).IsAgain);
        var there = await ThereAsync(open);
        var hidden = await ThereAsync(secret);
        Assert.Equal(2, await offices.CountAsync("select count(*) from exchange_orders where platform_id = (select id from exchange_platforms where code = 'residents')"));
        Assert.Equal(
            1,
            await offices.CountAsync(
                "select count(*) from matter_voices where matter_id = @there and phone_cipher is not null",
                new { there }));
        Assert.Equal(0, await offices.CountAsync("select count(*) from matter_voices where matter_id = @hidden and (phone_cipher is not null or name_id is not null)", new { hidden }));
        Assert.Equal(
            1,
            await offices.CountAsync(
                "select count(*) from matters_facts where id = @hidden and protected", new { hidden }));

        // Handled there; the answers come back in two files.
        await offices.InHandAsync(there);
        var second = ExchangeSite.Sure(await WriteAsync(offices, "residents"));
        await offices.ActAsync(there, MatterAction.RecordContact, "handler");
        await offices.ActAsync(there, MatterAction.HandBack, "handler", ExchangeSite.Done);
        var third = ExchangeSite.Sure(await WriteAsync(offices, "residents"));
        Assert.Equal((1, 2), (second.Answers, third.Answers));
        Assert.Equal("packet.missing", ExchangeSite.CodeOf(await ReadAsync(residents, third.Text)));
        ExchangeSite.Sure(await ReadAsync(residents, second.Text));
        Assert.Equal(
            1,
            await residents.CountAsync(
                "select count(*) from matters where id = @open and stage = 'Accepted'", new { open }));
        Assert.Equal(
            (2, 0),
            (ExchangeSite.Sure(
                await ReadAsync(residents, third.Text)) is var last ? (last.Answers, last.Missed) : default));
        Assert.True(ExchangeSite.Sure(await ReadAsync(residents, second.Text)).IsAgain);

        Assert.Equal(
            1,
            await residents.CountAsync(
                "select count(*) from matters where id = @open and stage = 'Checked' and handler_outcome = 'Solved'",
                new { open }));
        Assert.Contains("已更换三层声控灯，请查看。", await WordsAsync(residents, open));
        Assert.Equal(1, await residents.CountAsync(
            "select count(*) from exchange_packets where direction = 'Out' and acked_at is not null and body is null"));

        // The residents' side says that it has them, once; then neither has anything more to say.
        Assert.Equal(
            3,
            await offices.CountAsync(
                "select count(*) from exchange_answers where state = 'Waiting' and batch is not null"));
        var fourth = ExchangeSite.Sure(await WriteAsync(residents, "offices"));
        Assert.Equal((2L, 0, 0), (fourth.Number, fourth.Orders, fourth.Answers));
        ExchangeSite.Sure(await ReadAsync(offices, fourth.Text));
        Assert.Equal(
            3,
            await offices.CountAsync(
                "select count(*) from exchange_answers where state = 'Delivered' and delivered_by = 'Packet'"));
        Assert.Equal("packet.nothing", ExchangeSite.CodeOf(await WriteAsync(offices, "residents")));

        // What came over the line by another way is not taken for another file of the same number.
        await offices.ActAsync(
            hidden, MatterAction.Decline, "clerk", new() { Reason = "not-here", Words = "不在本辖区，请向邻区反映。" });
        var fifth = ExchangeSite.Sure(await WriteAsync(offices, "residents"));
        var brought = ExchangeSite.Sure(await ReadAsync(residents, fifth.Text));
        Assert.Equal((1, 0), (brought.Answers, brought.Missed));
        Assert.Equal(
            1,
            await residents.CountAsync(
                "select count(*) from matters where id = @secret and stage = 'Returned'", new { secret }));

        await OnceMoreAsync(open, secret);
    }

    // What is to be done again, and what was returned in vain, is in the body's hands once more: it crosses over too.
    private async Task OnceMoreAsync(Guid open, Guid secret)
    {
        await residents.ActAsync(
            open, MatterAction.Redo, "clerk", new() { Reason = "not-done", InnerWords = "二层还没换，请再去一趟" });
        await residents.ActAsync(secret, MatterAction.RefuseReturn, "town", new() { InnerWords = "作坊在本辖区，是王一家楼下" });
        var file = ExchangeSite.Sure(await WriteAsync(residents, "offices"));
        Assert.Equal((2, 0), (file.Orders, file.Answers));
        ExchangeSite.Sure(await ReadAsync(offices, file.Text));
        Assert.True(ExchangeSite.Sure(await WriteAsync(residents, "offices")).IsAgain);

        var (again, kept) = (await ThereAsync(open, 2), await ThereAsync(secret, 2));
        var told = string.Join('\n', await WordsAsync(offices, again));
        Assert.Contains("重办：", told, StringComparison.Ordinal);
        Assert.Contains("二层还没换，请再去一趟", told, StringComparison.Ordinal);
        Assert.Contains($"{open:N}-1", told, StringComparison.Ordinal);
        var refused = string.Join('\n', await WordsAsync(offices, kept));
        Assert.Contains("退单未获同意", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("王一家", refused, StringComparison.Ordinal);

        await offices.InHandAsync(again);
        await offices.ActAsync(again, MatterAction.HandBack, "handler", new() { Outcome = HandlerOutcome.Solved, Words = "二层也换好了。" });
        var back = ExchangeSite.Sure(await WriteAsync(offices, "residents"));
        var brought = ExchangeSite.Sure(await ReadAsync(residents, back.Text));
        Assert.Equal((2, 0), (brought.Answers, brought.Missed));
        Assert.Equal(
            1,
            await residents.CountAsync(
                "select count(*) from matters where id = @open and stage = 'Checked'", new { open }));
        Assert.Contains("二层也换好了。", await WordsAsync(residents, open));
    }

    // One that has nothing of the demo in hand: only what this test sends is carried over.
    private Task<Guid> BodyAsync() => residents.DoAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        foreach (var body in await services.GetRequiredService<Organizations.IBodies>()
            .HandlingAsync(AreaCode.Parse(ExchangeSite.Community), Cancel))
        {
            if (await db.RowAsync<long>("select count(*) from matters_facts where body_id = @Id", new { body.Id }, Cancel) == 0)
            {
                return body.Id;
            }
        }

        throw new InvalidOperationException("Every body of the demo has something in hand.");
    });

    private async Task TrustAsync()
    {
        var (ours, theirs) = (await KeyAsync(residents), await KeyAsync(offices));
        Assert.Equal("exchange.public-key", ExchangeSite.CodeOf(await TrustAsync(residents, "offices", ours, null)));
        ExchangeSite.Sure(await TrustAsync(residents, "offices", theirs, await BodyAsync()));
        Assert.Equal("exchange.code-taken", ExchangeSite.CodeOf(await TrustAsync(residents, "again", theirs, null)));
        ExchangeSite.Sure(await TrustAsync(offices, "residents", ours, null));
    }

    private static async Task<Result<Platform>> TrustAsync(ExchangeSite site, string code, string key, Guid? body)
    {
        var admin = await site.PersonAsync("admin");
        return await site.DoAsync(services => services.GetRequiredService<Peers.Peers>().TrustAsync(
            new(code, code, AreaCode.Parse(ExchangeSite.Community), key, body), admin, Cancel));
    }

    private static Task<string> KeyAsync(ExchangeSite site) =>
        site.DoAsync(services => Task.FromResult(services.GetRequiredService<Peers.Peers>().PublicKey));

    private static async Task<Result<WritePacket.Written>> WriteAsync(ExchangeSite site, string to)
    {
        var by = await site.PersonAsync("clerk");
        return await site.DoAsync(async services =>
        {
            var peer = await services.GetRequiredService<Platforms.Platforms>()
                .FindAsync(to, Organizations.Permission.DispatchMatters, by, Cancel);
            return await services.GetRequiredService<WritePacket>().RunAsync(peer!, by, Cancel);
        });
    }

    private static async Task<Result<ReadPacket.Brought>> ReadAsync(ExchangeSite site, string text)
    {
        var by = await site.PersonAsync("clerk");
        return await site.DoAsync(services => services.GetRequiredService<ReadPacket>().RunAsync(text, by, Cancel));
    }

    private async Task<Guid> RaisedAsync(string detail, bool isProtected)
    {
        var by = await residents.PersonAsync("clerk");
        var request = new RaiseRequest
        {
            Detail = detail,
            Area = ExchangeSite.Community,
            PlaceWords = "临江苑四栋 301",
            Protected = isProtected,
            IsForSomebodyElse = true,
            Name = "王一",
            Phone = "19900000066",
        };
        return ExchangeSite.Sure(await residents.DoAsync(services => services.GetRequiredService<IMatterIntake>().TakeInAsync(request, null, by, Cancel))).MatterId;
    }

    private Task<Guid> ThereAsync(
        Guid matter, int times = 1) => offices.DoAsync(services => services.GetRequiredService<BandengDb>().RowAsync<Guid>(
        "select matter_id from exchange_orders where number = @number", new { number = $"{matter:N}-{times}" }, Cancel));

    private static Task<IReadOnlyList<string>> WordsAsync(ExchangeSite site, Guid matter) => site.DoAsync(services =>
        services.GetRequiredService<BandengDb>()
            .RowsAsync<string>("select body from texts where subject_id = @matter", new { matter }, Cancel));

    // One character of the closed content is another: the file is not what was signed.
    private static string Spoilt(string text)
    {
        var at = text.Length - 20;
        return $"{text[..at]}{(text[at] == 'A' ? 'B' : 'A')}{text[(at + 1)..]}";
    }
}
