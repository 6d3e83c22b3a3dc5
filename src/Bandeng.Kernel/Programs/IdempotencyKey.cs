using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Kernel.Programs;

/// <summary>
/// <c>Idempotency-Key</c>: a program that does not make ids says in the header that this is the same request again. Of
/// the key and of who sends it an id is made, so that the second finds what the first has made.
/// </summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int Most = 200;
    private const int Version8 = 0x80;
    private const int Variant = 0x80;

    private static readonly Refusal Wrong = new(
        RefusalKind.Invalid, "request.idempotency-key", "Idempotency-Key is one value of 1 to 200 visible characters.");

    /// <summary>The id that the header stands for; empty without one.</summary>
    /// <param name="what">What is made with it, and where: the same key elsewhere is another.</param>
    /// <param name="secret">The secret of an anonymous sender, or null.</param>
    public static Result<Guid> IdOf(HttpRequest request, Viewer viewer, string what, string? secret = null)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return Guid.Empty;
        }

        if (values is not [{ Length: > 0 and <= Most } key] || key.Any(letter => letter is <= ' ' or > '~'))
        {
            return Wrong;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{what}\n{viewer.PersonId}\n{secret}\n{key}"));
        hash[6] = (byte)((hash[6] & 0x0F) | Version8);
        hash[8] = (byte)((hash[8] & 0x3F) | Variant);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
