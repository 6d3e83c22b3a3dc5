using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Counting;

/// <summary>Under what a matter is counted: where, whose, what, on which day.</summary>
/// <param name="AreaCode">The community; what lies above it stays as it is.</param>
/// <param name="BodyId">The lead body, or the empty id.</param>
/// <param name="IsExcluded">已剔除.</param>
internal readonly record struct CountKey(DateOnly Day, AreaCode AreaCode, Guid BodyId, Measure Measure, bool IsExcluded);

/// <summary>
/// What one matter adds to the counts as it stands now. The view <c>matters_measures</c> says the same in SQL, and
/// <c>verify</c> holds the one against the other.
/// </summary>
internal static class Tally
{
    public static IEnumerable<CountKey> Of(Matter matter) => Moments(matter).Select(moment => new CountKey(
        ChinaTime.DayOf(moment.At), matter.AreaCode.Community, matter.BodyId ?? Guid.Empty, moment.Measure,
        matter.Exclusion is ExclusionState.Excluded));

    private static IEnumerable<(Measure Measure, DateTimeOffset At)> Moments(Matter matter) =>
        OfRaising(matter).Concat(OfDispatch(matter)).Concat(OfClosing(matter)).Concat(OfAnswer(matter));

    private static IEnumerable<(Measure, DateTimeOffset)> OfRaising(Matter matter)
    {
        yield return (IsPraise(matter) ? Measure.RaisedPraise : Measure.Raised, matter.RaisedAt);
        if (!IsPraise(matter) && (matter.MergedInto is not null || matter.Continues is not null))
        {
            yield return (Measure.RaisedAgain, matter.RaisedAt);
        }
    }

    private static IEnumerable<(Measure, DateTimeOffset)> OfDispatch(Matter matter)
    {
        if (matter.DispatchedAt is not { } at || IsPraise(matter))
        {
            yield break;
        }

        yield return (Measure.Dispatched, at);
        if (matter.Returns > 0)
        {
            yield return (Measure.DispatchedReturned, at);
        }
    }

    private static IEnumerable<(Measure, DateTimeOffset)> OfClosing(Matter matter)
    {
        if (matter.Stage is not (MatterStage.Settled or MatterStage.Unconfirmed)
            || matter is not { DispatchedAt: not null, ClosedAt: { } at })
        {
            yield break;
        }

        yield return (IsPraise(matter) ? Measure.ClosedPraise : Measure.Closed, at);
        if (!IsPraise(matter) && !matter.Overdue)
        {
            yield return (Measure.ClosedInTime, at);
        }
    }

    private static IEnumerable<(Measure, DateTimeOffset)> OfAnswer(Matter matter) => matter switch
    {
        { RequestType: RequestType.Praise } => [],
        { Stage: MatterStage.Unconfirmed, ClosedAt: { } at } =>
            CanBeSolved(matter) ? [(Measure.Silent, at), (Measure.SilentToSolve, at)] : [(Measure.Silent, at)],
        { Stage: not MatterStage.Unconfirmed, RaiserOutcome: not null, AnsweredAt: { } at } => OfWords(matter).Select(measure => (measure, at)),
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

    private static bool IsPraise(Matter matter) => matter.RequestType is RequestType.Praise;

    private static bool CanBeSolved(Matter matter) => matter.RequestType is not (RequestType.Praise or RequestType.Enquiry);
}
