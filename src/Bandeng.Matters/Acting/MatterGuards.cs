using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>The conditions of the workflow table, each with the refusal it gives.</summary>
internal static class MatterGuards
{
    /// <summary>The code of every guard, for those who document them.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<Guard>().Select(guard => Words(guard).Code)
        .Distinct().Order()];

    /// <summary>The first guard of an arrow that does not hold, as a refusal; null when all hold.</summary>
    public static Refusal? FirstBroken(
        Arrow arrow, Matter matter, Standing standing, MatterRules rules, DateTimeOffset now)
    {
        foreach (var guard in arrow.Guards)
        {
            if (!Holds(guard, matter, standing, rules, now))
            {
                var (code, message) = Words(guard);
                return new Refusal(RefusalKind.Conflict, code, message);
            }
        }

        return null;
    }

    private static bool Holds(Guard guard, Matter matter, Standing standing, MatterRules rules, DateTimeOffset now) =>
        guard switch
        {
            Guard.NotAppealedYet => matter.Appeals == 0,
            Guard.WithinUndoWindow => matter.DispatchedBy == standing.By.PersonId
                && now <= matter.DispatchedAt?.AddMinutes(rules.UndoMinutes),
            Guard.WithinReturnWindow => matter.DispatchedAt is { } at
                && (now <= Deadline.Of(at, rules.Return, WorkCalendar.Official).At || matter.ReturnsRefused == 1),
            Guard.ReturnStillOpen => matter.ReturnsRefused < 2,
            Guard.NotWaitingForRaiser => matter.AskedAt is null,
            Guard.WaitingForRaiser => matter.AskedAt is not null,
            Guard.MayExtend => !matter.IsLate(now) && matter.Extensions < rules.Extensions && matter.ExtensionDays is null,
            Guard.ExtensionAsked => matter.ExtensionDays is not null,
            Guard.EndorsementOpen => rules.ExtensionApprovers > 1 && matter.ExtensionEndorsedBy is null,
            Guard.EndorsedIfAsked => rules.ExtensionApprovers < 2
                || (matter.ExtensionEndorsedBy is { } first && first != standing.By.PersonId),
            Guard.NotSuspendedBefore => matter.Suspensions == 0,
            Guard.SignedOffIfAsked => !IsUnsigned(matter, rules),
            Guard.SignOffOpen => IsUnsigned(matter, rules),
            Guard.HeadWhileUnsigned => standing.As is not (Capacity.Head or Capacity.BodyHead) || IsUnsigned(matter, rules),
            Guard.BySomebodyElse => !standing.JudgesOwn,
            Guard.LevelAbove => matter.HeldLevel > AreaLevel.County,
            Guard.NotExcluded => matter.Exclusion is null,
            Guard.WithinExclusionWindow => matter.LastWordAt is { } last
                && now <= Deadline.Of(last, rules.Exclusion, WorkCalendar.Official).At,
            Guard.DissatisfiedGoesBack =>
                matter.Rating is Rating.Dissatisfied && matter.Reopenings < rules.DissatisfiedRedos,
            Guard.ExclusionAsked => matter.Exclusion is ExclusionState.Asked,
            Guard.OthersWait => matter.Voices > 1,
            Guard.MayBeLetOut => !matter.Protected && !matter.IsSealed
                && (matter.LetOutAt is null || matter.HandedBackAt > matter.LetOutAt)
                && matter.RequestType is not (RequestType.Complaint or RequestType.Report),
            _ => throw new ArgumentOutOfRangeException(nameof(guard), guard, null),
        };

    private static bool IsUnsigned(Matter matter, MatterRules rules) =>
        rules.AsksSignature(matter.Kind, matter.RequestType) && matter.SignedOffAt is null;

    private static (string Code, string Message) Words(Guard guard) => guard switch
    {
        Guard.NotAppealedYet => ("matter.appealed", "This has been appealed once already."),
        Guard.WithinUndoWindow =>
            ("matter.undo-late", "A dispatch can be taken back only within minutes, by who sent it."),
        Guard.WithinReturnWindow => ("matter.return-late", "The window for objections has passed."),
        Guard.ReturnStillOpen => ("matter.return-final", "The last ruling on this has been given."),
        Guard.NotWaitingForRaiser => ("matter.asked", "A question to the raiser is open already."),
        Guard.WaitingForRaiser => ("matter.not-asked", "No question to the raiser is open."),
        Guard.MayExtend => ("matter.no-extension", "Too late, too often, or an application waits already."),
        Guard.ExtensionAsked => ("matter.no-application", "No application for an extension waits."),
        Guard.EndorsementOpen => ("matter.endorsed", "The first approval is there, or none is asked for here."),
        Guard.EndorsedIfAsked =>
            ("matter.not-endorsed", "Two people approve an extension: somebody else approves it first."),
        Guard.NotSuspendedBefore => ("matter.suspended-once", "It has been suspended once already."),
        Guard.SignedOffIfAsked => ("matter.not-signed-off", "The head has not signed the reply off yet."),
        Guard.SignOffOpen or Guard.HeadWhileUnsigned => ("matter.signed-off", "Nothing waits to be signed off."),
        Guard.BySomebodyElse => ("matter.own-act", "This was your own act: somebody else judges it."),
        Guard.LevelAbove => ("matter.top", "There is no level above."),
        Guard.NotExcluded => ("matter.exclusion-known", "An exclusion has been applied for or judged already."),
        Guard.WithinExclusionWindow =>
            ("matter.exclusion-late", "The window for applying for an exclusion has passed."),
        Guard.DissatisfiedGoesBack => ("matter.stage", "Dissatisfaction does not take it up again here."),
        Guard.ExclusionAsked => ("matter.exclusion-unknown", "No application for an exclusion waits."),
        Guard.OthersWait => ("matter.stage", "It is settled already."),
        Guard.MayBeLetOut =>
            ("matter.not-public", "Complaints, reports and protected matters are never shown to everyone."),
        _ => throw new ArgumentOutOfRangeException(nameof(guard), guard, null),
    };
}
