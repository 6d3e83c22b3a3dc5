using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Programs;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>
/// What an act brings along. Which of it an act needs stands in the workflow table; the rest is ignored.
/// </summary>
public sealed record ActRequest
{
    /// <summary>The version that the person saw; null to take the newest. A stale one is refused.</summary>
    public long? Version { get; init; }

    /// <summary>To the raiser, 1–20,000 characters.</summary>
    public string? Words { get; init; }

    /// <summary>Inside the office, 1–20,000 characters.</summary>
    public string? InnerWords { get; init; }

    /// <summary>One of <see cref="MatterReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>去哪里办: who deals with it instead; null: as the rules say of the reason.</summary>
    public string? ElsewhereName { get; init; }

    public string? ElsewherePhone { get; init; }

    public string? ElsewhereAddress { get; init; }

    /// <summary>The lead body.</summary>
    public Guid? Body { get; init; }

    public IReadOnlyList<Guid>? Assistants { get; init; }

    public int? LimitAmount { get; init; }

    public LimitClass? LimitClass { get; init; }

    /// <summary>The clause of the duty list.</summary>
    public string? Basis { get; init; }

    public Guid? Person { get; init; }

    /// <summary>Working days.</summary>
    public int? Days { get; init; }

    /// <summary>A day in Asia/Shanghai.</summary>
    public DateOnly? Until { get; init; }

    public HandlerOutcome? Outcome { get; init; }

    public RaiserOutcome? RaiserOutcome { get; init; }

    public Rating? Rating { get; init; }

    public CallAttempt? Attempt { get; init; }

    /// <summary>Another matter, by id.</summary>
    public Guid? Target { get; init; }

    public string? Category { get; init; }

    public RequestType? RequestType { get; init; }

    /// <summary>An area code.</summary>
    public string? Area { get; init; }

    /// <summary>Which voice speaks or is spoken for: its enquiry code; null for the raiser's own.</summary>
    public string? Voice { get; init; }

    /// <summary>The secret of the link that an anonymous raiser holds.</summary>
    public string? Secret { get; init; }

    /// <summary>
    /// What is looked at before anything else: a program that asks with a precondition hears that it failed, not what
    /// would be wrong with the act today.
    /// </summary>
    internal Precondition? Precondition { get; init; }

    /// <summary>
    /// What the installation itself puts onto the trail beside the act: that it was imported, say. Never from outside.
    /// </summary>
    internal IReadOnlyDictionary<string, object?>? Facts { get; init; }
}
