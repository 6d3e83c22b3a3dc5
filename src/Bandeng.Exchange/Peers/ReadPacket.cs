using System.Globalization;
using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Matters;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Exchange.Peers;

/// <summary>
/// Takes a signed file of another installation: only from a key that is trusted, only for us, each once and in order.
/// The whole file lands or nothing of it.
/// </summary>
internal sealed class ReadPacket(
    BandengDb db, Peers peers, TakeOrders take, IMatterDesk desk, IMatterIntake intake, RootKey key, TimeProvider clock)
{
    private static readonly Refusal NoPacket = new(
        RefusalKind.Invalid, "packet.unreadable", "This is no file of another installation.");

    private static readonly Refusal Forged = new(
        RefusalKind.Forbidden, "packet.signature",
        "No key that is trusted here signed this file, or it was changed on the way.");

    private static readonly Refusal NotForUs = new(
        RefusalKind.Forbidden, "packet.not-for-us", "This file was closed for another installation.");

    private static readonly Refusal Other = new(
        RefusalKind.Conflict, "packet.replaced", "A file of this number has come before, with other content.");

    private static readonly Refusal Broken = new(
        RefusalKind.Conflict, "packet.chain", "This file does not follow the last one that came.");

    private static readonly Refusal Busy = new(
        RefusalKind.Conflict, "packet.busy", "Somebody else is taking this file at this moment.");

    private sealed record Before(long Number, string Hash);

    /// <summary>What a file brought.</summary>
    /// <param name="Missed">Answers that could not be followed here and stand on their matters as a note.</param>
    public sealed record Brought(string From, long Number, int Orders, int Answers, int Missed, bool IsAgain);

    public async Task<Result<Brought>> RunAsync(string text, Viewer by, CancellationToken cancel)
    {
        if (Packet.Parse(text) is not var (signature, closed))
        {
            return NoPacket;
        }

        var signed = Packet.Signed(closed);
        if ((await peers.ListAsync(cancel))
            .FirstOrDefault(one => RootKey.IsSignedWith(one.PublicKey!, signed, signature)) is not { } peer)
        {
            return Forged;
        }

        if (!by.IsSystem && by.PostFor(Permission.DispatchMatters, peer.AreaCode) is null)
        {
            return Platforms.Platforms.NotYours;
        }

        if (key.Open(closed) is not { } content || Packet.Read(content) is not { } packet
            || packet.To != peers.Fingerprint)
        {
            return NotForUs;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await Peers.HoldAsync(db, peer, cancel);
        var hash = Packet.HashOf(closed);
        if (await WhyNotAsync(peer, packet, hash, cancel) is { } refusal)
        {
            return refusal;
        }

        var result = await IsKnownAsync(peer, packet, cancel)
            ? new Brought(peer.Name, packet.Number, 0, 0, 0, true)
            : await TakeAsync(peer, packet, hash, by, cancel);
        if (!result.TryGet(out var brought, out refusal))
        {
            return refusal;
        }

        await own.CommitAsync(cancel);
        return brought;
    }

    private async Task<Refusal?> WhyNotAsync(Platform peer, Packet packet, string hash, CancellationToken cancel)
    {
        var before = await db.RowsAsync<Before>(
            "select number, hash from exchange_packets where platform_id = @Id and direction = 'In' and number in (@same, @one)",
            new { peer.Id, same = packet.Number, one = packet.Number - 1 }, cancel);
        if (before.FirstOrDefault(row => row.Number == packet.Number) is { } known)
        {
            return known.Hash == hash ? null : Other;
        }

        var last = await db.RowAsync<long?>(
            "select max(number) from exchange_packets where platform_id = @Id and direction = 'In'", new { peer.Id },
            cancel) ?? 0;
        return packet.Number != last + 1
            ? new Refusal(
                RefusalKind.Conflict, "packet.missing",
                string.Create(
                    CultureInfo.InvariantCulture, $"This is file {packet.Number}; file {last + 1} comes first."))
            : (before is [var newest, ..] ? newest.Hash : "") == packet.Previous ? null : Broken;
    }

    private async Task<bool> IsKnownAsync(
        Platform peer, Packet packet, CancellationToken cancel) => await db.RowAsync<long>(
        "select count(*) from exchange_packets where platform_id = @Id and direction = 'In' and number = @Number",
        new { peer.Id, packet.Number }, cancel) > 0;

    private async Task<Result<Brought>> TakeAsync(
        Platform peer, Packet packet, string hash, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var before = await BeforeAsync(peer, packet, cancel);
        var table = RawTable.Of(
            [.. packet.Orders.Select((copy, index) => Raw(copy, index, before.GetValueOrDefault(copy.Id)))], "");
        var taken = await take.RunAsync(peer, table, Way.Packet, by, cancel);
        if (!taken.TryGet(out var orders, out var refusal))
        {
            return refusal;
        }

        // Nothing of a file is left behind in silence: what cannot be taken stops the whole of it.
        if (orders.Select(order => order.Refusal).FirstOrDefault(no => no is not null) is { } stopped)
        {
            return stopped;
        }

        var missed = 0;
        foreach (var answer in packet.Answers)
        {
            missed += await FollowAsync(peer, answer, by, now, cancel) ? 0 : 1;
        }

        await AcknowledgeAsync(peer, packet.Received, now, cancel);
        await db.ExecuteAsync(
            """
            insert into exchange_packets (id, platform_id, direction, number, hash, brought, at)
            values (@id, @platform, 'In', @Number, @hash, @brought, @at)
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                platform = peer.Id,
                packet.Number,
                hash,
                brought = orders.Count + packet.Answers.Count,
                at = now.ToUnixTimeMilliseconds(),
            }, cancel);
        db.Record(new TrailEntry("platform", peer.Id, peer.AreaCode, "packet.Read", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = peer.Code,
                ["number"] = packet.Number,
                ["orders"] = orders.Count,
                ["answers"] = packet.Answers.Count,
                ["missed"] = missed,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Brought(peer.Name, packet.Number, orders.Count, packet.Answers.Count, missed, false)
            : Busy;
    }

    // A matter under the names by which any order is read.
    private static RawOrder Raw(MatterCopy copy, int index, string? before)
    {
        (string Field, string? Value)[] cells =
        [
            (OrderFields.Number, NumberOf(copy.Id, copy.Dispatches)), (OrderFields.Title, copy.Title),
            (OrderFields.Detail, copy.Detail),
            (OrderFields.Place, copy.Place), (OrderFields.Area, copy.Area.ToString()),
            (OrderFields.Category, copy.Category),
            (OrderFields.Type, copy.Type.ToString()), (OrderFields.Urgent, copy.Urgent ? "1" : null),
            (OrderFields.Protected, copy.Protected ? "1" : null), (OrderFields.Name, copy.Name),
            (OrderFields.Phone, copy.Phone),
            (OrderFields.Time, Milliseconds(copy.RaisedAt)),
            (OrderFields.Due, copy.DueAt is { } due ? Milliseconds(due) : null),
            (OrderFields.Opinion, OpinionOf(copy)), (OrderFields.Related, before),
        ];
        return new(
            index + 1,
            [.. cells.Where(cell => !string.IsNullOrEmpty(cell.Value))
                .Select(cell => KeyValuePair.Create(cell.Field, cell.Value!))]);
    }

    // 重办：未办到位, and what the office wrote.
    private static string OpinionOf(MatterCopy copy)
    {
        var why = copy.By switch
        {
            MatterAction.Redo =>
                $"重办：{(copy.Reason is { } reason ? AnswerForm.Usual("reason", reason) : "未办到位")}",
            MatterAction.RefuseReturn => "退单未获同意，请继续办理",
            _ => null,
        };
        return string.Join('\n', new[] { why, copy.Opinion }.Where(part => !string.IsNullOrEmpty(part)));
    }

    // The numbers under which matters that come once more came last.
    private async Task<Dictionary<Guid, string>> BeforeAsync(Platform peer, Packet packet, CancellationToken cancel)
    {
        var before = new Dictionary<Guid, string>();
        foreach (var copy in packet.Orders.Where(copy => copy.Dispatches > 1))
        {
            if (await db.RowAsync<string?>(
                """
                select number from exchange_orders where platform_id = @Id and number like @like
                order by came_at desc, id desc limit 1
                """,
                new { peer.Id, like = $"{copy.Id:N}-%" }, cancel) is { } number)
            {
                before[copy.Id] = number;
            }
        }

        return before;
    }

    private static string NumberOf(Guid matterId, int dispatches) =>
        string.Create(CultureInfo.InvariantCulture, $"{matterId:N}-{dispatches}");

    private static string Milliseconds(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The body's act is done here; what the life of the matter does not allow any more stands on it as a note.
    /// </summary>
    private async Task<bool> FollowAsync(
        Platform peer, PacketAnswer answer, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await WasTakenAsync(peer, answer, cancel))
        {
            return true;
        }

        // Only what travelled there can be answered from there.
        if (peer.BodyId is not { } body || !Guid.TryParse(answer.Number.Split('-')[0], out var matterId)
            || !await WasSentAsync(peer, matterId, cancel))
        {
            return false;
        }

        // Done again or signed by silence, it is in hand here already.
        if (answer.Kind is AnswerKind.SignedFor && await IsInHandAsync(matterId, body, cancel))
        {
            await TakenAsync(peer, answer, "in-hand", now, cancel);
            return true;
        }

        var (action, request) = ActOf(answer);
        var done = await desk.ActForBodyAsync(matterId, body, action, request, by, cancel);
        var code = done.TryGet(out _, out var refusal) ? "done" : refusal.Code;
        db.ChangeTracker.Clear();
        if (refusal is not null)
        {
            await intake.AddAsync(matterId, new LaterWord(NoteOf(answer)), by, cancel);
        }

        await TakenAsync(peer, answer, code, now, cancel);
        return refusal is null;
    }

    private Task<int> TakenAsync(
        Platform peer, PacketAnswer answer, string code, DateTimeOffset now,
        CancellationToken cancel) => db.ExecuteAsync(
        "insert into exchange_taken (platform_id, answer_id, at, result) values (@platform, @Id, @at, @code)",
        new { platform = peer.Id, answer.Id, at = now.ToUnixTimeMilliseconds(), code }, cancel);

    private async Task<bool> IsInHandAsync(
        Guid matterId, Guid body, CancellationToken cancel) => await db.RowAsync<long>(
        "select count(*) from matters_facts where id = @matterId and body_id = @body and stage = 'Accepted'",
        new { matterId, body }, cancel) > 0;

    private async Task<bool> WasTakenAsync(
        Platform peer, PacketAnswer answer, CancellationToken cancel) => await db.RowAsync<long>(
        "select count(*) from exchange_taken where platform_id = @platform and answer_id = @Id",
        new { platform = peer.Id, answer.Id }, cancel) > 0;

    private async Task<bool> WasSentAsync(
        Platform peer, Guid matterId, CancellationToken cancel) => await db.RowAsync<long>(
        "select count(*) from exchange_sent where platform_id = @platform and matter_id = @matterId",
        new { platform = peer.Id, matterId }, cancel) > 0;

    private static (MatterAction, ActRequest) ActOf(PacketAnswer answer)
    {
        var inner = answer.Reply is { Length: > 0 } reply ? reply : NoteOf(answer);
        return answer.Kind switch
        {
            AnswerKind.SignedFor => (MatterAction.SignFor, new ActRequest()),
            AnswerKind.Contacted => (MatterAction.RecordContact, new ActRequest
            {
                Reason = MatterReasons.For(MatterAction.RecordContact).Contains(answer.Reason) ? answer.Reason : null,
                InnerWords = "对方网上报：已联系诉求人",
            }),
            AnswerKind.Outcome =>
                (MatterAction.HandBack, new ActRequest { Outcome = answer.Outcome, Words = answer.Reply }),
            AnswerKind.Extension =>
                (MatterAction.RequestExtension, new ActRequest { Days = answer.Days, InnerWords = inner }),
            _ => (MatterAction.Return, new ActRequest
            {
                Reason = MatterReasons.For(MatterAction.Return).Contains(answer.Reason)
                    ? answer.Reason
                    : "not-our-duty",
                Basis = answer.Basis is { Length: > 0 } basis ? basis : "对方网办公端退回，未引条款",
                InnerWords = inner,
            }),
        };
    }

    private static string NoteOf(PacketAnswer answer)
    {
        string?[] parts =
        [
            $"对方网答复：{AnswerForm.Usual("kind", answer.Kind.ToString())}",
            answer.Outcome is { } outcome ? AnswerForm.Usual("outcome", outcome.ToString()) : null,
            answer.Reason is { } reason ? AnswerForm.Usual("reason", reason) : null, answer.Basis,
            answer.Days is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days} 个工作日") : null, answer.Reply,
        ];
        return string.Join('\n', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private async Task AcknowledgeAsync(Platform peer, long received, DateTimeOffset now, CancellationToken cancel)
    {
        var told = new { peer.Id, received, now = now.ToUnixTimeMilliseconds() };
        await db.ExecuteAsync(
            """
            update exchange_packets set acked_at = @now, body = null
            where platform_id = @Id and direction = 'Out' and number <= @received and acked_at is null
            """, told, cancel);
        await db.ExecuteAsync(
            """
            update exchange_answers set state = 'Delivered', delivered_at = @now, delivered_by = 'Packet', version = version + 1
            where platform_id = @Id and batch <= @received and state = 'Waiting'
            """, told, cancel);
    }
}
