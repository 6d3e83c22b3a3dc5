namespace Bandeng.Organizations.Messages;

/// <summary>Gives each message to who carries its channel; what has no carrier lies in the folder.</summary>
internal sealed class Carriers(FolderSender folder, CallSender calls, MailSetting? mail) : IMessageSender
{
    private readonly SmtpSender? _mail = mail is null ? null : new SmtpSender(mail);

    public Task SendAsync(OutgoingMessage message, CancellationToken cancel) => message.Channel switch
    {
        MessageChannel.Hook => calls.SendAsync(message, cancel),
        MessageChannel.Mail when _mail is not null => _mail.SendAsync(message, cancel),
        _ => folder.SendAsync(message, cancel),
    };
}
