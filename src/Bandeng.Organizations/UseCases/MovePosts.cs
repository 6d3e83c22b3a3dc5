using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Grids were redrawn and buildings have other codes: their heads keep the building. A building head's post of before
/// ends yesterday and one at the new code begins today, so that last year's answer stays; a linked-household head's
/// post, on which no power hangs and whose households are told apart, is only renumbered.
/// </summary>
internal sealed class MovePosts(BandengDb db, TimeProvider clock)
{
    private const int Part = 500;

    public async Task RunAsync(IReadOnlyDictionary<AreaCode, AreaCode> codes, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        foreach (var part in codes.Keys.Chunk(Part))
        {
            var heads = await db.Posts.Where(post =>
                part.Contains(post.AreaCode) && (post.ValidTo == null || post.ValidTo >= today))
                .Where(post =>
                    post.Role == Role.BuildingHead || post.Role == Role.UnitHead || post.Role == Role.LinkedHead)
                .ToListAsync(cancel);
            heads.ForEach(post => Move(post, codes[post.AreaCode], by, now));
        }
    }

    private void Move(Post post, AreaCode code, Viewer by, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        if (post.Role is Role.LinkedHead || post.ValidFrom >= today)
        {
            post.Recode(code);
            return;
        }

        var next = Post.Of(Guid.CreateVersion7(now), post.PersonId, post.Role, code, post.BodyId, today)
            .Told(post.Title, post.ValidTo);
        post.End(today.AddDays(-1), today);
        db.Posts.Add(next);
        db.Record(EndPost.Entry(post, post.PersonId, by, now));
        db.Record(AppointToPost.Entry(next, by, now));
    }
}
