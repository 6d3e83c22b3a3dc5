using Bandeng.Figures.Queries;

namespace Bandeng.Figures.Tests;

/// <summary>Every figure a second time, counted one matter after the other as the words of its formula say.</summary>
internal sealed record Recount(DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, DateTimeOffset By)
{
    /// <summary>Whether a matter is in the denominator, and in the numerator.</summary>
    public (bool Whole, bool Part) Of(string figure, PlainMatter m)
    {
        var thanks = m.Type == "Praise";
        var nothingToSolve = thanks || m.Type == "Enquiry";
        var takenUp = m.Stage is not ("Declined" or "Redirected" or "Merged" or "Withdrawn");
        var raised = Here(m.RaisedAt);
        var dispatched = Here(m.DispatchedAt);
        var closed = m.Stage is "Settled" or "Unconfirmed" && m.DispatchedAt is not null && Here(m.ClosedAt);
        var answered = m.RaiserOutcome is not null && m.Stage is not "Unconfirmed" && Here(m.AnsweredAt);
        var silent = m.Stage is "Unconfirmed" && Here(m.ClosedAt);
        var inHand = m.Body is not null && m.DispatchedAt < AsOf && !(m.HandedBackAt < AsOf) && !(m.ClosedAt < AsOf);
        var late = inHand && m.AskedAt is null && m.Stage is not ("Suspended" or "Returned") && m.DueAt < By;
        return figure switch
        {
            "raised" => (raised, raised),
            "signed-in-time" => (
                dispatched && !thanks && (m.Stage != "Dispatched" || !(m.StageDueAt > By)),
                m.SignedAt is not null ? !m.SignedBySilence : m.Returns > 0),
            "responded" => (dispatched && !thanks && takenUp, m.ContactedAt < AsOf),
            "on-time-closed" => (closed && !thanks, !m.Overdue),
            "on-time-due" => ((closed || late) && !thanks, closed && !m.Overdue),
            "handling-median" or "handling-ninety" =>
                (Here(m.HandedBackAt) && m.DispatchedAt <= m.HandedBackAt && !thanks, true),
            "whole-median" or "whole-ninety" => (closed && !thanks, true),
            "solved-of-answers" => (answered && !nothingToSolve, m.RaiserOutcome == "Solved"),
            "solved-of-asked" => ((answered || silent) && !nothingToSolve, answered && m.RaiserOutcome == "Solved"),
            "satisfied" => (answered && m.Rating is not null && !thanks, m.Rating is "Satisfied" or "Acceptable"),
            "unconfirmed" => ((answered || silent) && !thanks, silent),
            "redone" => (raised && (m.HandedBackAt < AsOf || m.Redos > 0 || m.Reopenings > 0) && !thanks, m.Redos > 0 || m.Reopenings > 0),
            "closed-share" => (raised && takenUp && !thanks, m.ClosedAt < AsOf),
            "returned" => (dispatched && !thanks, m.Returns > 0),
            "repeated" => (raised && !thanks, m.Continues is not null),
            "errands" => (m.Kind == "errand" && raised, true),
            "errands-done" => (m.Kind == "errand" && (m.Stage is "Settled" or "Unconfirmed") && Here(m.ClosedAt), m.Stage == "Settled" && m.RaiserOutcome == "Solved"),
            "backlog" => (inHand, late),
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No second count is written for it."),
        };
    }

    /// <summary>The whole figure over matters; excluded ones are left out of outcomes.</summary>
    public Counted Over(Definitions.Figure figure, IEnumerable<PlainMatter> matters)
    {
        var before = matters.Select(m => (Matter: m, In: Of(figure.Code, m))).Where(x => x.In.Whole).ToList();
        var after = before.Where(x => !figure.LeavesOutExcluded || !x.Matter.IsExcluded).ToList();
        return new(
            "", after.Count, after.Count(x => x.In.Part), before.Count, before.Count(x => x.In.Part),
            Rank(figure, [.. after.Select(x => Took(figure.Code, x.Matter)).Order()]));
    }

    private static long Took(
        string figure, PlainMatter m) => (long)(figure.StartsWith("whole", StringComparison.Ordinal)
        ? m.ClosedAt - m.RaisedAt
        : figure.StartsWith("handling", StringComparison.Ordinal) ? m.HandedBackAt - m.DispatchedAt
        : TimeSpan.Zero)!.Value.TotalMilliseconds;

    private static long Rank(Definitions.Figure figure, IReadOnlyList<long> sorted) =>
        figure.Duration is null || sorted.Count == 0 ? -1
        : InSteps(
            sorted[(int)Math.Ceiling(sorted.Count * (figure.Unit is Definitions.FigureUnit.Median ? 0.5m : 0.9m)) - 1]);

    // As the formula says in words; rounding keeps the order, so that the one in the middle stays the one.
    private static long InSteps(long milliseconds)
    {
        var took = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        var step = took < TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(1)
            : took < TimeSpan.FromDays(1) ? TimeSpan.FromMinutes(10)
            : took < TimeSpan.FromDays(10) ? TimeSpan.FromHours(1)
            : took < TimeSpan.FromDays(100) ? TimeSpan.FromHours(6)
            : TimeSpan.FromDays(1);
        return (long)new TimeSpan(took.Ticks / step.Ticks * step.Ticks).TotalMilliseconds;
    }

    private bool Here(DateTimeOffset? at) => at >= From && at < To;
}
