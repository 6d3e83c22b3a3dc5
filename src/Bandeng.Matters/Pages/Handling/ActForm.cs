using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>What somebody filled into the form of an act; everything is kept when the act is refused.</summary>
internal sealed class ActForm
{
    public MatterAction? Action { get; set; }

    /// <summary>The version that the page showed, as it came.</summary>
    public string? Version { get; set; }

    public string? Words { get; set; }

    public string? InnerWords { get; set; }

    public string? Reason { get; set; }

    public string? ElsewhereName { get; set; }

    public string? ElsewherePhone { get; set; }

    public string? ElsewhereAddress { get; set; }

    public Guid? Body { get; set; }

    public List<Guid> Assistants { get; set; } = [];

    /// <summary>As it was typed, like every number and day here: what cannot be read is refused, not left out.</summary>
    public string? LimitAmount { get; set; }

    public LimitClass? LimitClass { get; set; }

    public string? Basis { get; set; }

    public Guid? Person { get; set; }

    public string? Days { get; set; }

    public string? Until { get; set; }

    public HandlerOutcome? Outcome { get; set; }

    public RaiserOutcome? RaiserOutcome { get; set; }

    public Rating? Rating { get; set; }

    public CallAttempt? Attempt { get; set; }

    /// <summary>Another matter: chosen by id, or an enquiry code or address as typed.</summary>
    public string? Target { get; set; }

    /// <summary>Typed when none of the offered ones is meant.</summary>
    public string? TargetTyped { get; set; }

    public string? Category { get; set; }

    public RequestType? RequestType { get; set; }

    public string? Area { get; set; }

    /// <summary>The enquiry code of the voice that a caller speaks for.</summary>
    public string? Voice { get; set; }

    public List<IFormFile> Before { get; set; } = [];

    public List<IFormFile> After { get; set; } = [];

    public List<IFormFile> Paper { get; set; } = [];

    public List<IFormFile> Proof { get; set; } = [];

    /// <summary>Every free text that was typed, to be given back when its act is gone.</summary>
    public IEnumerable<string> Typed =>
        new[] { Words, InnerWords, Basis, ElsewhereName, ElsewherePhone, ElsewhereAddress }.OfType<string>()
            .Where(text => text.Trim() is not "");

    /// <summary>
    /// The act that a voice means: one question 「办好了吗」 leads to two arrows, for what is not settled is another act.
    /// </summary>
    public MatterAction Heard =>
        RaiserOutcome is Life.RaiserOutcome.NotSolved ? MatterAction.NotSettled : MatterAction.Confirm;

    public ActRequest ToRequest(Guid? target, string? secret) => new()
    {
        // What nobody can read is no version of this matter, so the form is old.
        Version = string.IsNullOrEmpty(Version)
            ? null
            : long.TryParse(Version, CultureInfo.InvariantCulture, out var seen) ? seen
            : -1,
        Words = Words,
        InnerWords = InnerWords,
        Reason = Reason,
        ElsewhereName = Given(ElsewhereName),
        ElsewherePhone = Given(ElsewherePhone),
        ElsewhereAddress = Given(ElsewhereAddress),
        Body = Body,
        Assistants = Assistants,
        LimitAmount = NumberIn(LimitAmount),
        LimitClass = Given(LimitAmount) is null ? null : LimitClass,
        Basis = Basis,
        Person = Person,
        Days = NumberIn(Days),
        Until = ChinaTime.ReadDay(Given(Until)),
        Outcome = Outcome,
        RaiserOutcome = RaiserOutcome,
        Rating = Rating,
        Attempt = Attempt,
        Target = target,
        Category = Given(Category),
        RequestType = RequestType,
        Area = Given(Area),
        Voice = Given(Voice),
        Secret = secret,
    };

    /// <summary>All that a refusal of this form is about: beside the first need that is not met every other.</summary>
    public IReadOnlyList<Refusal> Wrong(Arrow arrow, Refusal first) => ActNeeds.Codes.Contains(first.Code)
        ? [first, .. ActNeeds.Missing(arrow, ToRequest(Guid.Empty, null)).Where(other => other.Code != first.Code)]
        : [first];

    // No limit and no extension has nought of its unit, so a number that is none is refused where it is needed.
    private static int? NumberIn(string? text) => Given(text) is not { } typed ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
