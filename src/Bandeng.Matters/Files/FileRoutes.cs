using System.Net.Mime;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Matters.Api;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Matters.Files;

/// <summary>Files over HTTP: one out, one in.</summary>
internal static class FileRoutes
{
    // A file opened by itself can do nothing: no scripts, no forms, no other origin.
    private const string Sandbox =
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

    public static void MapFileRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files/{fileId:guid}", OpenAsync).WithName("OpenFile").OpenToAll().ExcludeFromDescription();
        routes.MapPost("/api/v1/matters/{matterId:guid}/files", AddAsync).WithName("AddFile").OpenToAll()
            .DisableAntiforgery()
            .WithSummary("A picture, a voice note or a paper, as multipart/form-data: file, and moment. The same Idempotency-Key twice is one file.")
            .WithMetadata(MatterRoutes.Secret)
            .Accepts<FileForm>("multipart/form-data").Produces<FileAdded>(StatusCodes.Status201Created)
            .Refuses(400, "file.broken", "file.moment", "file.type", "file.size", "request.idempotency-key")
            .Refuses(404, "matter.unknown")
            .Refuses(409, "file.many").Refuses(429, "file.too-often")
            .WithMetadata(new RequestSizeLimitAttribute(FileFault.SizeMax + (1024 * 1024)));
    }

    private static async Task<IResult> OpenAsync(
        Guid fileId, HttpContext context, Viewer viewer, OpenFile open, FileStore store, CancellationToken cancel)
    {
        var found = await open.FindAsync(
            fileId, context.Request.Headers[MatterRoutes.SecretHeader], context.Request, viewer, cancel);
        if (found is not { } file || store.Open(fileId) is not { } content)
        {
            return FileFault.Unknown.ToProblem();
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = file.IsForEveryone ? "private, no-cache" : "private, no-store";
        headers.ContentDisposition = DispositionOf(file);
        return TypedResults.Stream(
            content, file.MediaType, lastModified: file.AddedAt, entityTag: new($"\"{fileId:N}\""),
            enableRangeProcessing: true);
    }

    private static async Task<IResult> AddAsync(
        Guid matterId, HttpContext context, Viewer viewer, AddFile add, Knocks knocks, CancellationToken cancel)
    {
        var (file, moment) = await FormOf(context, cancel);
        if (file is null)
        {
            return FileFault.Broken.ToProblem();
        }

        if (moment is not { } shows)
        {
            return FileFault.Moment.ToProblem();
        }

        if (knocks.WhyNotUpload(viewer, context.Connection.RemoteIpAddress, file.Length) is { } tooOften)
        {
            return tooOften.ToProblem();
        }

        string? secret = context.Request.Headers[MatterRoutes.SecretHeader];
        if (!IdempotencyKey.IdOf(context.Request, viewer, $"file {matterId}", secret)
            .TryGet(out var id, out var unreadable))
        {
            return unreadable.ToProblem();
        }

        await using var content = file.OpenReadStream();
        var result = await add.RunAsync(matterId, content, file.FileName, shows, viewer, secret, cancel, id);
        return result.TryGet(out var added, out var refusal)
            ? TypedResults.Created($"/files/{added.Id}", added)
            : refusal.ToProblem();
    }

    private static async Task<(IFormFile? File, FileMoment? Moment)> FormOf(
        HttpContext context, CancellationToken cancel)
    {
        if (!context.Request.HasFormContentType)
        {
            return (null, null);
        }

        if (await WholeFormAsync(context, cancel) is not { } form)
        {
            return (null, null);
        }

        var moment = form["moment"].ToString();
        return (form.Files.GetFile("file"), moment.Length == 0
            ? FileMoment.Raised
            : Enum.TryParse<FileMoment>(moment, true, out var known) && Enum.IsDefined(known) ? known : null);
    }

    // Null: the connection or the sender broke off in the middle.
    private static async Task<IFormCollection?> WholeFormAsync(HttpContext context, CancellationToken cancel)
    {
        try
        {
            return await context.Request.ReadFormAsync(new FormOptions(), cancel);
        }
        catch (Exception torn) when (torn is InvalidDataException || torn.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    private static string DispositionOf(FileOpened file)
    {
        var kind = FileType.Of(file.MediaType).IsShown ? DispositionTypeNames.Inline : DispositionTypeNames.Attachment;
        var disposition = new ContentDispositionHeaderValue(kind);
        disposition.SetHttpFileName(file.Name);
        return disposition.ToString();
    }
}
