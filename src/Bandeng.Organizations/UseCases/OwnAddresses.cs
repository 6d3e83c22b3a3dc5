using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Where a person is reached. A new number or mail address counts once the code sent to it was typed in: nobody takes
/// another's.
/// </summary>
internal sealed class OwnAddresses(BandengDb db, SignInCodes codes, SecretBox box, TimeProvider clock)
{
    private static readonly Refusal MailTaken = new(
        RefusalKind.Conflict, "mail.taken", "Another person has this mail address.");

    public async Task<Result<Person>> CallAtAsync(Guid me, string number, string? code, CancellationToken cancel) =>
        (await codes.TakeAsync(number, code, cancel)).TryGet(out _, out var refusal)
            ? await ChangeAsync(
                me, person => person.CallAt(ClosedPhone.Of(box, number)), PersonFields.PhoneTaken, cancel)
            : refusal;

    public async Task<Result<Person>> WriteToAsync(Guid me, string address, string? code, CancellationToken cancel)
    {
        if (!(await codes.TakeAsync(address, code, cancel)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        Record(me, "person.mail");
        return await ChangeAsync(me, person => person.WriteTo(ClosedMail.Of(box, address)), MailTaken, cancel);
    }

    /// <summary>Twice changes nothing.</summary>
    public async Task<Result<Person>> ForgetMailAsync(Guid me, CancellationToken cancel)
    {
        Record(me, "person.no-mail");
        return await ChangeAsync(me, person => person.WriteTo(null), Refusals.Overtaken, cancel);
    }

    private async Task<Result<Person>> ChangeAsync(
        Guid me, Action<PersonOnFile> change, Refusal taken, CancellationToken cancel)
    {
        var person = await db.People.SingleAsync(p => p.Id == me, cancel);
        change(person);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new Person(me, person.DisplayName) : taken;
    }

    // That it was changed, never to what.
    private void Record(Guid me, string action) =>
        db.Record(new TrailEntry("person", me, null, action, new Viewer(me, "", []), clock.GetUtcNow()));
}
