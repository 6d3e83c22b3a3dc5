using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>Everyone who signs in by name, by name.</summary>
internal sealed class ListSignIns(BandengDb db)
{
    public sealed record Row(string UserName, string Name, string Roles, bool IsLocked);

    public async Task<IReadOnlyList<Row>> RunAsync(CancellationToken cancel)
    {
        var (people, posts) = (db.People, db.Posts);
        var rows = await db.SignIns.Where(s => s.UserName != null).OrderBy(s => s.UserName).Select(s => new
        {
            s.UserName,
            Name = people.Single(p => p.Id == s.PersonId).DisplayName,
            Posts = posts.Where(p => p.PersonId == s.PersonId).Select(p => new { p.Role, p.AreaCode }).ToList(),
            s.LockedAt,
        }).ToListAsync(cancel);
        return [.. rows.Select(row => new Row(
            row.UserName!, row.Name, string.Join(' ', row.Posts.Select(p => $"{p.Role}@{p.AreaCode}")),
            row.LockedAt is not null))];
    }
}
