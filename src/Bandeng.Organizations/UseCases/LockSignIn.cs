using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A sign-in is locked, at once and everywhere, tokens included; or opened again.</summary>
internal sealed class LockSignIn(BandengDb db, Reach reach, TimeProvider clock)
{
    public async Task<Result<Person>> RunAsync(Guid personId, bool locked, Viewer by, CancellationToken cancel)
    {
        if (!(await reach.PersonAsync(personId, by, cancel)).TryGet(out var person, out var refusal))
        {
            return refusal;
        }

        if (await db.SignIns.SingleOrDefaultAsync(s => s.PersonId == personId, cancel) is not { } signIn)
        {
            return Refusals.PersonUnknown;
        }

        var now = clock.GetUtcNow();
        signIn.Lock(locked ? now : null);
        db.Record(new TrailEntry(
            "person", personId, null, locked ? "sign-in.lock" : "sign-in.open", by.ActingAnywhere(), now));
        await db.SaveAsync(cancel);
        return new Person(person.Id, person.DisplayName);
    }
}
