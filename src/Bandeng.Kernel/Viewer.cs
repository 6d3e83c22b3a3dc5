using Microsoft.AspNetCore.Http;

namespace Bandeng.Kernel;

/// <summary>A post that somebody holds today, or stands in for (AB角).</summary>
/// <param name="Role">The role's name, as the permission table knows it.</param>
/// <param name="Area">Where the post counts; everything inside it too.</param>
/// <param name="BodyId">For a post in a body: which one.</param>
/// <param name="StandsInFor">The person whose absence is covered.</param>
public sealed record HeldPost(Guid PostId, string Role, AreaCode Area, Guid? BodyId, Guid? StandsInFor);

/// <summary>
/// Who is looking or acting, and on which posts. A permission is a post, nothing else; the table that says which
/// role may do what stands in Organizations.
/// </summary>
public sealed record Viewer(Guid? PersonId, string Name, IReadOnlyList<HeldPost> Posts)
{
    /// <summary>Somebody who did not sign in.</summary>
    public static Viewer Nobody { get; } = new(null, "", []);

    /// <summary>The installation itself: clocks that run out, imports, roll-ups.</summary>
    public static Viewer System { get; } = new(null, "system", []) { IsSystem = true };

    public bool IsSignedIn => PersonId is not null;

    public bool IsSystem { get; private init; }

    /// <summary>The post on which the current act rests; the trail names it.</summary>
    public HeldPost? ActingPost { get; init; }

    /// <summary>The viewer of this request, as the host resolved it after sign-in.</summary>
    public static ValueTask<Viewer> BindAsync(HttpContext context) => ValueTask.FromResult(context.Viewer());
}

/// <summary>Carries the viewer through one request.</summary>
public static class ViewerOfRequest
{
    private static readonly object Key = new();

    public static Viewer Viewer(this HttpContext context) => context.Items[Key] as Viewer ?? Kernel.Viewer.Nobody;

    public static void SetViewer(this HttpContext context, Viewer viewer) => context.Items[Key] = viewer;
}
