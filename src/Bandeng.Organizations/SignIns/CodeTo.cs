using System.Text;
using Bandeng.Kernel;

namespace Bandeng.Organizations.SignIns;

/// <summary>Where a code goes: a telephone number or a mail address, as <see cref="Read"/> gives it.</summary>
/// <param name="PersonId">Whose it is; null for nobody's yet.</param>
/// <param name="IsDeaf">Nothing is sent, and who asks cannot tell: a mail address that is nobody's.</param>
internal sealed record CodeTo(string Address, Guid? PersonId = null, bool IsDeaf = false)
{
    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "sign-in.to", "A telephone number, or a mail address such as name@example.cn.");

    public MessageChannel Channel => IsMail(Address) ? MessageChannel.Mail : MessageChannel.Sms;

    /// <summary>Reads what was typed as the one or the other.</summary>
    public static Result<string> Read(string? typed) =>
        string.IsNullOrWhiteSpace(typed)
            ? Unreadable
            : IsMail(typed) ? Mailbox.Normalize(typed)
            : PhoneNumber.Normalize(typed);

    public static bool IsMail(string address) =>
        address.Normalize(NormalizationForm.FormKC).Contains('@', StringComparison.Ordinal);
}
