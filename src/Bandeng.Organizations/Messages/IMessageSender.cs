namespace Bandeng.Organizations;

/// <summary>How a message leaves the house.</summary>
public enum MessageChannel
{
    Sms,
    Mail,
}

/// <summary>A message on its way: to whom, with which words.</summary>
public sealed record OutgoingMessage(Guid Id, MessageChannel Channel, string Recipient, string Text, DateTimeOffset At);

/// <summary>Hands messages to whoever carries them: an operator's gateway, a mail server, a folder.</summary>
public interface IMessageSender
{
    /// <summary>Hands one over; an exception leaves it waiting for the next round.</summary>
    Task SendAsync(OutgoingMessage message, CancellationToken cancel);
}
