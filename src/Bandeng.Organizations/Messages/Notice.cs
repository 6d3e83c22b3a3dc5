using Bandeng.Kernel;

namespace Bandeng.Organizations.Messages;

/// <summary>One line in a person's notices.</summary>
internal sealed class Notice
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public NoticeKind Kind { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Link { get; init; } = "";

    /// <summary>What it is about; one unread line of a person about each thing.</summary>
    public string? About { get; init; }

    /// <summary>The title does not leave the house.</summary>
    public bool IsInner { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>How many unread lines it stands for beside itself.</summary>
    public long Earlier { get; init; }

    /// <summary>What leaves the house for those who asked for it; no column.</summary>
    public ClosedNews? Leaving { get; init; }
}

/// <summary>News as short message and as mail, closed, and when they may leave.</summary>
internal sealed record ClosedNews(string Sms, string Mail, DateTimeOffset DueAt);

/// <summary>How a person wants to be told of one kind; no row means on the page alone.</summary>
internal sealed class ChosenWay
{
    public Guid PersonId { get; init; }

    public NoticeKind Kind { get; init; }

    public NoticeWay Way { get; init; }
}

/// <summary>A person's daily mail.</summary>
internal sealed class Digest
{
    public Guid PersonId { get; init; }

    /// <summary>On the clock on the wall.</summary>
    public long Hour { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>What was told up to here stood in an earlier one.</summary>
    public DateTimeOffset ToldUntil { get; set; }

    /// <summary>The day on which the last one left: one a day, even when the hour is changed.</summary>
    public string? SentDay { get; set; }
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
