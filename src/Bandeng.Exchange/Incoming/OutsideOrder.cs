namespace Bandeng.Exchange.Incoming;

/// <summary>An order of a platform: its number, its deadline, and the matter it is here.</summary>
internal sealed class OutsideOrder
{
    public Guid Id { get; init; }

    public Guid PlatformId { get; init; }

    public string Number { get; init; } = "";

    public Guid MatterId { get; init; }

    /// <summary>The platform's own deadline.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>
    /// Its fields as they came last, without name and telephone, and those nobody here knows: one text.
    /// </summary>
    public Guid? KeptId { get; set; }

    public Way Way { get; init; }

    /// <summary>The version of the mapping that read it.</summary>
    public long Mapping { get; init; }

    public DateTimeOffset CameAt { get; init; }

    /// <summary>How often it came with other content.</summary>
    public long Changes { get; set; }

    public DateTimeOffset? ChangedAt { get; set; }
}

/// <summary>A content that the order came with: SHA-256 over its fields.</summary>
internal sealed record OrderContent(Guid OrderId, string Hash, DateTimeOffset CameAt);

/// <summary>How orders come in.</summary>
internal enum Way
{
    File,
    Paste,
    Http,

    /// <summary>In a signed file of another installation.</summary>
    Packet,
}
