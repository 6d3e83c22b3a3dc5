using System.Security.Cryptography;

namespace Bandeng.Matters.Life;

/// <summary>
/// 查询码: seven random characters and a check character, written <c>7K3M-4TQ9</c>. Read aloud and copied by hand, so
/// look-alikes (0 O, 1 I L) are left out; 31 characters are a prime number, so a weighted sum finds every wrong
/// character and every swap of two.
/// </summary>
public static class EnquiryCode
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 8;

    /// <summary>A new code, one of 27 thousand million.</summary>
    public static string Create()
    {
        var body = RandomNumberGenerator.GetString(Alphabet, Length - 1);
        return Show(body + CheckOf(body));
    }

    /// <summary>
    /// What somebody typed, as a code: case, spaces and dashes do not matter. Null when it cannot be one.
    /// </summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) && CheckOf(code[..^1]) == code[^1]
            ? Show(code)
            : null;
    }

    private static char CheckOf(string body) =>
        Alphabet[body.Select((letter, place) => Alphabet.IndexOf(letter, StringComparison.Ordinal) * (place + 1)).Sum() % Alphabet.Length];

    private static string Show(string code) => $"{code[..4]}-{code[4..]}";
}
