using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// How a person signs in: a name and password, a code to the telephone, a second factor. One to a person.
/// </summary>
internal sealed class SignIn
{
    public const int UserNameMax = 40;
    public const int PasswordMin = 8;

    public Guid PersonId { get; private init; }

    /// <summary>Null for those who only sign in by a code.</summary>
    public string? UserName { get; private set; }

    public string? NormalizedUserName { get; private set; }

    public string? PasswordHash { get; private set; }

    /// <summary>Every session knows with which it was opened; a new one ends them all.</summary>
    public string SecurityStamp { get; private set; } = NewStamp();

    /// <summary>Tries since the last success; counted by one SQL statement before a password is looked at.</summary>
    public long AccessFailedCount { get; private set; }

    public DateTimeOffset? LockoutEnd { get; private set; }

    /// <summary>Since when an administrator has locked it; nothing signs in then.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>Closed with the installation's keys.</summary>
    public string? TwoFactorKey { get; private set; }

    public bool TwoFactorEnabled { get; private set; }

    /// <summary>The last step a code was taken for: each code counts once.</summary>
    public long TwoFactorStep { get; private set; }

    public static SignIn Of(Guid personId) => new() { PersonId = personId };

    /// <summary>Names differ by letters, not by case or width.</summary>
    public static string NormalizeName(string userName) =>
        userName.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    public void CallIt(string userName) => (UserName, NormalizedUserName) = (userName.Trim(), NormalizeName(userName));

    public void SetPassword(string hash)
    {
        (PasswordHash, AccessFailedCount, LockoutEnd) = (hash, 0, null);
        SignOutEverywhere();
    }

    public void SignOutEverywhere() => SecurityStamp = NewStamp();

    public void Lock(DateTimeOffset? since)
    {
        LockedAt = since;
        SignOutEverywhere();
    }

    public void EnableTwoFactor(string closedKey, long step)
    {
        (TwoFactorKey, TwoFactorEnabled, TwoFactorStep) = (closedKey, true, step);
        SignOutEverywhere();
    }

    public void DisableTwoFactor()
    {
        (TwoFactorKey, TwoFactorEnabled, TwoFactorStep) = (null, false, 0);
        SignOutEverywhere();
    }
}

/// <summary>A recovery code of the second factor, hashed; counts once.</summary>
internal sealed class RecoveryCode
{
    public Guid PersonId { get; init; }

    public string Hash { get; init; } = "";

    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>A code that was sent to a telephone or a mail address, hashed.</summary>
internal sealed class SignInCode
{
    public Guid Id { get; init; }

    /// <summary>Fingerprint of the number or mail address.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Whose it was when the code was asked for.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Fingerprint of the network address that asked.</summary>
    public string Address { get; init; } = "";

    /// <summary>Empty where nothing was sent: no code fits.</summary>
    public string Hash { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public long Attempts { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
