using Bandeng.Kernel;
using Microsoft.AspNetCore.Builder;

namespace Bandeng.Organizations;

/// <summary>Who may come to a page or route. Each must declare it; one that does not is refused to everybody.</summary>
public interface IAccessDeclaration
{
    /// <summary>Whether this viewer may come in. The use case then checks the place.</summary>
    bool Admits(Viewer viewer);
}

/// <summary>
/// For those who hold a post with one of these permissions somewhere; without any permission: for everyone signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(params Permission[] anyOf) : Attribute, IAccessDeclaration
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    public bool Admits(Viewer viewer) => viewer.IsSignedIn && (AnyOf.Count == 0 || AnyOf.Any(viewer.May));
}

/// <summary>For everybody, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute, IAccessDeclaration
{
    public bool Admits(Viewer viewer) => true;
}

/// <summary>The same declarations for routes.</summary>
public static class AccessOfRoutes
{
    public static TRoute RequirePermission<TRoute>(this TRoute route, params Permission[] anyOf)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new AccessAttribute(anyOf));

    public static TRoute SignedIn<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new AccessAttribute());

    public static TRoute OpenToAll<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new OpenToAllAttribute());
}
