using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using static Bandeng.Matters.Life.MatterAction;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>
/// In which order the open acts of a matter are offered: what is likely first, what goes wrong rarely last.
/// </summary>
internal static class NextSteps
{
    private static readonly MatterAction[] Likely =
    [
        UpholdReturn, RefuseReturn, UpholdAppeal, RefuseAppeal, EndorseExtension, ApproveExtension, RefuseExtension,
        SignFor, HandBack, Dispatch,
        MatterAction.SignOff, PassCheck, Redo, CouncilDecided, Resume, Accept, AnswerAtOnce, Confirm, NotSettled,
        RecordAttempt,
        Exclude, RefuseExclusion, AssistReply, RecordContact, PassOn, AskRaiser, TellRaiser, RequestExtension, Return,
    ];

    // What one may do at any time is nobody's next step.
    private static readonly MatterAction[] Asides =
        [Correct, Note, TellRaiser, LetOut, Remind, MatterAction.Supervise, Explain, RequestExclusion, Merge, Escalate, Suspend];

    private static readonly MatterAction[] OfRaiser = [Confirm, NotSettled, RaiserReplies, Withdraw, Appeal];

    /// <summary>
    /// What the office may do, the most likely first. Each arrow once: one that a raiser's own block draws is left out.
    /// </summary>
    public static IReadOnlyList<Arrow> ForOffice(MatterSheet sheet) =>
        [.. sheet.Acts.Where(arrow => !IsOwn(sheet, arrow)).OrderBy(Rank)];

    /// <summary>What the reader may do with the voice of their own, without the question 「办好了吗」.</summary>
    public static IReadOnlyList<Arrow> ForRaiser(MatterSheet sheet) =>
        [.. sheet.Acts.Where(arrow => IsOwn(sheet, arrow) && arrow.Action is not (Confirm or NotSettled))];

    /// <summary>Whether the reader is to say what came of it.</summary>
    public static bool IsAskedHere(MatterSheet sheet) =>
        sheet.Own is not null && sheet.Acts.Any(arrow => arrow.Action is Confirm or NotSettled);

    /// <summary>Whether an act may be the one main button.</summary>
    public static bool IsMain(Arrow arrow) => !Asides.Contains(arrow.Action);

    private static bool IsOwn(MatterSheet sheet, Arrow arrow) =>
        sheet.Own is not null && OfRaiser.Contains(arrow.Action);

    private static int Rank(Arrow arrow) =>
        Array.IndexOf(Likely, arrow.Action) is >= 0 and var rank ? rank : Likely.Length + (IsMain(arrow) ? 0 : 1);
}
