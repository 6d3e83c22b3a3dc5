using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Bandeng.Kernel.Secrets;

/// <summary>
/// Keeps short personal data closed at rest: telephone numbers, two-factor keys. The keys lie in the data folder,
/// never in the database, so that a stolen copy of the tables tells nobody's number.
/// </summary>
/// <remarks>
/// <c>./bandeng keys rotate</c> makes a new key while the site serves. Until everything is closed anew, the same number
/// may stand under two fingerprints: who writes takes <see cref="Fingerprint"/>, who looks for something <see
/// cref="Fingerprints"/>.
/// </remarks>
public sealed class SecretBox(IDataProtectionProvider protection, DataFolder folder, SecretKeys keys)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Mark = "bk";

    /// <summary>The file of key 0 for finding.</summary>
    internal const string FirstName = "fingerprint.key";

    private readonly IDataProtector _first = protection.CreateProtector("bandeng.secrets");
    private readonly Lazy<byte[]> _firstForFinding = new(() => FirstForFinding(folder));

    /// <summary>How everything begins that was closed under a key; empty for key 0.</summary>
    internal static string PrefixOf(int number) =>
        number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}.");

    /// <summary>The text closed; the same text closes differently each time.</summary>
    public string Protect(string text) => keys.Current is { } key ? Close(key, text) : _first.Protect(text);

    /// <summary>
    /// The text again, or null when there is none or its key is lost: a page without a number is still a page.
    /// </summary>
    public string? Unprotect(string? cipher)
    {
        try
        {
            return cipher is null ? null
                : NumberOf(cipher) is { } number ? keys.Find(number) is { } key ? Open(key, cipher) : null
                : _first.Unprotect(cipher);
        }
        catch (Exception spoilt) when (spoilt is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A keyed hash: equal texts are found without being opened. For what is written.</summary>
    public string Fingerprint(string text) => FingerprintUnder(keys.Current, text);

    /// <summary>
    /// Under which fingerprints the text may stand; the one that would be written now comes first. For what is looked
    /// for.
    /// </summary>
    public string[] Fingerprints(string text) =>
        [.. keys.Alive().Where(number => number > 0 || HasFirst)
            .Select(number => FingerprintUnder(keys.Find(number), text))];

    /// <summary>The same for what is never written anew, because only its fingerprint is kept.</summary>
    public string[] FingerprintsEver(string text) =>
        [.. keys.All.Prepend(null).Reverse().Where(key => key is not null || HasFirst)
            .Select(key => FingerprintUnder(key, text))];

    /// <summary>Whether something may still stand under an older key.</summary>
    public bool IsRotating => keys.Alive().Skip(1).Any();

    /// <summary>Of each fingerprint under which these texts may stand, the one that would be written now.</summary>
    public IReadOnlyDictionary<string, string> Now(IEnumerable<string> texts)
    {
        var now = new Dictionary<string, string>();
        foreach (var marks in texts.Distinct().Select(Fingerprints))
        {
            foreach (var mark in marks)
            {
                now[mark] = marks[0];
            }
        }

        return now;
    }

    // Thrown away, it must not come back by being asked for.
    private bool HasFirst => keys.Current is null || File.Exists(Path.Combine(folder.Path, "keys", FirstName));

    private static int? NumberOf(string cipher)
    {
        var end = cipher.StartsWith(Mark, StringComparison.Ordinal)
            ? cipher.IndexOf('.', StringComparison.Ordinal)
            : -1;
        return end > 0
            && int.TryParse(
                cipher.AsSpan(Mark.Length, end - Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number)
            ? number
            : null;
    }

    private string FingerprintUnder(SecretKey? key, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return key is null
            ? Convert.ToHexString(HMACSHA256.HashData(_firstForFinding.Value, bytes))
            : PrefixOf(key.Number) + Convert.ToHexString(HMACSHA256.HashData(key.ForFinding(), bytes));
    }

    // AES-256-GCM: nonce, closed text, tag.
    private static string Close(SecretKey key, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var closed = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = closed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.ForClosing(), TagBytes);
        aes.Encrypt(nonce, plain, closed.AsSpan(NonceBytes, plain.Length), closed.AsSpan(NonceBytes + plain.Length));
        return PrefixOf(key.Number) + Base64Url.EncodeToString(closed);
    }

    private static string Open(SecretKey key, string cipher)
    {
        var closed = Base64Url.DecodeFromChars(cipher.AsSpan(PrefixOf(key.Number).Length));
        if (closed.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short.");
        }

        var plain = new byte[closed.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key.ForClosing(), TagBytes);
        aes.Decrypt(
            closed.AsSpan(0, NonceBytes), closed.AsSpan(NonceBytes, plain.Length),
            closed.AsSpan(NonceBytes + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] FirstForFinding(DataFolder folder)
    {
        var file = Path.Combine(folder.Inside("keys"), FirstName);
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
        using (var stream = Backups.Files.OwnerOnly(aside))
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
