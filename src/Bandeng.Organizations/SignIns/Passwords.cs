using Bandeng.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.SignIns;

/// <summary>Hashes and checks passwords with the hasher of ASP.NET Core Identity.</summary>
internal sealed class Passwords(BandengDb db, Tries tries, IPasswordHasher<SignIn> hasher)
{
    private static readonly SignIn Stranger = SignIn.Of(Guid.Empty);

    // Compared with when nobody has the name, so that the answer takes as long.
    private static readonly string StrangersHash = new PasswordHasher<SignIn>().HashPassword(Stranger, "nobody's");

    /// <summary>What is wrong with a new password, or null.</summary>
    public static Refusal? Refuse(string? password) => password is null or { Length: < SignIn.PasswordMin or > 200 }
        ? new Refusal(RefusalKind.Invalid, "password.short", "A password has at least 8 characters.")
        : null;

    public void Set(SignIn signIn, string password) => signIn.SetPassword(hasher.HashPassword(signIn, password));

    /// <summary>
    /// The sign-in whose name and password these are; null for a wrong name, a wrong password and a locked one.
    /// </summary>
    public async Task<SignIn?> CheckAsync(string? userName, string? password, CancellationToken cancel)
    {
        var name = SignIn.NormalizeName(userName ?? "");
        var signIn = await db.SignIns.AsNoTracking().SingleOrDefaultAsync(s => s.NormalizedUserName == name, cancel);
        return await CheckAsync(signIn, password, cancel) ? signIn : null;
    }

    /// <summary>Whether the password is this sign-in's; counts as a try.</summary>
    public async Task<bool> CheckAsync(SignIn? signIn, string? password, CancellationToken cancel)
    {
        var counted = signIn is not null && await tries.CountAsync(signIn.PersonId, cancel);
        var right = hasher.VerifyHashedPassword(
            signIn ?? Stranger, signIn?.PasswordHash ?? StrangersHash,
            password ?? "") is not PasswordVerificationResult.Failed;
        if (!counted || !right || signIn?.PasswordHash is null)
        {
            return false;
        }

        // With a second factor the tries go on counting until it has been shown.
        if (!signIn.TwoFactorEnabled)
        {
            await tries.ForgetAsync(signIn.PersonId, cancel);
        }

        return true;
    }
}
