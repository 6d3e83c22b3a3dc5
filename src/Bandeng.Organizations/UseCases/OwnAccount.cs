using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>What everyone may do with their own account.</summary>
internal sealed class OwnAccount(BandengDb db, Passwords passwords, TimeProvider clock)
{
    /// <summary>The trail's action for a new name.</summary>
    private const string Renamed = "person.rename";

    private const int NamesADay = 3;

    /// <summary>
    /// A name with a proven telephone opens what is held about somebody: nobody tries one name after the other.
    /// Refused with <c>person.name</c>, or <c>person.renames</c> after three a day.
    /// </summary>
    public async Task<Result<Person>> RenameAsync(Guid me, string? name, CancellationToken cancel)
    {
        if (!PersonFields.ReadName(name).TryGet(out var read, out var refusal))
        {
            return refusal;
        }

        var person = await db.People.SingleAsync(p => p.Id == me, cancel);
        if (person.DisplayName == read)
        {
            return new Person(me, read);
        }

        var now = clock.GetUtcNow();
        if (await RenamedAsync(me, now.AddDays(-1), cancel) >= NamesADay)
        {
            return new Refusal(
                RefusalKind.TooOften, "person.renames", $"A name is changed {NamesADay} times a day at most.");
        }

        person.Rename(read);
        db.Record(new TrailEntry("person", me, null, Renamed, new Viewer(me, "", []), now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new Person(me, read) : Refusals.Overtaken;
    }

    private Task<long> RenamedAsync(Guid me, DateTimeOffset since, CancellationToken cancel) => db.RowAsync<long>(
        """
        select count(*) from trail_events
        where subject_id = @me and subject_kind = 'person' and action = @action and at > @since
        """,
        new { me, action = Renamed, since },
        cancel);

    /// <summary>
    /// The old password first, where there is one; then everything else that is signed in is signed out.
    /// </summary>
    public async Task<Result<SignIn>> ChangePasswordAsync(
        Guid me, string? old, string? password, CancellationToken cancel)
    {
        if (Passwords.Refuse(password) is { } refusal)
        {
            return refusal;
        }

        var before = await db.SignIns.AsNoTracking().SingleAsync(s => s.PersonId == me, cancel);
        if (before.PasswordHash is null || !await passwords.CheckAsync(before, old, cancel))
        {
            return new Refusal(RefusalKind.Invalid, "password.old", "The old password is not right.");
        }

        return await ChangeAsync(me, signIn => passwords.Set(signIn, password!), cancel);
    }

    public Task<SignIn> SignOutEverywhereAsync(Guid me, CancellationToken cancel) =>
        ChangeAsync(me, signIn => signIn.SignOutEverywhere(), cancel);

    private async Task<SignIn> ChangeAsync(Guid me, Action<SignIn> change, CancellationToken cancel)
    {
        var signIn = await db.SignIns.SingleAsync(s => s.PersonId == me, cancel);
        change(signIn);
        await db.SaveAsync(cancel);
        return signIn;
    }
}
