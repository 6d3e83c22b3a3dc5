using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Acting;

/// <summary>Somebody in the capacity in which they act.</summary>
/// <param name="By">With the post on which it rests.</param>
internal sealed record Standing(Viewer By, Capacity As)
{
    /// <summary>Whether what they would judge was their own act.</summary>
    public bool JudgesOwn { get; init; }
}

/// <summary>Which posts let somebody act on a matter, and in what capacity.</summary>
internal static class Capacities
{
    /// <summary>The viewer as they would act, with the post on which it rests; null when they may not.</summary>
    /// <param name="voice">The voice that was shown to be the viewer's own, or null.</param>
    /// <param name="assistants">The bodies that assist.</param>
    public static Viewer? As(
        this Viewer viewer, Capacity capacity, Matter matter, Voice? voice, IReadOnlyCollection<Guid> assistants)
    {
        if (capacity is Capacity.Clock)
        {
            return viewer.IsSystem ? viewer : null;
        }

        if (capacity is Capacity.Raiser)
        {
            return voice is not null ? viewer : null;
        }

        return PostFor(viewer, capacity, matter, assistants) is { } post ? viewer with { ActingPost = post } : null;
    }

    /// <summary>
    /// How the viewer would take an arrow: in the first capacity of the table that is theirs; null when none is.
    /// </summary>
    /// <param name="voice">The voice that was shown to be the viewer's own, or null.</param>
    /// <param name="assistants">The bodies that assist.</param>
    public static Standing? StandingFor(
        this Viewer viewer, Arrow arrow, Matter matter, Voice? voice, IReadOnlyCollection<Guid> assistants) => arrow.Who
            .Select(capacity =>
                viewer.As(capacity, matter, voice, assistants) is { } by ? new Standing(by, capacity) : null)
            .FirstOrDefault(found => found is not null);

    private static HeldPost? PostFor(
        Viewer viewer, Capacity capacity, Matter matter, IReadOnlyCollection<Guid> assistants) =>
        capacity switch
        {
            Capacity.Dispatcher => OverPlace(viewer, Permission.DispatchMatters, matter)
                .FirstOrDefault(post => post.Area.Level <= matter.HeldLevel),
            Capacity.Handler => viewer.PostsWith(Permission.HandleMatters)
                .FirstOrDefault(post => Handles(post, viewer, matter)),
            Capacity.Assistant => viewer.PostsWith(Permission.HandleMatters)
                .FirstOrDefault(post => post.BodyId is { } body && assistants.Contains(body)),
            Capacity.Head => OverPlace(viewer, Permission.SignOffReplies, matter).FirstOrDefault(),
            Capacity.BodyHead => viewer.PostsWith(Permission.SignOffForBody)
                .FirstOrDefault(post => post.BodyId is { } body && body == matter.BodyId),
            Capacity.Checker => NotInvolved(viewer, Permission.CheckMatters, matter),
            Capacity.Caller => NotInvolved(viewer, Permission.CallBack, matter),
            Capacity.Ruler => OverPlace(viewer, Permission.RuleOnReturns, matter).FirstOrDefault(),
            Capacity.Convenor => OverPlace(viewer, Permission.Convene, matter).FirstOrDefault(),
            Capacity.Supervisor => OverPlace(viewer, Permission.Supervise, matter).FirstOrDefault(),
            Capacity.Respondent =>
                viewer.Posts.FirstOrDefault(post => post.BodyId is { } body && body == matter.RespondentBodyId),
            Capacity.Office => OverPlace(viewer, Permission.ReadMatters, matter).FirstOrDefault(),
            Capacity.Raiser or Capacity.Clock => null,
            _ => throw new ArgumentOutOfRangeException(nameof(capacity), capacity, null),
        };

    private static bool Handles(HeldPost post, Viewer viewer, Matter matter) =>
        post.BodyId is { } body ? body == matter.BodyId : viewer.PersonId is { } me && me == matter.HandlerId;

    private static IEnumerable<HeldPost> OverPlace(Viewer viewer, Permission permission, Matter matter) =>
        viewer.PostsWith(permission).Where(post => post.Area.Contains(matter.AreaCode));

    // Whoever looks or asks is not the one who did it, and not the one complained of.
    private static HeldPost? NotInvolved(Viewer viewer, Permission permission, Matter matter) =>
        viewer.PersonId == matter.HandlerId
            || viewer.Posts.Any(post =>
                post.BodyId is { } body && (body == matter.BodyId || body == matter.RespondentBodyId))
            ? null
            : OverPlace(viewer, permission, matter).FirstOrDefault();
}
