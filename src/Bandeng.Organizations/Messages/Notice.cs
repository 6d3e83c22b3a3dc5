using Bandeng.Kernel;

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

/// <summary>A message that waits to leave the house; recipient and words are closed.</summary>
internal sealed class OutboxMessage
{
    public Guid Id { get; init; }

    public MessageChannel Channel { get; init; }

    public string Kind { get; init; } = "text";

    /// <summary>A telephone number, a mail address; of a call, the hook's name.</summary>
    public string Recipient { get; init; } = "";

    public string Message { get; init; } = "";

    public Guid? HookId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Not tried before.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Which round has it in hand.</summary>
    public Guid? ClaimedBy { get; init; }

    /// <summary>After this another round may take it: the one that had it is no more.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    public long Attempts { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Waits for an administrator to send it again.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }

    public string? LastError { get; init; }
}

/// <summary>Another system that is told of acts inside an area.</summary>
internal sealed class Hook
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>Closed; shown once.</summary>
    public string Secret { get; init; } = "";

    public AreaCode AreaCode { get; init; }

    /// <summary>Of which acts, by spaces; empty for all.</summary>
    public string Kinds { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
