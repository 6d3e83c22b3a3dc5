using System.Text;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations;

/// <summary>A mail address as it is stored: of ASCII letters, small, as every known provider takes it.</summary>
/// <remarks>
/// RFC 5321, 4.1.2 (dot-string alone) and 4.5.3.1 (lengths). Quoted local parts and SMTPUTF8 are refused.
/// </remarks>
public static partial class Mailbox
{
    private const int LocalMax = 64;
    private const int Max = 254;

    /// <summary>What an address that cannot exist is answered.</summary>
    public static Refusal Unreadable { get; } = new(
        RefusalKind.Invalid, "mail.unreadable", "A mail address has a name, an @ and a domain: name@example.cn.");

    /// <summary>Reads an address as typed; spaces around it, width and case are ignored.</summary>
    public static Result<string> Normalize(string? typed)
    {
        var address = (typed ?? "").Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        return address.Length <= Max && address.IndexOf('@', StringComparison.Ordinal) <= LocalMax
            && Shape().IsMatch(address)
            ? address
            : Unreadable;
    }

    /// <summary><c>l***@example.cn</c>; null for none.</summary>
    public static string? Mask(string? address) =>
        address is null ? null : $"{address[0]}***{address[address.IndexOf('@', StringComparison.Ordinal)..]}";

    private const string Atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private const string Label = @"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.";

    [GeneratedRegex($@"^{Atom}(\.{Atom})*@({Label})+[a-z][a-z0-9-]{{0,61}}[a-z0-9]\z")]
    private static partial Regex Shape();
}

/// <summary>A mail address as it lies in a table.</summary>
/// <param name="Cipher">Closed with the installation's keys.</param>
/// <param name="Fingerprint">For exact look-up.</param>
internal sealed record ClosedMail(string Cipher, string Fingerprint)
{
    /// <param name="address">As <see cref="Mailbox.Normalize"/> gives it.</param>
    public static ClosedMail Of(SecretBox box, string address) =>
        new(box.Protect(address), FingerprintOf(box, address));

    /// <summary>What stands before an address when its fingerprint is taken: a number is never an address.</summary>
    public const string Before = "mail ";

    public static string FingerprintOf(SecretBox box, string address) => box.Fingerprint(Before + address);

    /// <summary>Under which fingerprints the address may stand.</summary>
    public static string[] FingerprintsOf(SecretBox box, string address) => box.Fingerprints(Before + address);
}
