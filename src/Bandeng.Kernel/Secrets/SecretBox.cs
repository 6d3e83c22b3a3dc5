using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Bandeng.Kernel.Secrets;

/// <summary>
/// Keeps short personal data closed at rest: telephone numbers, two-factor keys. The keys lie in the data folder,
/// never in the database, so that a stolen copy of the tables tells nobody's number.
/// </summary>
public sealed class SecretBox(IDataProtectionProvider protection, DataFolder folder)
{
    private const int KeyBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("bandeng.secrets");
    private readonly Lazy<byte[]> _fingerprintKey = new(() => FingerprintKey(folder));

    /// <summary>The text closed; the same text closes differently each time.</summary>
    public string Protect(string text) => _protector.Protect(text);

    /// <summary>The text again, or null when there is none or its key is lost: a page without a number is still a page.</summary>
    public string? Unprotect(string? cipher)
    {
        try
        {
            return cipher is null ? null : _protector.Unprotect(cipher);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>HMAC-SHA256 in hex under a key of this installation: equal texts are found without being opened.</summary>
    public string Fingerprint(string text) =>
        Convert.ToHexString(HMACSHA256.HashData(_fingerprintKey.Value, Encoding.UTF8.GetBytes(text)));

    private static byte[] FingerprintKey(DataFolder folder)
    {
        var file = Path.Combine(folder.Inside("keys"), "fingerprint.key");
        if (!File.Exists(file))
        {
            Create(file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes ? key : throw new InvalidOperationException($"{file} is not a key of 32 bytes.");
    }

    // Written aside and moved: of two hosts starting at once, the first to move wins and both read the same key.
    private static void Create(string file)
    {
        var aside = $"{file}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        }

        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
