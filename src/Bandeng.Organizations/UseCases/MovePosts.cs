using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Grids were redrawn, or their area went into another, and buildings have other codes: their heads keep the building.
/// A building head's post of before ends the day before and one at the new code begins, so that last year's answer
/// stays; a linked-household head's post, on which no power hangs and whose households are told apart, is only
/// renumbered.
/// </summary>
internal sealed class MovePosts(BandengDb db, TimeProvider clock)
{
    private const int Part = 500;

    /// <summary>Whose posts go along.</summary>
    public enum Whose
    {
        /// <summary>A redrawn grid is another grid: only who looks after a building, a unit or households.</summary>
        Heads,

        /// <summary>The grid is the same and has another code: its workers too.</summary>
        Everybody,
    }

    /// <param name="from">The first day of the new codes: today or before.</param>
    public async Task RunAsync(
        IReadOnlyDictionary<AreaCode, AreaCode> codes, Whose whose, DateOnly from, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        foreach (var part in codes.Keys.Chunk(Part))
        {
            var posts = await db.Posts.Where(post =>
                part.Contains(post.AreaCode) && (post.ValidTo == null || post.ValidTo >= today))
                .Where(post => whose == Whose.Everybody
                    || post.Role == Role.BuildingHead || post.Role == Role.UnitHead || post.Role == Role.LinkedHead)
                .ToListAsync(cancel);
            posts.ForEach(post => Move(post, codes[post.AreaCode], from, by, now));
        }
    }

    private void Move(Post post, AreaCode code, DateOnly from, Viewer by, DateTimeOffset now)
    {
        if (post.Role is Role.LinkedHead || post.ValidFrom >= from)
        {
            post.Recode(code);
            return;
        }

        var next = Post.Of(Guid.CreateVersion7(now), post.PersonId, post.Role, code, post.BodyId, from)
            .Told(post.Title, post.ValidTo);
        post.End(from.AddDays(-1), ChinaTime.DayOf(now));
        db.Posts.Add(next);
        db.Record(EndPost.Entry(post, post.PersonId, by, now));
        db.Record(AppointToPost.Entry(next, by, now));
    }
}
