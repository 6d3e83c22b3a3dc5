using System.Security.Cryptography;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Matters.Api;

/// <summary>The catalogue of today, for everyone: forms offer it, neighbours' systems copy it.</summary>
internal static class CatalogueRoutes
{
    private const int TagLength = 16;

    public static void MapCatalogueRoutes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/categories", ReadAsync).WithName("ReadCategories").OpenToAll();

    private static async Task<IResult> ReadAsync(
        HttpContext context, Catalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        var categories = await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        var tag = new EntityTagHeaderValue(TagOf(categories));
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "no-cache";
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(seen => seen.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(categories);
    }

    private static string TagOf(IReadOnlyList<Category> categories) =>
        $"\"{Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(categories)))[..TagLength]}\"";
}
