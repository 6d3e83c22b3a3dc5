using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>One person for the administrator: name, number, sign-in and every post, today's first.</summary>
internal sealed class PersonCard(BandengDb db, SecretBox box)
{
    public sealed record Card(
        Guid Id, string Name, string? Phone, long Version, string? UserName, bool IsLocked,
        IReadOnlyList<PostRow> Posts)
    {
        public string? Mail { get; init; }
    }

    public sealed record PostRow(Post Post, string? Body, string? StandIn);

    public async Task<Card?> RunAsync(Guid personId, CancellationToken cancel)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancel) is not { } person)
        {
            return null;
        }

        var signIn = await db.SignIns.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == personId, cancel);
        var (bodies, people) = (db.Bodies, db.People);
        var posts = await db.Posts.AsNoTracking().Where(p => p.PersonId == personId)
            .OrderByDescending(p => p.ValidFrom).ThenBy(p => p.Id)
            .Select(post => new PostRow(
                post,
                bodies.Where(b => b.Id == post.BodyId).Select(b => b.Name).FirstOrDefault(),
                people.Where(p => p.Id == post.StandInPersonId).Select(p => p.DisplayName).FirstOrDefault()))
            .ToListAsync(cancel);
        return new(
            person.Id, person.DisplayName, box.Unprotect(person.Phone), person.Version, signIn?.UserName,
            signIn?.LockedAt is not null, posts)
        {
            Mail = box.Unprotect(person.Mail),
        };
    }
}
