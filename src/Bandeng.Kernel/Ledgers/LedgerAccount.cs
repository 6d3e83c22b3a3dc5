namespace Bandeng.Kernel.Ledgers;

/// <summary>An account: whose, of what, in which unit.</summary>
internal sealed class LedgerAccount
{
    public Guid Id { get; private init; }

    /// <summary>What it counts: <c>service</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>In what: <c>minutes</c>, <c>fen</c>, <c>points</c>.</summary>
    public string Unit { get; private init; } = "";

    public Guid OwnerId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    public static LedgerAccount Of(string kind, string unit, Guid owner, AreaCode area, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Unit = unit,
        OwnerId = owner,
        AreaCode = area,
        OpenedAt = now,
    };
}

/// <summary>An entry; never changed.</summary>
/// <param name="SubjectId">What it is about.</param>
/// <param name="CountersId">The entry that it takes back, or null.</param>
internal sealed record LedgerEntry(
    Guid Id, Guid AccountId, long Amount, DateOnly Day, Guid SubjectId, Guid? CountersId, DateTimeOffset At);
