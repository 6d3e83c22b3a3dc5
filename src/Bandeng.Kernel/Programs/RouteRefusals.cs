using Microsoft.AspNetCore.Builder;

namespace Bandeng.Kernel.Programs;

/// <summary>
/// Which refusals a route may answer with beside those of every route; the OpenAPI document prints them.
/// </summary>
/// <param name="Status">The status they come with.</param>
/// <param name="Codes">Stable: <c>matter.unknown</c>.</param>
public sealed record RouteRefusals(int Status, IReadOnlyList<string> Codes);

public static class RefusalsOfRoutes
{
    /// <summary>Says so on a route.</summary>
    public static TRoute Refuses<TRoute>(this TRoute route, int status, params string[] codes)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteRefusals(status, codes));
}
