using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Which people an administrator may change: those none of whose posts lies outside the administrator's areas. Else the
/// administrator of one town could take over the sign-in of the district's.
/// </summary>
internal sealed class Reach(BandengDb db, TimeProvider clock)
{
    public async Task<Result<PersonOnFile>> PersonAsync(Guid personId, Viewer by, CancellationToken cancel)
    {
        if (await db.People.SingleOrDefaultAsync(person => person.Id == personId, cancel) is not { } person)
        {
            return Refusals.PersonUnknown;
        }

        if (by.IsSystem)
        {
            return person;
        }

        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var areas = await db.Posts
            .Where(post => post.PersonId == personId && (post.ValidTo == null || post.ValidTo >= today))
            .Select(post => post.AreaCode).ToListAsync(cancel);
        return by.May(Permission.ManagePeople) && areas.All(by.MayManage) ? person : Refusals.NotYours;
    }
}
