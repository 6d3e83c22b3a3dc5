using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A post is given its last day, and its open work is handed over in the same breath.</summary>
internal sealed class EndPost(BandengDb db, IEnumerable<IPostEnded> modules, TimeProvider clock)
{
    /// <param name="Version">Which state of the post the form showed.</param>
    /// <param name="HandOverTo">Who takes the open work; null leaves it where it lies.</param>
    public sealed record Request(Guid PostId, long Version, DateOnly LastDay, Guid? HandOverTo)
    {
        /// <summary>Its powers end with this moment and not with the day; for a last day of today alone.</summary>
        public bool AtOnce { get; init; }
    }

    public async Task<Result<Guid>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!(await FindAsync(request, by, cancel)).TryGet(out var post, out var refusal)
            || !post.End(request.LastDay, ChinaTime.DayOf(now)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        if (request.AtOnce && request.LastDay == ChinaTime.DayOf(now))
        {
            post.EndNow(now);
        }

        var acting = by.ActingAt(post.AreaCode);
        foreach (var module in modules)
        {
            await module.HandOverAsync(
                new(
                    post.Id, post.PersonId, post.Role, post.AreaCode, post.BodyId, request.LastDay, request.HandOverTo,
                    acting),
                cancel);
        }

        db.Record(Entry(post, request.HandOverTo, acting, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? post.PersonId : Refusals.Overtaken;
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

    private async Task<Result<Post>> FindAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!(await db.PostToChangeAsync(request.PostId, request.Version, by, cancel))
            .TryGet(out var post, out var refusal))
        {
            return refusal;
        }

        if (request.HandOverTo is not { } heir)
        {
            return post;
        }

        return heir != post.PersonId && await db.People.AnyAsync(person => person.Id == heir, cancel)
            ? post
            : new Refusal(RefusalKind.Invalid, "post.hand-over.nobody", "Choose somebody else to take the open work.");
    }
}
