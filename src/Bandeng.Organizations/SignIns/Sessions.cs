using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// Opens, lists and ends sessions. Whether one still counts is asked with the viewer, in the same statement
/// (<see cref="People.Viewers"/>).
/// </summary>
internal sealed class Sessions(BandengDb db, TimeProvider clock)
{
    private const int ListMax = 50;

    /// <summary>As long as the cookie.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(14);

    /// <summary>How exactly it is known when a session was last seen: it is written down no oftener.</summary>
    public static TimeSpan SeenEvery { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Opens a session and forgets those of this person that no longer count.</summary>
    public async Task<Guid> OpenAsync(SignIn signIn, Device device, CancellationToken cancel)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await db.ExecuteAsync(
            "delete from sessions where person_id = @PersonId and (seen_at < @old or stamp <> @SecurityStamp)",
            new { signIn.PersonId, signIn.SecurityStamp, old = now - Lasts },
            cancel);
        await db.ExecuteAsync(
            """
            insert into sessions (id, person_id, stamp, browser, system, since, seen_at)
            values (@id, @PersonId, @SecurityStamp, @Browser, @System, @now, @now)
            """,
            new { id, signIn.PersonId, signIn.SecurityStamp, device.Browser, device.System, now },
            cancel);
        return id;
    }

    /// <summary>Writes down that a session is in use, when that was not done lately.</summary>
    public async Task SeenAsync(Guid id, DateTimeOffset last, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - last >= SeenEvery)
        {
            await db.ExecuteAsync(
                "update sessions set seen_at = @now where id = @id and seen_at < @now", new { id, now }, cancel);
        }
    }

    /// <summary>Those that count, the one last seen first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid personId, CancellationToken cancel)
    {
        var (old, signIns) = (clock.GetUtcNow() - Lasts, db.SignIns);
        return await db.Sessions.AsNoTracking()
            .Where(s => s.PersonId == personId && s.SeenAt >= old
                && signIns.Any(signIn => signIn.PersonId == personId && signIn.SecurityStamp == s.Stamp))
            .OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).Take(ListMax).ToListAsync(cancel);
    }

    /// <summary>Ends one. Twice changes nothing; another's is not there.</summary>
    public Task EndAsync(Guid personId, Guid id, CancellationToken cancel) =>
        db.Sessions.Where(s => s.PersonId == personId && s.Id == id).ExecuteDeleteAsync(cancel);

    /// <summary>Lets one live on after a new stamp has ended all of them.</summary>
    public Task KeepAsync(Guid personId, Guid? id, CancellationToken cancel) => db.ExecuteAsync(
        """
        update sessions set stamp = (select security_stamp from sign_ins where person_id = @personId)
        where id = @id and person_id = @personId
        """,
        new { personId, id },
        cancel);
}
