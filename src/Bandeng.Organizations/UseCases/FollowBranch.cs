using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A temporary branch got another last day: posts that last as long as it does go along.</summary>
internal static class FollowBranch
{
    /// <summary>Changes the unit of work, where the body has its new last day already; the caller saves it.</summary>
    public static async Task FollowLastDayAsync(
        this BandengDb db, BodyOnFile body, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var (before, today) = (db.Entry(body).Property(one => one.ValidTo).OriginalValue, ChinaTime.DayOf(now));
        if (body.LastDayOfPosts is not { } last || last == before)
        {
            return;
        }

        var posts = await db.Posts
            .Where(post => post.BodyId == body.Id && post.EndedAt == null && post.ValidFrom <= last)
            .Where(post => post.ValidTo == null
                || (post.ValidTo >= today && (post.ValidTo == before || post.ValidTo > last)))
            .ToListAsync(cancel);
        foreach (var post in posts.Where(post => post.End(last, today).TryGet(out _, out _)))
        {
            db.Record(EndPost.Entry(post, null, by.ActingAt(post.AreaCode), now));
        }
    }
}
