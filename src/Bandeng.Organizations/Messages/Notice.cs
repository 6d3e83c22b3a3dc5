namespace Bandeng.Organizations.Messages;

/// <summary>One line in a person's notices.</summary>
internal sealed class Notice
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Link { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>A short message that waits to leave the house; number and words are closed.</summary>
internal sealed class OutboxMessage
{
    public Guid Id { get; init; }

    public MessageChannel Channel { get; init; }

    public string Recipient { get; init; } = "";

    public string Message { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public long Attempts { get; set; }
}
