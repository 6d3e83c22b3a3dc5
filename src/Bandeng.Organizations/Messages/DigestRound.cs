using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Writes the daily mails that are due: what is unread of the kinds a person chose for it and has not stood in an
/// earlier one. No news, no mail.
/// </summary>
internal sealed class DigestRound(BandengDb db, DigestWords words, TimeProvider clock)
{
    private const int Batch = 100;

    private const string Due =
        """
        select d.person_id, d.hour, d.due_at, d.told_until, d.sent_day, p.mail
        from digests d join people p on p.id = d.person_id
        where d.due_at <= @now order by d.due_at, d.person_id limit @Batch
        """;

    // Of two nodes that come to it at once one has it.
    private const string Take =
        """
        update digests set due_at = @next, told_until = @toldUntil, sent_day = @sentDay
        where person_id = @PersonId and due_at = @DueAt
        """;

    private const string Unread =
        """
        select n.code, n.title, n.is_inner, n.at, n.earlier
        from notices n
        join notice_ways w on w.person_id = n.person_id and w.kind = n.kind and w.way = 'Digest'
        where n.person_id = @PersonId and n.read_at is null and n.at >= @ToldUntil and n.at < @now
        order by n.at desc, n.id desc limit @Lines
        """;

    internal sealed record DueDigest(
        Guid PersonId, long Hour, DateTimeOffset DueAt, DateTimeOffset ToldUntil, string? SentDay, string? Mail);

    /// <summary>Says how many mails were put into the outbox.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (now, written) = (clock.GetUtcNow(), 0);
        while (await db.RowsAsync<DueDigest>(Due, new { now, Batch }, cancel) is { Count: > 0 } due)
        {
            foreach (var one in due)
            {
                written += await WriteAsync(one, now, cancel) ? 1 : 0;
            }
        }

        return written;
    }

    /// <summary>When it is next that hour on the wall, after a moment.</summary>
    public static DateTimeOffset Next(long hour, DateTimeOffset after)
    {
        var today = ChinaTime.ToInstant(ChinaTime.DayOf(after).ToDateTime(new TimeOnly((int)hour, 0)));
        return today > after ? today : today.AddDays(1);
    }

    private async Task<bool> WriteAsync(DueDigest due, DateTimeOffset now, CancellationToken cancel)
    {
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var lines = due.Mail is null ? [] : await db.RowsAsync<DigestLine>(
            Unread, new { due.PersonId, due.ToldUntil, now, Lines = DigestWords.LinesMax + 1 }, cancel);
        var isTaken = await db.ExecuteAsync(Take, After(due, lines.Count > 0, now), cancel) == 1;
        if (isTaken && lines.Count > 0)
        {
            db.Outbox.Add(words.Mail(due.Mail!, lines, now));
            await db.SaveAsync(cancel);
        }

        await own.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return isTaken && lines.Count > 0;
    }

    private static object After(DueDigest due, bool isSent, DateTimeOffset now) => new
    {
        due.PersonId,
        due.DueAt,
        next = Next(due.Hour, now),
        toldUntil = isSent ? now : due.ToldUntil,
        sentDay = isSent ? Day.Text(ChinaTime.DayOf(now)) : due.SentDay,
    };
}

/// <summary>A line of a daily mail.</summary>
internal sealed record DigestLine(string Code, string Title, bool IsInner, DateTimeOffset At, long Earlier);

/// <summary>Words the daily mail.</summary>
internal sealed class DigestWords(SecretBox box, QuietHours quiet, NoticeWording words)
{
    public const int LinesMax = 50;

    /// <param name="recipient">Closed.</param>
    public OutboxMessage Mail(string recipient, IReadOnlyList<DigestLine> lines, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Channel = MessageChannel.Mail,
        Kind = "digest",
        Recipient = recipient,
        Message = box.Protect(Text(lines)),
        At = now,
        DueAt = quiet.After(now),
    };

    private string Text(IReadOnlyList<DigestLine> lines)
    {
        var more = lines.Count > LinesMax ? "\n还有更多，请登录后看。" : "";
        var told = string.Join('\n', lines.Take(LinesMax).Select(Line));
        return $"今天的通知：{(lines.Count > LinesMax ? $"{LinesMax} 件以上" : $"{lines.Count} 件")}\n\n{told}{more}\n\n{NoticesOnFile.Foot}";
    }

    private string Line(DigestLine line)
    {
        var earlier = line.Earlier > 0 ? string.Create(CultureInfo.InvariantCulture, $"（另有 {line.Earlier} 次进展）") : "";
        return $"{ChinaTime.Show(line.At)} {words.Outside(line.Code, line.Title, line.IsInner)}{earlier}";
    }
}
