using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>One arrow as a form.</summary>
/// <param name="Typed">What was typed into this very form before, or null.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="IsMain">The most likely next step: the one button in seal colour.</param>
/// <param name="IsOpen">Unfolded.</param>
/// <param name="Back">Where to go afterwards; null: the matter itself.</param>
internal sealed record ActFormView(
    Arrow Arrow, MatterView Matter, ActForm? Typed, Refusal? Refusal, bool IsMain, bool IsOpen, string? Back)
{
    // One tap is enough for what needs nothing and harms nobody.
    private static readonly MatterAction[] AtOnce =
    [
        MatterAction.Accept, MatterAction.SignFor, MatterAction.SignOff, MatterAction.Resume, MatterAction.UndoDispatch,
    ];

    public MatterAction Action => Arrow.Action;

    public bool IsAtOnce => Arrow.Needs is [] && AtOnce.Contains(Action);

    /// <summary>The id of a field in this form.</summary>
    public string Id(string field) => $"act-{Action}-{field}";

    /// <summary>What was refused of this field; null when nothing was.</summary>
    public Refusal? WrongAt(string field) => Refusal is { } first
        ? (Typed?.Wrong(Arrow, first) ?? [first]).FirstOrDefault(no => ActFields.Of(no.Code) == field)
        : null;
}

/// <summary>Which field a refusal of an act is about.</summary>
internal static class ActFields
{
    /// <summary>
    /// A refusal in the reader's words: this page's own for the act, else for any, else the module's.
    /// </summary>
    public static string Said(Refusal no, MatterAction? action, IStringLocalizer own, IStringLocalizer shared) =>
        own[$"refused.{action}.{no.Code}"] is { ResourceNotFound: false } said ? said.Value
        : no.In(own[no.Code].ResourceNotFound ? shared : own);

    public static string? Of(string code) => code switch
    {
        "act.words" or "act.acknowledgement" => "Words",
        "act.inner-words" => "InnerWords",
        "act.basis" => "Basis",
        "act.reason" => "Reason",
        "act.elsewhere" => "Elsewhere",
        "act.body" or "matter.respondent" or "matter.pushed-down" or "matter.handed-down" or "matter.not-handed-down"
            or "matter.same-body" => "Body",
        "matter.handed-down-warn" => "InnerWords",
        "act.person" => "Person",
        "act.days" or "act.days-many" => "Days",
        "act.until" or "act.until-range" => "Until",
        "act.outcome" => "Outcome",
        "act.raiser-outcome" => "RaiserOutcome",
        "act.rating" => "Rating",
        "act.attempt" => "Attempt",
        "act.target" or "matter.merge-self" or "matter.merge-closed" => "Target",
        "act.correction" => "Correction",
        "category.unknown" => "Category",
        "area.unknown" => "Area",
        "limit.amount" => "Limit",
        "act.evidence" => "Evidence",
        "act.earlier" or "act.earlier-unknown" => "Earlier",
        "act.proof" => "Proof",
        "voice.unknown" => "Voice",
        _ when code.StartsWith("file.", StringComparison.Ordinal) => "Evidence",
        _ => null,
    };
}
