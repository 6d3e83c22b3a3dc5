using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A post is given its last day, and its open work is handed over in the same breath.</summary>
internal sealed class EndPost(BandengDb db, HandOverWork handOver, TimeProvider clock)
{
    /// <param name="Version">Which state of the post the form showed.</param>
    /// <param name="HandOverTo">Who takes the open work; null leaves it where it lies.</param>
    public sealed record Request(Guid PostId, long Version, DateOnly LastDay, Guid? HandOverTo)
    {
        /// <summary>Its powers end with this moment and not with the day; for a last day of today alone.</summary>
        public bool AtOnce { get; init; }
    }

    /// <param name="HandedOver">What left the hands of the person, each of it more than nothing.</param>
    public sealed record Ended(Guid PersonId, IReadOnlyList<WorkInHand> HandedOver)
    {
        /// <summary>It had not begun, and never will.</summary>
        public bool IsAnnulled { get; init; }
    }

    public async Task<Result<Ended>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!(await FindAsync(request, by, cancel)).TryGet(out var post, out var refusal)
            || !(IsNever(post, request, now) ? post : post.End(request.LastDay, ChinaTime.DayOf(now))).TryGet(out _, out refusal))
        {
            return refusal;
        }

        if (IsNever(post, request, now))
        {
            return await AnnulAsync(post, by, now, cancel);
        }

        if (request.AtOnce && request.LastDay == ChinaTime.DayOf(now))
        {
            post.EndNow(now);
        }

        if (request.HandOverTo is { } heir)
        {
            await TakeOnAsync(post, heir, by, now, cancel);
        }

        var handed = await handOver.RunAsync([post], request.HandOverTo, by, cancel);
        db.Record(Entry(post, request.HandOverTo, by.ActingAt(post.AreaCode), now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Ended(post.PersonId, handed)
            : Refusals.Overtaken;
    }

    // Appointed for a day that has not come, and it will not come.
    private static bool IsNever(Post post, Request request, DateTimeOffset now) =>
        request.LastDay < post.ValidFrom && post.ValidFrom > ChinaTime.DayOf(now);

    private async Task<Result<Ended>> AnnulAsync(Post post, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        db.Posts.Remove(post);
        db.Record(Entry(post, null, by.ActingAt(post.AreaCode), now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new Ended(post.PersonId, []) { IsAnnulled = true } : Refusals.Overtaken;
    }

    // Whoever looks after a building or a grid is whoever holds the post there: without one it would be a hole.
    private async Task TakeOnAsync(Post post, Guid heir, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var from = post.ValidTo!.Value.AddDays(1);
        var there = await db.Posts.Where(one => one.PersonId == heir && one.Role == post.Role && one.EndedAt == null)
            .ToListAsync(cancel);
        if (Heirs.TakesOn(there, post, from))
        {
            var next = Post.Of(Guid.CreateVersion7(now), heir, post.Role, post.AreaCode, post.BodyId, from);
            db.Posts.Add(next);
            db.Record(AppointToPost.Entry(next, by, now));
        }
    }

    internal static TrailEntry Entry(Post post, Guid? handOverTo, Viewer acting, DateTimeOffset now) =>
        new("post", post.Id, post.AreaCode, "post.end", acting, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["last-day"] = post.ValidTo is { } day ? Day.Text(day) : null,
                ["hand-over-to"] = handOverTo,
                ["at-once"] = post.EndedAt is not null,
            },
        };

    // The last day is moved on, and by then the same person was appointed to the same post again.
    private Task<bool> IsHeldAnewAsync(Post post, DateOnly lastDay, CancellationToken cancel) => db.Posts.AnyAsync(
        other => other.Id != post.Id && other.PersonId == post.PersonId && other.Role == post.Role
            && other.AreaCode == post.AreaCode && other.BodyId == post.BodyId && other.EndedAt == null
            && other.ValidFrom > post.ValidTo && other.ValidFrom <= lastDay,
        cancel);

    private async Task<Result<Post>> FindAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!(await db.PostToChangeAsync(request.PostId, request.Version, by, cancel))
            .TryGet(out var post, out var refusal))
        {
            return refusal;
        }

        if (await db.Bodies.AsNoTracking().SingleOrDefaultAsync(one => one.Id == post.BodyId, cancel) is { } body
            && request.LastDay > body.ValidTo)
        {
            return Refusals.PastBranch(body.ValidTo.Value);
        }

        if (post.ValidTo < request.LastDay && await IsHeldAnewAsync(post, request.LastDay, cancel))
        {
            return AppointToPost.Held;
        }

        if (request.HandOverTo is not { } heir)
        {
            return post;
        }

        if (heir == post.PersonId || !await db.People.AnyAsync(person => person.Id == heir, cancel))
        {
            return Heirs.Nobody;
        }

        var posts = await db.Posts.AsNoTracking().Where(one => one.PersonId == heir).ToListAsync(cancel);
        return Heirs.FaultOf(posts, post, request.LastDay, ChinaTime.DayOf(clock.GetUtcNow())) is { } fault
            ? fault
            : post;
    }
}
