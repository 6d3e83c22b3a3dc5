using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>Whether a request brings what its arrow needs.</summary>
internal static class ActNeeds
{
    /// <summary>The longest text anybody may write, in characters.</summary>
    public const int WordsMax = 20_000;

    /// <summary>Every code that a need gives, for those who document them.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "act.words", "act.inner-words", "act.basis", "act.reason", "act.elsewhere", "act.body", "act.assistants",
        "act.person", "act.days", "act.until", "act.outcome",
        "act.raiser-outcome", "act.rating", "act.attempt", "act.target", "act.earlier", "limit.amount",
        "act.correction",
    ];

    /// <summary>The most that a limit counts of its unit.</summary>
    public const int LimitMost = 10_000;

    /// <summary>What a limit that is none is told.</summary>
    public static readonly Refusal LimitUnreadable = Missing("limit.amount", "A limit is 1 to 10,000 of a unit.");

    private const int BasisMax = 500;

    /// <summary>The first need that is not met, as a refusal; null when all are.</summary>
    public static Refusal? FirstMissing(Arrow arrow, ActRequest request) => Missing(arrow, request).FirstOrDefault();

    /// <summary>All of them, in the order of the table.</summary>
    public static IEnumerable<Refusal> Missing(Arrow arrow, ActRequest request) =>
        arrow.Needs.Select(need => Check(need, arrow.Action, request)).OfType<Refusal>();

    private static Refusal? Check(Need need, MatterAction action, ActRequest request) => need switch
    {
        Need.Words => Text(request.Words, "act.words", "Write to the raiser", 1, WordsMax),
        Need.InnerWords =>
            Text(request.InnerWords, "act.inner-words", "A note", IsInnerWanted(action) ? 1 : 0, WordsMax),
        Need.Basis => Text(request.Basis, "act.basis", "The clause of the duty list", 1, BasisMax),
        Need.Reason =>
            MatterReasons.For(action).Contains(request.Reason)
                ? null
                : Missing("act.reason", "Choose one of the reasons."),
        Need.Way => request.Reason is null || MatterReasons.For(action).Contains(request.Reason)
            ? null
            : Missing("act.reason", "Choose one of the ways."),
        Need.Body => Given(request.Body, "act.body", "Choose the body that leads."),
        Need.Person => Given(request.Person, "act.person", "Choose somebody of the body."),
        Need.Days =>
            request.Days is >= 1 and <= 365 ? null : Missing("act.days", "Say how many working days, 1 to 365."),
        Need.Until => Given(request.Until, "act.until", "Give a date."),
        Need.Outcome => Known(request.Outcome, "act.outcome", "Say what came of it."),
        Need.RaiserOutcome => request.RaiserOutcome is RaiserOutcome.Solved or RaiserOutcome.PartlySolved
            ? null
            : Missing("act.raiser-outcome", "Say whether it is solved or partly solved."),
        Need.Rating => Known(request.Rating, "act.rating", "Say how satisfied the raiser is."),
        Need.Attempt => Known(request.Attempt, "act.attempt", "Say why there was no answer."),
        Need.Target => Given(request.Target, "act.target", "Name the other matter."),
        Need.Earlier => request is { Reason: MatterReasons.Repeat, Target: null }
            ? Missing("act.earlier", "Cite the earlier matter that this one repeats.")
            : null,
        Need.Limit => request.LimitAmount is null || IsLimit(request.LimitAmount, request.LimitClass)
            ? null
            : LimitUnreadable,
        Need.Correction => request is { Category: null, RequestType: null, Area: null }
            ? Missing("act.correction", "Say what is to be corrected.")
            : null,
        Need.Elsewhere => Elsewhere(request),
        Need.Assistants or Need.Evidence or Need.Proof => null,
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, null),
    };

    // One line each, for they are kept so; a telephone or an address of nobody leads nowhere.
    private static Refusal? Elsewhere(ActRequest request)
    {
        string?[] parts = [request.ElsewhereName, request.ElsewherePhone, request.ElsewhereAddress];
        return parts.Any(part =>
            part?.Length > OtherOffice.PartMax || part?.Contains('\n', StringComparison.Ordinal) == true)
            || (request.ElsewhereName.IsUnseen() && !parts.All(part => part.IsUnseen()))
                ? Missing(
                    "act.elsewhere",
                    $"Name who deals with it instead; each line has at most {OtherOffice.PartMax} characters.")
                : null;
    }

    // A dispatch and a passed check speak for themselves; every other note inside the office says why.
    private static bool IsInnerWanted(MatterAction action) =>
        action is not (MatterAction.Dispatch or MatterAction.Redispatch or MatterAction.PassCheck or MatterAction.RecordContact);

    private static bool IsLimit(int? amount, LimitClass? unit) =>
        amount is >= 1 and <= LimitMost && unit is { } given && Enum.IsDefined(given);

    private static Refusal? Text(string? text, string code, string what, int least, int most) =>
        (text.IsUnseen() ? 0 : text!.Trim().Length) is var length && length >= least && length <= most
            ? null
            : Missing(code, $"{what}: {least} to {most} characters.");

    private static Refusal? Given<T>(T? value, string code, string message)
        where T : struct => value is not null ? null : Missing(code, message);

    private static Refusal? Known<T>(T? value, string code, string message)
        where T : struct, Enum => value is { } given && Enum.IsDefined(given) ? null : Missing(code, message);

    private static Refusal Missing(string code, string message) => new(RefusalKind.Invalid, code, message);
}
