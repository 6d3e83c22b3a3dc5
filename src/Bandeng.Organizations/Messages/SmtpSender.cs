using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Hands mails to a mail server by SMTP. Gives up when it is told to: a server that hangs holds nobody.
/// </summary>
internal sealed class SmtpSender(MailSetting setting) : IMessageSender
{
    public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient(setting.Host, setting.Port)
        {
            EnableSsl = !setting.IsPlain,
            Credentials = setting.Name is null ? null : new NetworkCredential(setting.Name, setting.Password),
        };
        using var mail = Of(message);
        await client.SendMailAsync(mail, cancel);
    }

    private MailMessage Of(OutgoingMessage message)
    {
        var (subject, body) = message.Text.Split('\n', 2) switch
        {
            [var first, var rest] => (first.Trim(), rest.TrimStart('\n')),
            _ => (message.Text, message.Text),
        };
        var mail = new MailMessage(setting.From, message.Recipient)
        {
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            Body = body,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        // The same when it is tried again, so that a second copy can be told.
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@{mail.From!.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }
}
