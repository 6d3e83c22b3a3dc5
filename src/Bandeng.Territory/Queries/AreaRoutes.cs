using Bandeng.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Territory.Queries;

/// <summary>Areas for programs; open to everyone, for codes and names are public.</summary>
internal static class AreaRoutes
{
    /// <param name="Level">Province, City, County, Town, Village, Grid or Building.</param>
    public sealed record Answer(AreaCode Code, string Name, string FullName, string Level)
    {
        public static Answer Of(AreaName area) => new(area.Code, area.Name, area.FullName, area.Code.Level.ToString());
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/areas").WithTags("areas").OpenToAll();
        group.MapGet("/locate", LocateAsync).WithName("LocateArea");
        group.MapGet("/{code}", GetAsync).WithName("GetArea");
        group.MapGet("/{code}/children", ChildrenAsync).WithName("GetAreaChildren");
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(string code, IAreas areas, CancellationToken cancel) =>
        await FindAsync(code, areas, cancel) is { } area ? TypedResults.Ok(Answer.Of(area)) : AreaDetails.Unknown.ToProblem();

    private static async Task<Results<Ok<Answer[]>, ProblemHttpResult>> ChildrenAsync(
        string code, IAreas areas, CancellationToken cancel)
    {
        if (await FindAsync(code, areas, cancel) is not { } area)
        {
            return AreaDetails.Unknown.ToProblem();
        }

        Answer[] children = [.. (await areas.ChildrenAsync(area.Code, cancel)).Select(Answer.Of)];
        return TypedResults.Ok(children);
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> LocateAsync(
        double? lon, double? lat, IAreas areas, CancellationToken cancel)
    {
        if (lon is not (>= -180 and <= 180) || lat is not (>= -90 and <= 90))
        {
            return new Refusal(RefusalKind.Invalid, "area.point", "Give lon and lat in degrees (WGS-84).").ToProblem();
        }

        if (await areas.LocateAsync(lon.Value, lat.Value, cancel) is not { } code)
        {
            return new Refusal(RefusalKind.NotFound, "area.nowhere", "No known area lies there.").ToProblem();
        }

        return TypedResults.Ok(Answer.Of((await areas.NamesAsync([code], cancel))[code]));
    }

    private static async Task<AreaName?> FindAsync(string text, IAreas areas, CancellationToken cancel) =>
        AreaCode.TryParse(text, out var code) ? (await areas.NamesAsync([code], cancel)).GetValueOrDefault(code) : null;
}
