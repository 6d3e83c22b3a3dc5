using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.SignIns;

/// <summary>A code from the authenticator app, or one of the recovery codes; each counts once.</summary>
internal sealed class SecondFactor(BandengDb db, SecretBox box, Tries tries, TimeProvider clock)
{
    private const int RecoveryCodes = 8;

    /// <summary>Nothing that is mistaken for another when it is read off paper.</summary>
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static readonly Refusal Wrong = new(RefusalKind.Invalid, "two-factor.wrong", "This code is not right.");

    /// <summary>The sign-in, when the code is right.</summary>
    public async Task<Result<SignIn>> CheckAsync(Guid personId, string? code, CancellationToken cancel)
    {
        var signIn = await db.SignIns.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == personId, cancel);
        if (signIn is not { TwoFactorEnabled: true } || !await tries.CountAsync(personId, cancel)
            || !(await TakeCodeAsync(signIn, code, cancel) || await TakeRecoveryCodeAsync(personId, code, cancel)))
        {
            return Wrong;
        }

        await tries.ForgetAsync(personId, cancel);
        return signIn;
    }

    /// <summary>
    /// Switches the second factor on once the app has shown that it knows the key; tells the recovery codes once.
    /// </summary>
    public async Task<Result<IReadOnlyList<string>>> EnableAsync(
        Guid personId, string key, string? code, CancellationToken cancel)
    {
        if (Totp.Match(key, code, clock.GetUtcNow()) is not { } step)
        {
            return Wrong;
        }

        var signIn = await db.SignIns.SingleAsync(s => s.PersonId == personId, cancel);
        signIn.EnableTwoFactor(box.Protect(key), step);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes)
            .Select(_ => RandomNumberGenerator.GetString(Letters, 10))];
        await db.RecoveryCodes.Where(recovery => recovery.PersonId == personId).ExecuteDeleteAsync(cancel);
        db.RecoveryCodes.AddRange(
            codes.Select(text => new RecoveryCode { PersonId = personId, Hash = HashOf(personId, text) }));
        await db.SaveAsync(cancel);
        return codes;
    }

    public Task<bool> IsOnAsync(Guid personId, CancellationToken cancel) =>
        db.SignIns.AnyAsync(s => s.PersonId == personId && s.TwoFactorEnabled, cancel);

    public async Task DisableAsync(Guid personId, CancellationToken cancel)
    {
        (await db.SignIns.SingleAsync(s => s.PersonId == personId, cancel)).DisableTwoFactor();
        await db.RecoveryCodes.Where(recovery => recovery.PersonId == personId).ExecuteDeleteAsync(cancel);
        await db.SaveAsync(cancel);
    }

    private async Task<bool> TakeCodeAsync(SignIn signIn, string? code, CancellationToken cancel) =>
        box.Unprotect(signIn.TwoFactorKey) is { } key
        && Totp.Match(key, code, clock.GetUtcNow()) is { } step
        && await db.ExecuteAsync(
            "update sign_ins set two_factor_step = @step where person_id = @PersonId and two_factor_step < @step",
            new { step, signIn.PersonId },
            cancel) == 1;

    private async Task<bool> TakeRecoveryCodeAsync(Guid personId, string? code, CancellationToken cancel) =>
        await db.ExecuteAsync(
            $"update recovery_codes set used_at = @now where person_id = @personId and {db.In("hash", "hashes")} and used_at is null",
            new { now = clock.GetUtcNow(), personId, hashes = box.FingerprintsEver(Said(personId, code ?? "")) },
            cancel) == 1;

    private string HashOf(Guid personId, string code) => box.Fingerprint(Said(personId, code));

    private static string Said(Guid personId, string code) =>
        $"recovery {personId} {code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant()}";
}
