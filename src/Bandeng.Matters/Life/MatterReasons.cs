using System.Collections.Frozen;
using static Bandeng.Matters.Life.MatterAction;

namespace Bandeng.Matters.Life;

/// <summary>
/// The standard reasons of each act that needs one, and the ways (方式) in which a raiser is reached; texts under
/// <c>reason.…</c>.
/// </summary>
public static class MatterReasons
{
    /// <summary>Same person, same fact, same reason, closed, nothing new: the earlier matter is cited.</summary>
    public const string Repeat = "repeat";

    private static readonly FrozenDictionary<MatterAction, string[]> ByAction = new Dictionary<MatterAction, string[]>
    {
        [Decline] = [Repeat, "no-facts", "not-here", "private-dispute", "in-legal-process", "abuse"],
        [Redirect] =
            ["emergency", "court", "arbitration", "discipline", "review", "disclosure", "petition", "department-line"],
        [Return] = ["not-our-duty", "not-our-area", "wrong-body", "needs-lead", "facts-missing"],
        [RecordContact] = ["by-phone", "by-visit", "by-message", "at-office"],
        [Suspend] = ["season", "funding", "larger-project", "law-pending", "owners-vote"],
        [Redo] = ["not-done", "partly-done", "reply-empty", "no-evidence", "raiser-disagrees"],
        [Escalate] = ["beyond-level", "several-bodies", "three-redos", "three-dispatches", "overdue"],
        [RequestExclusion] = ["unreasonable", "outside-duty", "policy-limit", "malicious", "duplicate", "withdrawn"],
    }.ToFrozenDictionary();

    /// <summary>
    /// The reasons with which somebody is sent elsewhere: those that the rules may give a place to go to.
    /// </summary>
    public static IReadOnlyList<string> Elsewhere { get; } = [.. For(Redirect), .. For(Decline)];

    /// <summary>Which reasons an act may give; empty when it needs none.</summary>
    public static IReadOnlyList<string> For(MatterAction action) => ByAction.GetValueOrDefault(action) ?? [];
}
