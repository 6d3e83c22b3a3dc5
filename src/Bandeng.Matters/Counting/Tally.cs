using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Counting;

/// <summary>Under what a matter is counted: where, whose, what, on which day.</summary>
/// <param name="AreaCode">The community; what lies above it stays as it is.</param>
/// <param name="BodyId">The lead body, or the empty id.</param>
/// <param name="Mark">The day of a second moment, or a time in steps.</param>
/// <param name="IsExcluded">已剔除.</param>
internal readonly record struct CountKey(
    DateOnly Day, AreaCode AreaCode, Guid BodyId, Measure Measure, int Mark, bool IsExcluded);

/// <summary>
/// What one matter adds to the sums as it stands now. The view <c>matters_measures</c> says the same in SQL, and
/// <c>verify</c> holds the one against the other.
/// </summary>
internal static class Tally
{
    private readonly record struct Counted(Measure Measure, DateTimeOffset At, int Mark = 0, int Number = 1);

    public static IEnumerable<(CountKey Key, int Number)> Of(Matter matter)
    {
        var (area, body) = (matter.AreaCode.Community, matter.BodyId ?? Guid.Empty);
        var isExcluded = matter.Exclusion is ExclusionState.Excluded;
        return Counts(matter).Select(one =>
            (new CountKey(ChinaTime.DayOf(one.At), area, body, one.Measure, one.Mark, isExcluded), one.Number));
    }

    private static IEnumerable<Counted> Counts(Matter matter) => matter.RequestType is RequestType.Praise
        ? [new(Measure.RaisedPraise, matter.RaisedAt), .. OfClosing(matter, Measure.ClosedPraise), .. OfHands(
            matter, Measure.LatePraise)]
        :
        [
            .. OfRaising(matter), .. OfDispatch(matter), .. OfClosing(matter, Measure.Closed), .. OfHandling(matter),
            .. OfAnswer(matter),
            .. OfHands(matter, Measure.Late),
        ];

    private static IEnumerable<Counted> OfRaising(Matter matter)
    {
        var at = matter.RaisedAt;
        yield return new(Measure.Raised, at);
        if (matter.MergedInto is not null || matter.Continues is not null)
        {
            yield return new(Measure.RaisedAgain, at);
        }

        if (!IsTaken(matter))
        {
            yield return new(Measure.RaisedNotTaken, at);
        }
        else if (matter.ClosedAt is { } closed)
        {
            yield return new(Measure.RaisedThenClosed, at, Steps.DayOf(closed));
        }

        var isRedone = matter.Redos > 0 || matter.Reopenings > 0;
        if (isRedone)
        {
            yield return new(Measure.RaisedRedone, at);
        }

        if (isRedone || matter.HandedBackAt is not null)
        {
            yield return new(Measure.RaisedThenHandedBack, at, isRedone ? 0 : Steps.DayOf(matter.HandedBackAt!.Value));
        }
    }

    private static IEnumerable<Counted> OfDispatch(Matter matter)
    {
        if (matter.DispatchedAt is not { } at)
        {
            yield break;
        }

        yield return new(Measure.Dispatched, at);
        if (matter.Returns > 0)
        {
            yield return new(Measure.DispatchedReturned, at);
        }

        if (matter.SignedAt is null ? matter.Returns > 0 : !matter.SignedBySilence)
        {
            yield return new(Measure.DispatchedSigned, at);
        }

        if (!IsTaken(matter))
        {
            yield return new(Measure.DispatchedNotTaken, at);
        }
        else if (matter.ContactedAt is { } contacted)
        {
            yield return new(Measure.DispatchedThenContacted, at, Steps.DayOf(contacted));
        }
    }

    private static IEnumerable<Counted> OfClosing(Matter matter, Measure measure)
    {
        if (matter.Stage is not (MatterStage.Settled or MatterStage.Unconfirmed)
            || matter is not { DispatchedAt: not null, ClosedAt: { } at })
        {
            yield break;
        }

        yield return new(measure, at);
        if (measure is Measure.ClosedPraise)
        {
            yield break;
        }

        yield return new(Measure.TookWhole, at, Steps.Of(at - matter.RaisedAt));
        if (!matter.Overdue)
        {
            yield return new(Measure.ClosedInTime, at);
        }
    }

    private static IEnumerable<Counted> OfHandling(Matter matter) =>
        matter is { DispatchedAt: { } dispatched, HandedBackAt: { } at } && dispatched <= at
            ? [new(Measure.TookHandling, at, Steps.Of(at - dispatched))]
            : [];

    private static IEnumerable<Counted> OfAnswer(Matter matter) => matter switch
    {
        { Stage: MatterStage.Unconfirmed, ClosedAt: { } at } =>
            CanBeSolved(matter) ? [new(Measure.Silent, at), new(Measure.SilentToSolve, at)] : [new(Measure.Silent, at)],
        { Stage: not MatterStage.Unconfirmed, RaiserOutcome: not null, AnsweredAt: { } at } =>
            OfWords(matter).Select(measure => new Counted(measure, at)),
        _ => [],
    };

    private static IEnumerable<Measure> OfWords(Matter matter)
    {
        yield return Measure.Answered;
        if (CanBeSolved(matter))
        {
            yield return Measure.AnsweredToSolve;
            if (matter.RaiserOutcome is RaiserOutcome.Solved)
            {
                yield return Measure.Solved;
            }
        }

        if (matter.Rating is { } rating)
        {
            yield return Measure.Rated;
            if (rating is Rating.Satisfied or Rating.Acceptable)
            {
                yield return Measure.Pleased;
            }
        }
    }

    private static Counted[] OfHands(Matter matter, Measure late)
    {
        if (matter is not { BodyId: not null, DispatchedAt: { } begun })
        {
            return [];
        }

        var end = new[] { matter.HandedBackAt, matter.ClosedAt }.Min();
        var isRunning = matter.AskedAt is null && matter.Stage is not (MatterStage.Suspended or MatterStage.Returned);
        return isRunning && matter.DueAt is { } due
            ? [.. Standing(Measure.InHand, begun, end), .. Standing(late, due > begun ? due : begun, end)]
            : Standing(Measure.InHand, begun, end);
    }

    private static Counted[] Standing(Measure measure, DateTimeOffset begun, DateTimeOffset? end) =>
        end is not { } at ? [new(measure, begun)]
        : begun < at ? [new(measure, begun), new(measure, at, Number: -1)]
        : [];

    private static bool IsTaken(Matter matter) =>
        matter.Stage is not (MatterStage.Declined or MatterStage.Redirected or MatterStage.Merged or MatterStage.Withdrawn);

    private static bool CanBeSolved(Matter matter) => matter.RequestType is not RequestType.Enquiry;
}
