using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Somebody shows that a telephone or a mail address is theirs. By telephone they become, on first use, a resident whom
/// we know; a mail address signs in whoever entered it in their account, and nobody else.
/// </summary>
internal sealed class SignInByCode(
    BandengDb db, SignInCodes codes, SecretBox box, IEnumerable<IPhoneProven> others, TimeProvider clock)
{
    private static readonly Refusal Wrong =
        new(RefusalKind.Invalid, "code.wrong", "This code is not right, or no longer counts. Ask for a new one.");

    /// <summary>Asks for a code; the answer does not tell whether anybody has the address.</summary>
    /// <param name="address">As <see cref="CodeTo.Read"/> gives it.</param>
    /// <param name="client">The network address that asks.</param>
    public async Task<Result<string>> AskAsync(string address, string client, CancellationToken cancel)
    {
        var person = await FindAsync(address, cancel);
        return await codes.SendAsync(new(address, person, person is null && CodeTo.IsMail(address)), client, cancel);
    }

    public async Task<Result<SignIn>> RunAsync(string address, string? code, CancellationToken cancel)
    {
        if (!(await codes.TakeAsync(address, code, cancel)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        var isMail = CodeTo.IsMail(address);
        if ((await FindAsync(address, cancel) ?? (isMail ? null : await WelcomeAsync(address, cancel))) is not { } personId
            || await SignInOfAsync(personId, cancel) is not { LockedAt: null } signIn)
        {
            return Wrong;
        }

        foreach (var other in others.Where(_ => !isMail))
        {
            await other.ProvenAsync(personId, address, cancel);
        }

        return signIn;
    }

    private async Task<SignIn> SignInOfAsync(Guid personId, CancellationToken cancel)
    {
        var signIn = await db.SignIns.SingleOrDefaultAsync(s => s.PersonId == personId, cancel);
        if (signIn is null)
        {
            db.SignIns.Add(signIn = SignIn.Of(personId));
            await db.SaveAsync(cancel);
        }

        return signIn;
    }

    private async Task<Guid?> FindAsync(string address, CancellationToken cancel)
    {
        var (phone, mail) = (box.Fingerprints(address), ClosedMail.FingerprintsOf(box, address));
        var found = CodeTo.IsMail(address)
            ? db.People.Where(p => mail.Contains(p.MailFingerprint))
            : db.People.Where(p => phone.Contains(p.PhoneFingerprint));
        return await found.Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancel);
    }

    private async Task<Guid?> WelcomeAsync(string number, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // Until they say what they want to be called.
        var person = PersonOnFile.Of(Guid.CreateVersion7(now), Person.Nameless(number), ClosedPhone.Of(box, number), now);
        db.People.Add(person);
        db.SignIns.Add(SignIn.Of(person.Id));
        db.Record(
            new TrailEntry("person", person.Id, null, "person.first-sign-in", new Viewer(person.Id, "", []), now));
        await db.SaveAsync(cancel);
        return person.Id;
    }
}
