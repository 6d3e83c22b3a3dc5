using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// Time-based codes of six digits, 30 seconds a step, SHA-1: RFC 6238 as authenticator apps speak it.
/// </summary>
internal static class Totp
{
    private const int KeyBytes = 20;
    private const long StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key in Base32, as apps read it.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Alphabet, KeyBytes * 8 / 5);

    /// <summary>The step whose code this is, one step of a slow or fast clock allowed; null for a wrong code.</summary>
    public static long? Match(string key, string? code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes((code ?? "").Replace(" ", "", StringComparison.Ordinal));
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(CodeAt(key, step))))
            {
                return step;
            }
        }

        return null;
    }

    public static string CodeAt(string key, DateTimeOffset now) => CodeAt(key, now.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>The address an authenticator app reads from the QR code.</summary>
    public static string Address(string key, string name) =>
        $"otpauth://totp/Bandeng:{Uri.EscapeDataString(name)}?secret={key}&issuer=Bandeng&digits=6&period={StepSeconds}";

    // Section 5.3 of RFC 4226: the low 4 bits of the last byte say where the 31 bits of the code begin.
    private static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The RFC's default, and the only hash every app knows; as an HMAC it is not broken.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var value = Alphabet.IndexOf(text[bit / 5], StringComparison.Ordinal);
            bytes[bit / 8] |= (byte)((value >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }

        return bytes;
    }
}
