using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Posts have been given their last day: every module hands on what rested on them, and says how much it was. Changes
/// the unit of work; the caller saves it.
/// </summary>
public sealed class HandOverWork(BandengDb db, IEnumerable<IPostEnded> modules, TimeProvider clock)
{
    private const int Part = 500;

    /// <param name="ended">With their last days.</param>
    /// <param name="heir">Who takes the open work; null leaves it with the body or the office.</param>
    internal async Task<IReadOnlyList<WorkInHand>> RunAsync(
        IReadOnlyCollection<Post> ended, Guid? heir, Viewer by, CancellationToken cancel)
    {
        var handed = new List<WorkInHand>();
        foreach (var part in ended.Chunk(Part))
        {
            var posts = await OfAsync([.. part.Select(post => post.PersonId).Distinct()], cancel);
            foreach (var post in part)
            {
                var ending = Ending(post, posts[post.PersonId], heir, by);
                foreach (var module in modules)
                {
                    if (await module.HandOverAsync(ending, cancel) is { Count: > 0 } work)
                    {
                        handed.Add(work);
                    }
                }
            }
        }

        return handed;
    }

    // As they stand now: a list may end two posts of a person and give a third, none of it saved yet.
    private async Task<ILookup<Guid, Post>> OfAsync(Guid[] people, CancellationToken cancel)
    {
        await db.Posts.Where(post => people.Contains(post.PersonId)).LoadAsync(cancel);
        return db.Posts.Local.Where(post => people.Contains(post.PersonId)).ToLookup(post => post.PersonId);
    }

    private PostEnding Ending(Post post, IEnumerable<Post> ofPerson, Guid? heir, Viewer by)
    {
        var lastDay = post.ValidTo!.Value;
        var after = post.DayAfter(ChinaTime.DayOf(clock.GetUtcNow()));
        return new(
            post.Id, post.PersonId, post.Role, post.AreaCode, post.BodyId, lastDay, heir, by.ActingAt(post.AreaCode))
        {
            IsTakenOn = heir is { } person && Heirs.IsOfPlace(post.Role) && db.Posts.Local.Any(
                other => other.PersonId == person && other.Role == post.Role && other.AreaCode == post.AreaCode
                    && other.Id != post.Id && other.HoldsOn(lastDay.AddDays(1))),
            Others =
            [
                .. ofPerson.Where(other => other.Id != post.Id && other.EndedAt is null && other.HoldsOn(after))
                    .Select(other => new HeldPost(
                        other.Id, other.Role.ToString(), other.AreaCode, other.BodyId, StandsInFor: null)),
            ],
        };
    }
}
