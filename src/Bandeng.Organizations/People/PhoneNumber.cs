using System.Text;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations;

/// <summary>
/// A telephone number of the mainland as it is stored: a mobile of 11 digits, or a landline with its area code and
/// leading zero. Digits alone; what people put between and before them is dropped.
/// </summary>
/// <remarks>
/// Lengths and first digits: the Telecommunication Network Numbering Plan (2017), as commonly published.
/// </remarks>
public static partial class PhoneNumber
{
    /// <summary>What a number that cannot exist is answered.</summary>
    public static Refusal Unreadable { get; } = new(
        RefusalKind.Invalid, "phone.unreadable", "A mobile number of 11 digits, or a landline with its area code.");

    /// <summary>Reads a number as typed; spaces, dashes, brackets and +86 or 0086 are ignored.</summary>
    public static Result<string> Normalize(string? typed)
    {
        var digits = Between().Replace((typed ?? "").Normalize(NormalizationForm.FormKC), "");
        var national = Country().Replace(digits, "");
        var abroad = national.Length != digits.Length;
        // Dialled from abroad, a landline loses the zero of its area code.
        var number = abroad && !Mobile().IsMatch(national) && !national.StartsWith('0') ? $"0{national}" : national;
        return Mobile().IsMatch(number) || Landline().IsMatch(number) ? number : Unreadable;
    }

    /// <summary>
    /// The first number among what else was sent: extensions, a second one, whose it is. Null where there is none.
    /// </summary>
    public static string? FirstIn(string? sent) => Normalize(sent).TryGet(out var whole, out _)
        ? whole
        : Candidate().Matches((sent ?? "").Normalize(NormalizationForm.FormKC))
            .Select(match => Normalize(match.Value).TryGet(out var number, out _) ? number : null)
            .FirstOrDefault(number => number is not null);

    /// <summary>What a closed text is found by: its first number; all of it where it holds none.</summary>
    public static string MarkOf(string sent) => FirstIn(sent) ?? sent;

    [GeneratedRegex(@"[\s\-‐‑–—.()·]")]
    private static partial Regex Between();

    [GeneratedRegex(@"^(\+86|0086|86(?=1[3-9]\d{9}$))")]
    private static partial Regex Country();

    [GeneratedRegex(@"(?<![0-9])((\+|00)?86[\s-]?)?(1[3-9][0-9][\s-]?[0-9]{4}[\s-]?[0-9]{4}|0[0-9]{2,3}[\s-]?[2-9][0-9]{6,7})(?![0-9])")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^1[3-9][0-9]{9}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0(10|2[0-9])[2-9][0-9]{7}$|^0[3-9][0-9]{2}[2-9][0-9]{6,7}$")]
    private static partial Regex Landline();
}

/// <summary>A number as it lies in a table.</summary>
/// <param name="Cipher">Closed with the installation's keys.</param>
/// <param name="Fingerprint">For exact look-up of its first number.</param>
public sealed record ClosedPhone(string Cipher, string Fingerprint)
{
    /// <param name="number">As <see cref="PhoneNumber.Normalize"/> gives it, or as <see cref="SentNumbers.Gather"/>
    /// does.</param>
    public static ClosedPhone Of(SecretBox box, string number) =>
        new(box.Protect(number), box.Fingerprint(PhoneNumber.MarkOf(number)));
}
