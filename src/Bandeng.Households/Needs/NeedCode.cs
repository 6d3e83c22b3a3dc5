namespace Bandeng.Households.Needs;

/// <summary>A code to the person's own telephone, for one kind of care, for half an hour and five tries.</summary>
internal sealed class NeedCode
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);
    public const int TriesMax = 5;

    public Guid Id { get; private init; }

    public Guid ResidentId { get; private init; }

    public string Kind { get; private init; } = "";

    public string Hash { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public long Tries { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static NeedCode Of(Guid id, Guid resident, string kind, string hash, DateTimeOffset now) => new()
    {
        Id = id,
        ResidentId = resident,
        Kind = kind,
        Hash = hash,
        CreatedAt = now,
        ExpiresAt = now + Lasts,
    };
}
