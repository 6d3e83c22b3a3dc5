namespace Bandeng.Organizations;

/// <summary>How a message leaves the house.</summary>
public enum MessageChannel
{
    Sms,
    Mail,

    /// <summary>A call to another system.</summary>
    Hook,
}

/// <summary>A message on its way: to whom, with which words. The first line of a mail is its subject.</summary>
/// <param name="Id">Stays the same when it is tried again: who has it already knows it by this.</param>
public sealed record OutgoingMessage(Guid Id, MessageChannel Channel, string Recipient, string Text, DateTimeOffset At)
{
    /// <summary>What it is about: <c>matter.Dispatch</c>, <c>text</c>.</summary>
    public string Kind { get; init; } = "text";

    /// <summary>What a call to another system is signed with.</summary>
    public string? Secret { get; init; }
}

/// <summary>Hands messages to whoever carries them: an operator's gateway, a mail server, a folder.</summary>
public interface IMessageSender
{
    /// <summary>Hands one over; an exception leaves it waiting for the next round.</summary>
    Task SendAsync(OutgoingMessage message, CancellationToken cancel);
}
