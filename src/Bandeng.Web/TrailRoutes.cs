using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bandeng.Web;

/// <summary>The daily roots for everyone, and a community's chain for those who audit it.</summary>
internal static class TrailRoutes
{
    private const int PageSize = 366;

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "area.unknown", "There is no such place.");
    private static readonly Refusal Outside = new(
        RefusalKind.Forbidden, "access.post", "None of your posts allows this.");

    public static void MapTrailRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/roots", ListAsync).WithName("ListRoots").OpenToAll()
            .WithSummary("The roots of the days, newest first, page by page: next is the before of the following page, null on the last.")
            .Produces<RootPage>();
        routes.MapGet("/api/v1/roots/key", (RootKey key) => TypedResults.Text(key.Public, "application/x-pem-file"))
            .WithName("ReadRootKey").OpenToAll().WithSummary("The key that the roots are signed with.")
            .Produces<string>(contentType: "application/x-pem-file");
        routes.MapGet("/api/v1/trail/{area}", DownloadAsync)
            .WithName("DownloadTrail").RequirePermission(Permission.ReadTrail)
            .WithSummary("A community's whole chain with its way up to every root, a line of JSON an event.")
            .Produces<string>(contentType: "application/x-ndjson")
            .Refuses(403, "access.post").Refuses(404, "area.unknown");
    }

    private static async Task<Ok<RootPage>> ListAsync(DateOnly? before, ListRoots roots, CancellationToken cancel)
    {
        var found = await roots.RunAsync(before, PageSize + 1, cancel);
        return TypedResults.Ok(
            found.Count > PageSize
                ? new RootPage(
                    [.. found.Take(PageSize)],
                    DateOnly.ParseExact(found[PageSize - 1].Day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
                : new RootPage(found, null));
    }

    private static IResult DownloadAsync(string area, Viewer viewer, TrailDownload download, HttpContext context)
    {
        if (!AreaCode.TryParse(area, out var place) || place.Community != place)
        {
            return Unknown.ToProblem();
        }

        if (viewer.PostFor(Permission.ReadTrail, place) is null)
        {
            return Outside.ToProblem();
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=trail-{place}.ndjson";
        return TypedResults.Stream(
            stream => WriteAsync(download, place, stream, context.RequestAborted), "application/x-ndjson");
    }

    private static async Task WriteAsync(
        TrailDownload download, AreaCode place, Stream stream, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream);
        await foreach (var line in download.LinesAsync(place.Value, cancel))
        {
            await text.WriteAsync($"{line}\n".AsMemory(), cancel);
        }
    }
}

/// <summary>A page of roots.</summary>
/// <param name="Next">The <c>before</c> of the following page; null on the last.</param>
internal sealed record RootPage(IReadOnlyList<ChainRoot> Items, DateOnly? Next);
