using Microsoft.AspNetCore.Builder;

namespace Bandeng.Kernel.Programs;

/// <summary>One thing that a route may be asked in its query string, for the document of the API.</summary>
/// <param name="IsHeader">In a header in its stead.</param>
public sealed record RouteQuestion(string Name, string Says, bool IsHeader = false);

public static class RouteQuestions
{
    /// <summary>Tells the document what a route that reads its query string itself may be asked.</summary>
    public static TRoute Asks<TRoute>(this TRoute route, params (string Name, string Says)[] questions)
        where TRoute : IEndpointConventionBuilder =>
            route.WithMetadata([.. questions.Select(asked => new RouteQuestion(asked.Name, asked.Says))]);
}
