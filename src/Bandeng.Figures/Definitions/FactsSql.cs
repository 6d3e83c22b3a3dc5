namespace Bandeng.Figures.Definitions;

/// <summary>The conditions that several figures share. <c>f</c> is a row of the source.</summary>
internal static class FactsSql
{
    /// <summary>How many milliseconds the minutes of a mark are worth.</summary>
    public const long MinuteMilliseconds = 60_000;

    public const string Matters = "matters_facts";

    public const string Dispatches = "matters_dispatches";

    /// <summary>Sums over days and months, and what was appended to them since.</summary>
    public const string Sums = "matters_sums";

    /// <inheritdoc cref="Sums"/>
    public const string SumsSince = "matters_sums_since";

    /// <summary>表扬 is thanked, not handled.</summary>
    public const string NotPraise = "f.request_type <> 'Praise'";

    /// <summary>表扬 and 咨询 have nothing that could be solved.</summary>
    public const string HasSomethingToSolve = "f.request_type not in ('Praise', 'Enquiry')";

    public const string TakenUp = "f.stage not in ('Declined', 'Redirected', 'Merged', 'Withdrawn')";

    public const string NotExcluded = "coalesce(f.exclusion, '') <> 'Excluded'";

    /// <summary>销号 or 未确认 within the period, after a body had it.</summary>
    public const string ClosedHere =
        "f.stage in ('Settled', 'Unconfirmed') and f.dispatched_at is not null and f.closed_at >= @from and f.closed_at < @to";

    /// <summary>
    /// The raiser answered within the period, and the answer stands: nobody asked again in vain since.
    /// </summary>
    public const string AnsweredHere =
        "f.raiser_outcome is not null and f.stage <> 'Unconfirmed' and f.answered_at >= @from and f.answered_at < @to";

    /// <summary>The raiser was asked, and the time to answer ran out within the period.</summary>
    public const string SilentHere = "f.stage = 'Unconfirmed' and f.closed_at >= @from and f.closed_at < @to";

    /// <summary>With a body at the end of the period, neither handed back nor closed.</summary>
    public const string InHand =
        "f.body_id is not null and f.dispatched_at < @asOf and (f.handed_back_at is null or f.handed_back_at >= @asOf) "
        + "and (f.closed_at is null or f.closed_at >= @asOf)";

    /// <summary>In hand while the clock runs: not 挂账, no return awaits a ruling, the raiser owes no answer.</summary>
    public const string Running = InHand + " and f.asked_at is null and f.stage not in ('Suspended', 'Returned')";

    public const string OpenAndLate = Running + " and f.due_at < @by";

    /// <summary>With a body that has not signed while its window still runs.</summary>
    public const string MaySign = "f.stage = 'Dispatched' and coalesce(f.stage_due_at, 0) > @by";

    /// <summary>The body itself signed, or objected.</summary>
    public const string SignedItself =
        "(f.signed_at is not null and f.signed_by_silence = 0 or f.signed_at is null and f.returns > 0)";

    /// <summary>
    /// A time in milliseconds, rounded down to the steps in which the sums keep it: 1 minute below an hour, 10 below a
    /// day, an hour below ten days, 6 hours below a hundred, then a day.
    /// </summary>
    public static string InSteps(string milliseconds)
    {
        var minutes = $"(case when {milliseconds} < 0 then 0 else {milliseconds} end / 60000)";
        return $"(case when {minutes} < 60 then {minutes} when {minutes} < 1440 then {minutes} / 10 * 10 "
            + $"when {minutes} < 14400 then {minutes} / 60 * 60 when {minutes} < 144000 then {minutes} / 360 * 360 "
            + $"else {minutes} / 1440 * 1440 end) * {MinuteMilliseconds}";
    }

    /// <summary>Within the period, by a column of instants.</summary>
    public static string Within(string column) => $"f.{column} >= @from and f.{column} < @to";
}
