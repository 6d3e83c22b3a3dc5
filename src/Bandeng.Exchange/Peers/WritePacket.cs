using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Peers;

/// <summary>
/// Makes the next signed file for another installation. What is in it stays here until the other side says that it has
/// it; with nothing new to say, the last one that it has not confirmed is handed out again, byte for byte.
/// </summary>
internal sealed class WritePacket(BandengDb db, IMatterDesk desk, RootKey key, SecretBox box, TimeProvider clock)
{
    private const int Most = 500;

    private static readonly Refusal Nothing = new(RefusalKind.Conflict, "packet.nothing", "There is nothing to send.");

    private static readonly Refusal Busy = new(
        RefusalKind.Conflict, "packet.busy", "Somebody else is making a file at this moment.");

    private sealed record Last(long Number, string Hash, string? Body, DateTimeOffset? AckedAt);

    private sealed record Waiting(Guid Id, string Number);

    /// <summary>A file to carry over.</summary>
    public sealed record Written(string FileName, string Text, long Number, int Orders, int Answers, bool IsAgain);

    public async Task<Result<Written>> RunAsync(Platform peer, Viewer by, CancellationToken cancel)
    {
        if (!by.IsSystem && by.PostFor(Permission.DispatchMatters, peer.AreaCode) is null)
        {
            return Platforms.Platforms.NotYours;
        }

        var now = clock.GetUtcNow();
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await Peers.HoldAsync(db, peer, cancel);
        var last = await LastAsync(peer, "Out", cancel);
        var came = (await LastAsync(peer, "In", cancel))?.Number ?? 0;
        var orders = await OrdersAsync(peer, by, cancel);
        var answers = await AnswersAsync(peer, cancel);
        if (orders is [] && answers is [] && !await OwesReceiptAsync(peer, cancel))
        {
            return last is { AckedAt: null, Body: { } kept } && box.Unprotect(kept) is { } again
                ? new Written(NameOf(peer, last.Number), again, last.Number, 0, 0, true)
                : Nothing;
        }

        var number = (last?.Number ?? 0) + 1;
        var packet = new Packet(
            SealedFor.Fingerprint(peer.PublicKey!)!, number, last?.Hash ?? "", came, now, orders, answers);
        var text = packet.ToFile(peer.PublicKey!, key);
        await KeepAsync(peer, packet, text, now, cancel);
        db.Record(new TrailEntry("platform", peer.Id, peer.AreaCode, "packet.Write", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = peer.Code,
                ["number"] = number,
                ["orders"] = orders.Count,
                ["answers"] = answers.Count,
                ["phones"] = orders.Count(order => order.Phone is not null),
            },
        });
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Busy;
        }

        await own.CommitAsync(cancel);
        return new Written(NameOf(peer, number), text, number, orders.Count, answers.Count, false);
    }

    private Task<Last?> LastAsync(Platform peer, string direction, CancellationToken cancel) => db.RowAsync<Last>(
        "select number, hash, body, acked_at from exchange_packets where platform_id = @Id and direction = @direction order by number desc limit 1",
        new { peer.Id, direction }, cancel);

    // A file that says nothing but "yours has come" is owed once for each that brought something.
    private async Task<bool> OwesReceiptAsync(Platform peer, CancellationToken cancel) => await db.RowAsync<long>(
        """
        select count(*) from exchange_packets
        where platform_id = @Id and direction = 'In' and brought > 0
          and number > (select coalesce(max(received), 0) from exchange_receipts where platform_id = @Id)
        """,
        new { peer.Id }, cancel) > 0;

    private async Task<IReadOnlyList<MatterCopy>> OrdersAsync(Platform peer, Viewer by, CancellationToken cancel)
    {
        if (peer.BodyId is not { } body)
        {
            return [];
        }

        var (first, end) = peer.AreaCode.Range;
        var ids = await db.RowsAsync<Guid>(
            $"""
            select m.id from matters_facts m left join exchange_sent s on s.matter_id = m.id
            where m.body_id = @body and m.area_code between @first and @end
              and ((s.matter_id is null and m.stage = 'Dispatched')
                or (s.dispatches < m.dispatches + m.redos + m.returns and m.stage in ('Dispatched', 'Accepted')))
            order by m.id limit {Most}
            """,
            new { body, first, end }, cancel);
        var copies = new List<MatterCopy>();
        foreach (var id in ids)
        {
            if (await desk.CopyAsync(id, body, peer.Code, by, cancel) is { } copy)
            {
                copies.Add(copy);
            }
        }

        return copies;
    }

    private async Task<IReadOnlyList<PacketAnswer>> AnswersAsync(Platform peer, CancellationToken cancel)
    {
        var waiting = await db.RowsAsync<Waiting>(
            $"""
            select a.id, o.number from exchange_answers a join exchange_orders o on o.id = a.order_id
            where a.platform_id = @Id and a.state = 'Waiting' and a.batch is null order by a.id limit {Most}
            """,
            new { peer.Id }, cancel);
        var ids = waiting.Select(one => one.Id).ToList();
        var answers = await db.Answers.AsNoTracking().Where(answer => ids.Contains(answer.Id))
            .ToDictionaryAsync(answer => answer.Id, cancel);
        var texts = await db.TextsAsync([.. answers.Values.Select(answer => answer.WordsId).OfType<Guid>()], cancel);
        return
        [
            .. waiting.Select(one => (one.Number, Answer: answers[one.Id])).Select(one => new PacketAnswer(
                one.Answer.Id, one.Number, one.Answer.Kind, one.Answer.At, one.Answer.Outcome,
                one.Answer.WordsId is { } words ? texts.GetValueOrDefault(words) : null, one.Answer.Reason,
                one.Answer.Basis, (int?)one.Answer.Days)),
        ];
    }

    private async Task KeepAsync(
        Platform peer, Packet packet, string text, DateTimeOffset now, CancellationToken cancel)
    {
        var at = now.ToUnixTimeMilliseconds();
        await db.ExecuteAsync(
            """
            insert into exchange_packets (id, platform_id, direction, number, hash, body, at)
            values (@id, @platform, 'Out', @Number, @hash, @body, @at)
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                platform = peer.Id,
                packet.Number,
                hash = Packet.HashOf(Packet.Parse(text)!.Value.Closed),
                body = box.Protect(text),
                at,
            },
            cancel);
        await db.ExecuteAsync(
            "insert into exchange_receipts (platform_id, packet, received) values (@platform, @Number, @Received)",
            new { platform = peer.Id, packet.Number, packet.Received }, cancel);
        foreach (var order in packet.Orders)
        {
            await db.ExecuteAsync(
                """
                insert into exchange_sent (matter_id, platform_id, packet, dispatches, at) values (@Id, @platform, @Number, @Dispatches, @at)
                on conflict (matter_id) do update set packet = excluded.packet, dispatches = excluded.dispatches, at = excluded.at
                """,
                new { order.Id, platform = peer.Id, packet.Number, order.Dispatches, at }, cancel);
        }

        foreach (var answer in packet.Answers)
        {
            await db.ExecuteAsync(
                "update exchange_answers set batch = @Number, version = version + 1 where id = @Id and state = 'Waiting'",
                new { packet.Number, answer.Id }, cancel);
        }
    }

    private static string NameOf(Platform peer, long number) => $"{peer.Code}-{number:D4}.bdx";
}
