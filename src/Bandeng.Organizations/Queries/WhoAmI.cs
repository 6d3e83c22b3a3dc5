using Bandeng.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Organizations.Queries;

/// <summary>What a program learns about the person whose token it carries.</summary>
internal static class WhoAmI
{
    public sealed record Answer(Guid PersonId, string Name, IReadOnlyList<AnswerPost> Posts);

    public sealed record AnswerPost(string Role, AreaCode Area, Guid? BodyId, Guid? StandsInFor);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/me", Get)
        .WithName("WhoAmI")
        .WithSummary("Who the token belongs to, and which posts count today.")
        .SignedIn();

    private static Ok<Answer> Get(Viewer viewer) => TypedResults.Ok(new Answer(
        viewer.PersonId!.Value,
        viewer.Name,
        [.. viewer.Posts.Select(post => new AnswerPost(post.Role, post.Area, post.BodyId, post.StandsInFor))]));
}
