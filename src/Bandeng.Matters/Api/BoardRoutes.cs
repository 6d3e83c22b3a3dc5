using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Matters.Api;

/// <summary>The board for programs: points for a map, and a feed.</summary>
internal static class BoardRoutes
{
    private const int Points = 1000;
    private const int Newest = 40;
    private const int Settled = 20;

    private static readonly Refusal UnknownArea = new(RefusalKind.NotFound, "area.unknown", "There is no such area.");

    public static void MapBoardRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board/matters.geojson", PointsAsync).WithName("GetBoardPoints")
            .OpenToAll().ExcludeFromDescription().CacheOutput(BoardCache.Policy);
        routes.MapGet("/board.atom", FeedAsync).WithName("GetBoardFeed")
            .OpenToAll().ExcludeFromDescription().CacheOutput(BoardCache.Policy);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PointsAsync(
        string? area, HttpResponse response, BoardPlaces places, BoardList list, BoardWords words, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await places.FindAsync(area, cancel) is not { } place)
        {
            return UnknownArea.ToProblem();
        }

        var matters = await list.NewestAsync(new(place.Within, clock.GetUtcNow()), Points, false, cancel);
        return Answer(response, BoardGeoJson.Write(matters, words), "application/geo+json");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FeedAsync(
        string? area, HttpContext context, BoardPlaces places, BoardList list, BoardWords words, BoardFeed feed,
        TimeProvider clock,
        CancellationToken cancel)
    {
        if (await places.FindAsync(area, cancel) is not { } place)
        {
            return UnknownArea.ToProblem();
        }

        var question = new BoardQuestion(place.Within, clock.GetUtcNow());
        var newest = await list.NewestAsync(question, Newest, true, cancel);
        var settled = await list.SettledAsync(question, Settled, true, cancel);
        var matters = newest.UnionBy(settled, matter => matter.Id).OrderByDescending(matter => matter.UpdatedAt);
        return Answer(
            context.Response, feed.Write(place, [.. matters], words, context.Request),
            "application/atom+xml; charset=utf-8");
    }

    // Told by its content alone: the same for as long as nothing on it changes.
    private static FileContentHttpResult Answer(HttpResponse response, byte[] content, string type)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Language, Cookie";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
        return TypedResults.File(content, type, entityTag: tag);
    }
}
