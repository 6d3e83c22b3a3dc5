using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Acting;

/// <summary>Who may know the raiser: name, room, telephone.</summary>
internal static class RaiserSight
{
    /// <summary>
    /// Whether name and room of the raiser are shown. Never to those who handle a protected matter, and never to
    /// neighbours who joined; who dispatches knows everybody.
    /// </summary>
    public static bool IsRaiserSeen(
        this Viewer viewer, Matter matter, Voice? voice, IReadOnlyCollection<Guid> assistants) =>
        viewer.IsProtectedSeen(matter, assistants)
        || Sights.Of(viewer, matter, voice, assistants) switch
        {
            Sight.Office or Sight.Handler => !matter.Protected,
            Sight.Raiser => voice is { IsRaiser: true },
            _ => false,
        };

    /// <summary>
    /// Whether those are known who raised protected matters that were merged into this one: never to who handles it.
    /// </summary>
    public static bool IsProtectedSeen(this Viewer viewer, Matter matter, IReadOnlyCollection<Guid> assistants) =>
        viewer.As(Capacity.Dispatcher, matter, null, assistants) is not null
        || (Sights.Of(viewer, matter, null, assistants) is Sight.Office && !viewer.Handles(matter, assistants));

    /// <summary>
    /// The viewer as they would open the telephone, with the post on which it rests; null when they may not.
    /// </summary>
    /// <param name="own">The matter that the voice raised or joined, if it was merged into this one.</param>
    public static Viewer? AsContact(
        this Viewer viewer, Matter matter, IReadOnlyCollection<Guid> assistants, Matter? own = null)
    {
        var isProtected = matter.Protected || own is { Protected: true };
        var isInvolved = viewer.Posts.Any(post =>
                post.BodyId is { } body && (body == matter.RespondentBodyId || body == own?.RespondentBodyId))
            || (isProtected && viewer.Handles(matter, assistants)
                && viewer.As(Capacity.Dispatcher, matter, null, assistants) is null);
        if (isInvolved)
        {
            return null;
        }

        return viewer.PostFor(Permission.SeeContacts, matter.AreaCode) is { } post
            ? viewer with { ActingPost = post }
            : isProtected ? null : viewer.As(Capacity.Handler, matter, null, assistants);
    }

    private static bool Handles(this Viewer viewer, Matter matter, IReadOnlyCollection<Guid> assistants) =>
        viewer.As(Capacity.Handler, matter, null, assistants) is not null
        || viewer.As(Capacity.Assistant, matter, null, assistants) is not null
        || viewer.As(Capacity.BodyHead, matter, null, assistants) is not null;
}
