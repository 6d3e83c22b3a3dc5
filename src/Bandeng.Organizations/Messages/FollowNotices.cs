using System.Text.Json;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Writes the notices of a unit of work with two statements, however many people are told: the lines, where an unread
/// one about the same thing is taken over, and the messages for those who asked for them.
/// </summary>
internal static class FollowNotices
{
    private const string Lines =
        """
        insert into notices (id, person_id, kind, code, title, link, about, is_inner, at, earlier)
        select told.id, told.person_id, news.kind, news.code, news.title, news.link, news.about, news.is_inner, news.at, 0
        from told join news on news.n = told.n
        where true
        order by told.person_id
        on conflict (person_id, about) where read_at is null do update set
            kind = excluded.kind, code = excluded.code, title = excluded.title, link = excluded.link,
            is_inner = excluded.is_inner, at = excluded.at, earlier = notices.earlier + 1
        """;

    private const string Messages =
        """
        insert into outbox_messages (id, channel, kind, recipient, message, at, due_at, attempts)
        select told.id, way.way, news.code,
            case way.way when 'Sms' then p.phone else p.mail end, case way.way when 'Sms' then news.sms else news.mail end,
            news.at, news.due_at, 0
        from told
        join news on news.n = told.n
        join notice_ways way on way.person_id = told.person_id and way.kind = news.kind and way.way in ('Sms', 'Mail')
        join people p on p.id = told.person_id
        where case way.way when 'Sms' then p.phone else p.mail end is not null
        """;

    private const string Postgres =
        """
        with told as (select * from jsonb_to_recordset(cast(@told as jsonb)) as t(id uuid, person_id uuid, n bigint)),
        news as (
            select * from jsonb_to_recordset(cast(@news as jsonb)) as t(n bigint, kind text, code text, title text, link text,
                about text, is_inner boolean, at bigint, sms text, mail text, due_at bigint))
        """;

    private const string Sqlite =
        """
        with told as materialized (
            select value ->> 'id' as id, value ->> 'person_id' as person_id, value ->> 'n' as n from json_each(@told)),
        news as materialized (
            select value ->> 'n' as n, value ->> 'kind' as kind, value ->> 'code' as code, value ->> 'title' as title,
                value ->> 'link' as link, value ->> 'about' as about, value ->> 'is_inner' as is_inner, value ->> 'at' as at,
                value ->> 'sms' as sms, value ->> 'mail' as mail, value ->> 'due_at' as due_at
            from json_each(@news))
        """;

    /// <summary>Takes the notices out of the unit of work; null where it tells nobody.</summary>
    public static Func<CancellationToken, Task>? Of(BandengDb db)
    {
        var added = db.ChangeTracker.Entries<Notice>().Where(entry => entry.State is EntityState.Added).ToList();
        added.ForEach(entry => entry.State = EntityState.Detached);
        return added.Count == 0 ? null : cancel =>
            WriteAsync(db, LastAboutEach(added.Select(entry => entry.Entity)), cancel);
    }

    // What one act says twice to somebody about a matter is one line.
    private static List<Notice> LastAboutEach(IEnumerable<Notice> told) =>
        [.. told.GroupBy(notice => (notice.PersonId, notice.About ?? notice.Id.ToString()))
            .Select(same => same.Last())];

    private static async Task WriteAsync(BandengDb db, List<Notice> notices, CancellationToken cancel)
    {
        List<Notice> news = [.. notices.DistinctBy(NewsOf)];
        var number = news.Select((notice, n) => (NewsOf(notice), n)).ToDictionary();
        var rows = new
        {
            told = JsonSerializer.Serialize(notices.Select(notice => new
            {
                id = Text(notice.Id),
                person_id = Text(notice.PersonId),
                n = number[NewsOf(notice)],
            })),
            news = JsonSerializer.Serialize(news.Select((notice, n) => Row(notice, n))),
        };
        var source = db.IsPostgres() ? Postgres : Sqlite;
        await db.ExecuteAsync($"{source}\n{Lines}", rows, cancel);
        await db.ExecuteAsync($"{source}\n{Messages}", rows, cancel);
    }

    private static (ClosedNews?, NoticeKind, string?) NewsOf(Notice notice) =>
        (notice.Leaving, notice.Kind, notice.About);

    // As SQLite keeps ids; PostgreSQL reads either.
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private static object Row(Notice notice, int n) => new
    {
        n,
        kind = notice.Kind.ToString(),
        code = notice.Code,
        title = notice.Title,
        link = notice.Link,
        about = notice.About,
        is_inner = notice.IsInner,
        at = notice.At.ToUnixTimeMilliseconds(),
        sms = notice.Leaving?.Sms,
        mail = notice.Leaving?.Mail,
        due_at = notice.Leaving?.DueAt.ToUnixTimeMilliseconds(),
    };
}
