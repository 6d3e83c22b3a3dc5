using Bandeng.Kernel;
using Microsoft.AspNetCore.Builder;

namespace Bandeng.Organizations;

/// <summary>
/// For those who hold a post with one of these permissions somewhere; without any permission: for everyone signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(params Permission[] anyOf) : Attribute, IAccessDeclaration
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    public bool Admits(Viewer viewer) => viewer.IsSignedIn && (AnyOf.Count == 0 || AnyOf.Any(viewer.May));
}

/// <summary>The same declarations for routes.</summary>
public static class AccessOfRoutes
{
    public static TRoute RequirePermission<TRoute>(this TRoute route, params Permission[] anyOf)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new AccessAttribute(anyOf));

    public static TRoute SignedIn<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new AccessAttribute());
}
