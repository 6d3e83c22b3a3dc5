using Microsoft.AspNetCore.Builder;

namespace Bandeng.Kernel;

/// <summary>Who may come to a page or route. Each must declare it; one that does not is refused to everybody.</summary>
public interface IAccessDeclaration
{
    /// <summary>Whether this viewer may come in. The use case then checks the place.</summary>
    bool Admits(Viewer viewer);
}

/// <summary>For everybody, signed in or not. Who needs a post is said by Organizations' <c>[Access]</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute, IAccessDeclaration
{
    public bool Admits(Viewer viewer) => true;
}

/// <summary>The same declaration for routes.</summary>
public static class OpenRoutes
{
    public static TRoute OpenToAll<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new OpenToAllAttribute());
}
