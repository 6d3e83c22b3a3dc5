using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Matters.Api;

/// <summary>The catalogue of today, for everyone: forms offer it, neighbours' systems copy it.</summary>
internal static class CatalogueRoutes
{
    public static void MapCatalogueRoutes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/categories", ReadAsync).WithName("ReadCategories").OpenToAll()
            .WithSummary("The whole catalogue of today, one document with an ETag.")
            .Produces<IReadOnlyList<Category>>().Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> ReadAsync(
        HttpContext context, Catalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        var categories = await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        return EntityTags.Read(context, EntityTags.Of(categories), TypedResults.Ok(categories));
    }
}
