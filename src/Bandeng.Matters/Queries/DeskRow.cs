using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;
using Bandeng.Matters.Search;

namespace Bandeng.Matters.Queries;

/// <summary>A matter as one line of the inbox.</summary>
public sealed class DeskRow
{
    public Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>problem, order, dispute, patrol, errand …</summary>
    public string Kind { get; init; } = "";

    public MatterStage Stage { get; init; }

    public RequestType RequestType { get; init; }

    public Channel Channel { get; init; }

    /// <summary>Null when it was erased.</summary>
    public string? Title { get; init; }

    public string? PlaceWords { get; init; }

    public string? CategoryCode { get; init; }

    public AreaCode AreaCode { get; init; }

    public Guid? BodyId { get; init; }

    public long Voices { get; init; }

    public bool Urgent { get; init; }

    public bool Protected { get; init; }

    /// <summary>False: 待定位.</summary>
    public bool Placed { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? DispatchedAt { get; init; }

    public DateTimeOffset? HandedBackAt { get; init; }

    public DateTimeOffset? SignedOffAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? OuterDueAt { get; init; }

    public long? LimitAmount { get; init; }

    public LimitClass? LimitClass { get; init; }

    public bool Overdue { get; init; }

    public long Returns { get; init; }

    public long Redos { get; init; }

    public long Reopenings { get; init; }

    public long Reminders { get; init; }

    public long? ExtensionDays { get; init; }

    public HandlerOutcome? HandlerOutcome { get; init; }

    public RaiserOutcome? RaiserOutcome { get; init; }

    public Rating? Rating { get; init; }

    /// <summary>What is due next, in Unix milliseconds; <see cref="DeskDue.Never"/> where nothing is.</summary>
    public long Due { get; init; }

    /// <summary>The newest line of the trail, as one column: <c>1764412800000 matter.Dispatch</c>.</summary>
    public string? Newest { get; init; }

    /// <summary>The newest act as the trail names it, and when; null where it was not asked for.</summary>
    public (DateTimeOffset At, string Act)? NewestAct => Newest?.Split(' ') is [var at, var act]
        ? (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)), act)
        : null;

    /// <summary>待审签: handed back, and not yet signed where the rules ask for it.</summary>
    public bool AwaitsSignature { get; set; }

    /// <summary>Share of the limit that is used; null before dispatch.</summary>
    public double? Used { get; set; }

    /// <summary>The title with what was looked for marked; empty where nothing was.</summary>
    public IReadOnlyList<Piece> TitlePieces { get; set; } = [];

    /// <summary>Words around what was looked for; empty where only the title has it.</summary>
    public IReadOnlyList<Piece> Snippet { get; set; } = [];

    /// <summary>What is due next, or null.</summary>
    public DateTimeOffset? DueNext => Due == DeskDue.Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(Due);
}
