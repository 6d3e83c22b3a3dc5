using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>Somebody shows that a telephone is theirs; on first use they become a resident whom we know.</summary>
internal sealed class SignInByCode(
    BandengDb db, SignInCodes codes, SecretBox box, IEnumerable<IPhoneProven> others, TimeProvider clock)
{
    public async Task<Result<SignIn>> RunAsync(string number, string? code, CancellationToken cancel)
    {
        if (!(await codes.TakeAsync(number, code, cancel)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        var personId = await FindAsync(number, cancel) ?? await WelcomeAsync(number, cancel);
        var signIn = await db.SignIns.SingleOrDefaultAsync(s => s.PersonId == personId, cancel);
        if (signIn is null)
        {
            db.SignIns.Add(signIn = SignIn.Of(personId));
            await db.SaveAsync(cancel);
        }

        if (signIn.LockedAt is not null)
        {
            return new Refusal(RefusalKind.Invalid, "code.wrong", "This code is not right, or no longer counts. Ask for a new one.");
        }

        foreach (var other in others)
        {
            await other.ProvenAsync(personId, number, cancel);
        }

        return signIn;
    }

    private async Task<Guid?> FindAsync(string number, CancellationToken cancel)
    {
        var fingerprint = box.Fingerprint(number);
        return await db.People.Where(p => p.PhoneFingerprint == fingerprint).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancel);
    }

    private async Task<Guid> WelcomeAsync(string number, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // Until they say what they want to be called.
        var person = PersonOnFile.Of(Guid.CreateVersion7(now), $"居民 {number[^4..]}", ClosedPhone.Of(box, number), now);
        db.People.Add(person);
        db.SignIns.Add(SignIn.Of(person.Id));
        db.Record(new TrailEntry("person", person.Id, null, "person.first-sign-in", new Viewer(person.Id, "", []), now));
        await db.SaveAsync(cancel);
        return person.Id;
    }
}
