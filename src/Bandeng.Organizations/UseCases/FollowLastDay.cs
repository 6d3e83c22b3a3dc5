using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A body got another last day, or none: posts that last as long as it does go along.</summary>
internal static class FollowLastDay
{
    /// <summary>Changes the unit of work, where the body has its new last day already; the caller saves it.</summary>
    /// <returns>Posts that were given their last day.</returns>
    public static async Task<IReadOnlyList<Post>> FollowLastDayAsync(
        this BandengDb db, BodyOnFile body, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var (before, today) = (db.Entry(body).Property(one => one.ValidTo).OriginalValue, ChinaTime.DayOf(now));
        if (body.ValidTo == before)
        {
            return [];
        }

        var posts = await db.Posts
            .Where(post => post.BodyId == body.Id && post.EndedAt == null)
            .Where(post => post.ValidTo == null || post.ValidTo >= today)
            .ToListAsync(cancel);
        if (body.ValidTo is not { } last)
        {
            posts.FindAll(post => post.ValidTo == before).ForEach(post => GoOn(db, post, by, now));
            return [];
        }

        var ended = posts.FindAll(post => post.ValidFrom <= last && (post.ValidTo is not { } end || end == before || end > last));
        ended.ForEach(post => post.End(last, today));
        ended.ForEach(post => db.Record(EndPost.Entry(post, null, by.ActingAt(post.AreaCode), now)));
        foreach (var never in posts.Where(post => post.ValidFrom > last))
        {
            db.Posts.Remove(never);
            db.Record(EndPost.Entry(never, null, by.ActingAt(never.AreaCode), now));
        }

        return ended;
    }

    private static void GoOn(BandengDb db, Post post, Viewer by, DateTimeOffset now)
    {
        post.GoOn();
        db.Record(EndPost.Entry(post, null, by.ActingAt(post.AreaCode), now));
    }
}
