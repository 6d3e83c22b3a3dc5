using Bandeng.Figures.Queries;
using Bandeng.Kernel;

namespace Bandeng.Figures.Frozen;

/// <summary>A month as it was reported: its figures stay as they were on that day.</summary>
internal sealed class FrozenMonth
{
    public Guid Id { get; init; }

    /// <summary>2026-06.</summary>
    public required string Month { get; init; }

    public AreaCode AreaCode { get; init; }

    public DateTimeOffset FrozenAt { get; init; }

    public Guid FrozenBy { get; init; }
}

/// <summary>One figure of a frozen month.</summary>
internal sealed class FrozenFigure
{
    public Guid MonthId { get; init; }

    public required string Figure { get; init; }

    /// <summary>Which formula it was.</summary>
    public int FigureVersion { get; init; }

    public long Denominator { get; init; }

    public long Numerator { get; init; }

    public long DenominatorBefore { get; init; }

    public long NumeratorBefore { get; init; }

    /// <summary>Milliseconds, for durations.</summary>
    public long? Duration { get; init; }

    public Counted Counted => new("", Denominator, Numerator, DenominatorBefore, NumeratorBefore, Duration ?? -1);

    /// <summary>The numbers as they stand on the trail.</summary>
    public string OnTrail =>
        $"v{FigureVersion} {Numerator}/{Denominator} {NumeratorBefore}/{DenominatorBefore} {Duration ?? -1}";
}
