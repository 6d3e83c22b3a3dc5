using Bandeng.Organizations.Messages;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.SignIns;

/// <summary>Hands codes to the sender at once, past the outbox: somebody waits for them.</summary>
internal sealed partial class CodeSender(IMessageSender sender, OutboxPace pace, ILogger<CodeSender> log)
{
    public Task SendAsync(Guid id, CodeTo to, string code, DateTimeOffset now, CancellationToken cancel)
    {
        if (to.Channel is MessageChannel.Sms)
        {
            return sender.SendAsync(
                new(id, MessageChannel.Sms, to.Address, $"【板凳】登录验证码 {code}，10 分钟内有效。不要告诉别人。", now), cancel);
        }

        // Not waited for: a mail server takes its time, and who is sent nothing would be known by the quick answer.
        _ = MailAsync(new(
            id, MessageChannel.Mail, to.Address, $"【板凳】验证码\n\n验证码 {code}，10 分钟内有效。不要告诉别人。\n不是您要的，不用理会。", now));
        return Task.CompletedTask;
    }

    private async Task MailAsync(OutgoingMessage message)
    {
        using var patience = new CancellationTokenSource(pace.Patience);
        try
        {
            await sender.SendAsync(message, patience.Token).WaitAsync(pace.Patience);
        }
        catch (Exception failure)
        {
            Lost(log, DeliveryError.Of(failure));
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "A code by mail did not leave ({Error}); it has to be asked for again.")]
    private static partial void Lost(ILogger log, string error);
}
