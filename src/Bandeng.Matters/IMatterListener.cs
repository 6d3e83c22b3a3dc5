using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters;

/// <summary>
/// Another module that hears of every act on a matter. What it adds to the unit of work is saved with the act or not at
/// all. It must ask nothing of <see cref="IMatterIntake"/>, which tells it.
/// </summary>
public interface IMatterListener
{
    Task HearAsync(MatterFact fact, CancellationToken cancel);
}

/// <summary>
/// An act that was done on a matter. Words are named by id in the erasable store, and hold only once the act is saved.
/// </summary>
/// <param name="Stage">Where the matter stands after it.</param>
/// <param name="By">Who acted, on which post; the system for clocks.</param>
public sealed record MatterFact(
    Guid MatterId, MatterAction Action, AreaCode Area, MatterStage Stage, Viewer By, DateTimeOffset At)
{
    /// <summary>主办单位 at the moment of the act; of a return, who returned it.</summary>
    public Guid? BodyId { get; init; }

    /// <summary>承办人, once known.</summary>
    public Guid? HandlerId { get; init; }

    /// <summary>保密件.</summary>
    public bool IsProtected { get; init; }

    /// <summary>To the raiser.</summary>
    public Guid? WordsId { get; init; }

    /// <summary>Inside the office.</summary>
    public Guid? InnerWordsId { get; init; }

    /// <summary>One of <see cref="MatterReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The clause of the duty list; of a return.</summary>
    public string? Basis { get; init; }

    /// <summary>Working days; of an extension.</summary>
    public int? Days { get; init; }

    public HandlerOutcome? Outcome { get; init; }

    public RaiserOutcome? RaiserOutcome { get; init; }

    public Rating? Rating { get; init; }

    /// <summary>The other matter; of a merge or split.</summary>
    public Guid? Other { get; init; }
}
