using System.Globalization;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Territory.Maps;

/// <summary>Maps as GeoJSON; open to everyone, kept by browsers until the territory changes.</summary>
internal static class MapRoutes
{
    private const string GeoJsonType = "application/geo+json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/map").WithTags("map").OpenToAll();
        group.MapGet("/areas/{code}.geojson", AreasAsync).WithName("GetAreaOutlines")
            .WithSummary("The outlines of what lies directly in an area.")
            .Produces<object>(contentType: GeoJsonType).Produces(StatusCodes.Status304NotModified)
            .Refuses(404, "area.unknown");
        group.MapGet("/features/{code}.geojson", FeaturesAsync).WithName("GetMapFeatures")
            .WithSummary("Roads, water and buildings of a town or something smaller.")
            .Produces<object>(contentType: GeoJsonType).Produces(StatusCodes.Status304NotModified)
            .Refuses(400, "area.too-wide").Refuses(404, "area.unknown");
    }

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> AreasAsync(
        string code, HttpResponse response, MapLayers layers, CancellationToken cancel) =>
        AnswerAsync(code, response, layers, layers.OutlinesAsync, cancel);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FeaturesAsync(
        string code, HttpResponse response, MapLayers layers, CancellationToken cancel)
    {
        if (AreaCode.TryParse(code, out var area) && area.Level < AreaLevel.Town)
        {
            return new Refusal(RefusalKind.Invalid, "area.too-wide", "Ask for a town or something smaller.")
                .ToProblem();
        }

        return await AnswerAsync(code, response, layers, layers.FeaturesAsync, cancel);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnswerAsync(
        string code, HttpResponse response, MapLayers layers, Func<AreaCode, CancellationToken, Task<string>> draw,
        CancellationToken cancel)
    {
        if (!AreaCode.TryParse(code, out var area) || !await layers.IsKnownAsync(area, cancel))
        {
            return AreaDetails.Unknown.ToProblem();
        }

        var version = await layers.VersionAsync(cancel);
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.File(
            Encoding.UTF8.GetBytes(await draw(area, cancel)), GeoJsonType,
            entityTag: new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{area}-{version}\"")));
    }
}
