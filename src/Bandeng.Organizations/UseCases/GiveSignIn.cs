using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A person is given a name and a password to sign in with, or a new password; signs out what was signed in.
/// </summary>
internal sealed class GiveSignIn(BandengDb db, Reach reach, Passwords passwords, TimeProvider clock)
{
    public sealed record Request(Guid PersonId, string? UserName, string? Password);

    public async Task<Result<Person>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (Refuse(request) is { } refusal
            || !(await reach.PersonAsync(request.PersonId, by, cancel)).TryGet(out var person, out refusal))
        {
            return refusal;
        }

        var signIn = await db.SignIns.SingleOrDefaultAsync(s => s.PersonId == request.PersonId, cancel);
        if (signIn is null)
        {
            db.SignIns.Add(signIn = SignIn.Of(request.PersonId));
        }

        signIn.CallIt(request.UserName!);
        passwords.Set(signIn, request.Password!);
        db.Record(new TrailEntry(
            "person", request.PersonId, null, "sign-in.give", by.ActingAnywhere(), clock.GetUtcNow()));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Person(person.Id, person.DisplayName)
            : new Refusal(RefusalKind.Conflict, "user-name.taken", "Somebody else signs in with this name.");
    }

    private static Refusal? Refuse(Request request) =>
        (request.UserName ?? "").Trim() is not { Length: >= 2 and <= SignIn.UserNameMax } name
            || name.Any(char.IsWhiteSpace)
            ? new Refusal(
                RefusalKind.Invalid, "user-name.unfit", "A sign-in name has 2 to 40 characters and no spaces.")
            : Passwords.Refuse(request.Password);
}
