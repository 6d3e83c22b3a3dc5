using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="Earlier">How many unread ones about the same thing it stands for beside itself.</param>
internal sealed record NoticeRow(
    Guid Id, string Code, string Title, string Link, DateTimeOffset At, DateTimeOffset? ReadAt, long Earlier);

/// <summary>What a person was told, newest first, a page at a time.</summary>
internal sealed class MyNotices(BandengDb db, TimeProvider clock)
{
    public const int Page = 50;

    /// <param name="before">The last notice of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<NoticeRow>> RunAsync(Guid personId, Guid? before, CancellationToken cancel)
    {
        var told = db.Notices.Where(notice => notice.PersonId == personId);
        if (before is { } last && await told.SingleOrDefaultAsync(notice => notice.Id == last, cancel) is { } from)
        {
            told = told.Where(notice =>
                notice.At < from.At || notice.At == from.At && notice.Id.CompareTo(from.Id) < 0);
        }

        return await told.OrderByDescending(notice => notice.At).ThenByDescending(notice => notice.Id).Take(Page)
            .Select(n => new NoticeRow(n.Id, n.Code, n.Title, n.Link, n.At, n.ReadAt, n.Earlier)).ToListAsync(cancel);
    }

    public Task<int> UnreadAsync(Guid personId, CancellationToken cancel) =>
        db.Notices.CountAsync(notice => notice.PersonId == personId && notice.ReadAt == null, cancel);

    public Task MarkReadAsync(Guid personId, CancellationToken cancel) => db.ExecuteAsync(
        "update notices set read_at = @now where person_id = @personId and read_at is null",
        new { now = clock.GetUtcNow(), personId },
        cancel);
}
