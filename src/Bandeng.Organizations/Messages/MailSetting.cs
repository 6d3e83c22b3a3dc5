using Bandeng.Kernel.CommandLine;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// The mail server, from the setting <c>BANDENG_MAIL</c>: <c>smtp://name:password@host:587?from=post@example.cn</c>
/// speaks STARTTLS and refuses to go on without it; <c>smtp+plain://</c> is for a server on the same machine.
/// </summary>
public sealed record MailSetting(string Host, int Port, string From, bool IsPlain)
{
    /// <summary>The name of the setting.</summary>
    public const string Key = "BANDENG_MAIL";

    private const int Submission = 587;

    public string? Name { get; init; }

    public string? Password { get; init; }

    /// <summary>Reads the setting; null where there is none.</summary>
    /// <exception cref="MistakeException"><c>mail.setting</c>: it cannot be read.</exception>
    public static MailSetting? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtp+plain")
            || FromIn(uri.Query) is not { } from || !System.Net.Mail.MailAddress.TryCreate(from, out _))
        {
            // Named without its text, which holds a password.
            throw new MistakeException("mail.setting", $"{Key} is smtp://name:password@host:587?from=address.");
        }

        var who = uri.UserInfo.Split(':', 2);
        return new MailSetting(
            uri.Host, uri.IsDefaultPort || uri.Port < 0 ? Submission : uri.Port, from, uri.Scheme == "smtp+plain")
        {
            Name = who[0].Length == 0 ? null : Uri.UnescapeDataString(who[0]),
            Password = who.Length < 2 ? null : Uri.UnescapeDataString(who[1]),
        };
    }

    private static string? FromIn(string query) =>
        query.StartsWith("?from=", StringComparison.Ordinal) ? Uri.UnescapeDataString(query[6..]) : null;
}
