using Bandeng.Kernel;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Organizations;

namespace Bandeng.Web;

/// <summary>The daily roots for everyone, and a community's chain for those who audit it.</summary>
internal static class TrailRoutes
{
    private const int PageSize = 366;

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "area.unknown", "There is no such place.");
    private static readonly Refusal Outside = new(RefusalKind.Forbidden, "access.post", "None of your posts allows this.");

    public static void MapTrailRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/roots", ListAsync).WithName("ListRoots").OpenToAll();
        routes.MapGet("/api/v1/roots/key", (RootKey key) => TypedResults.Text(key.Public, "application/x-pem-file"))
            .WithName("ReadRootKey").OpenToAll();
        routes.MapGet("/api/v1/trail/{area}", DownloadAsync).WithName("DownloadTrail").RequirePermission(Permission.ReadTrail);
    }

    private static async Task<IResult> ListAsync(DateOnly? before, ListRoots roots, CancellationToken cancel) =>
        TypedResults.Ok(new { items = await roots.RunAsync(before, PageSize, cancel) });

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
        return TypedResults.Stream(stream => WriteAsync(download, place, stream, context.RequestAborted), "application/x-ndjson");
    }

    private static async Task WriteAsync(TrailDownload download, AreaCode place, Stream stream, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream);
        await foreach (var line in download.LinesAsync(place.Value, cancel))
        {
            await text.WriteAsync($"{line}\n".AsMemory(), cancel);
        }
    }
}
