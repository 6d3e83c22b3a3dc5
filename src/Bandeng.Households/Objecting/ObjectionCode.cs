using System.Security.Cryptography;

namespace Bandeng.Households.Objecting;

/// <summary>查询码 of an objection, written <c>7K3M4-TQ9XB</c>: ten random characters without look-alikes.</summary>
internal static class ObjectionCode
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 10;

    /// <summary>A new code, one of 800 million million.</summary>
    public static string Create() => Show(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>
    /// What somebody typed, as a code: case, spaces and dashes do not matter. Null when it cannot be one.
    /// </summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? Show(code) : null;
    }

    private static string Show(string code) => $"{code[..5]}-{code[5..]}";
}
