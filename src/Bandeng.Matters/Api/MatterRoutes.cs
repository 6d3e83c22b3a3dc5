using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Matters.Api;

/// <summary>Matters over HTTP: raise, read, join, and one route for every arrow of the life.</summary>
internal static class MatterRoutes
{
    /// <summary>Where an anonymous raiser's secret travels; never in an address, which ends in logs.</summary>
    private const string SecretHeader = "X-Bandeng-Secret";

    private static readonly Refusal UnknownMatter = new(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");
    private static readonly Refusal UnknownAct = new(RefusalKind.NotFound, "act.unknown", "There is no such act.");

    public static void MapMatterRoutes(this IEndpointRouteBuilder routes)
    {
        var matters = routes.MapGroup("/api/v1/matters");
        matters.MapPost("", RaiseAsync).WithName("RaiseMatter").OpenToAll();
        matters.MapGet("", ListAsync).WithName("ListMatters").RequirePermission(Permission.ReadMatters);
        matters.MapGet("{matterId:guid}", ReadAsync).WithName("ReadMatter").OpenToAll();
        matters.MapPost("{matterId:guid}/voices", JoinAsync).WithName("JoinMatter").OpenToAll();
        matters.MapPost("{matterId:guid}/acts/{action}", ActAsync).WithName("ActOnMatter").OpenToAll();
    }

    private static async Task<IResult> RaiseAsync(
        RaiseRequest request, HttpContext context, Viewer viewer, RaiseMatter raise, Knocks knocks, CancellationToken cancel)
    {
        if (knocks.WhyNotRaise(viewer, context.Connection.RemoteIpAddress, request.Phone) is { } tooOften)
        {
            return tooOften.ToProblem();
        }

        // Where a matter comes from is said by imports alone.
        var result = await raise.RunAsync(request with { Source = null, SourceId = null }, viewer, cancel);
        return result.TryGet(out var raised, out var refusal)
            ? TypedResults.Created($"/api/v1/matters/{raised.Id}", raised)
            : refusal.ToProblem();
    }

    /// <summary>The inbox as the desk shows it, page by page: <c>next</c> is the <c>after</c> of the following one.</summary>
    private static async Task<IResult> ListAsync(DeskFilter filter, Viewer viewer, DeskList list, CancellationToken cancel)
    {
        var page = await list.RunAsync(filter, viewer, cancel);
        return TypedResults.Ok(new { items = page.Rows, next = page.Next?.ToString() });
    }

    private static async Task<IResult> ReadAsync(
        Guid matterId, HttpContext context, Viewer viewer, ReadMatter read, CancellationToken cancel)
    {
        if (await read.FindAsync(matterId, context.Request.Headers[SecretHeader], viewer, cancel) is not { } sheet)
        {
            return UnknownMatter.ToProblem();
        }

        context.Response.Headers.ETag = TagOf(sheet.Version);
        return TypedResults.Ok(sheet);
    }

    private static async Task<IResult> JoinAsync(
        Guid matterId, RaiseRequest request, HttpContext context, Viewer viewer, JoinMatter join, Knocks knocks, CancellationToken cancel)
    {
        if (knocks.WhyNotRaise(viewer, context.Connection.RemoteIpAddress, request.Phone) is { } tooOften)
        {
            return tooOften.ToProblem();
        }

        var result = await join.RunAsync(matterId, request, viewer, cancel);
        return result.TryGet(out var joined, out var refusal)
            ? TypedResults.Created($"/api/v1/matters/{matterId}", joined)
            : refusal.ToProblem();
    }

    private static async Task<IResult> ActAsync(
        Guid matterId, string action, ActRequest request, HttpContext context, Viewer viewer, ActOnMatter act, CancellationToken cancel)
    {
        if (!Enum.TryParse<MatterAction>(action.Replace("-", "", StringComparison.Ordinal), true, out var known) || !Enum.IsDefined(known))
        {
            return UnknownAct.ToProblem();
        }

        var asked = request with
        {
            Version = request.Version ?? VersionIn(context.Request.Headers.IfMatch),
            Secret = request.Secret ?? context.Request.Headers[SecretHeader],
        };
        var result = await act.RunAsync(matterId, known, asked, viewer, cancel);
        if (!result.TryGet(out var acted, out var refusal))
        {
            return refusal.ToProblem();
        }

        // The tag of what now stands: a client goes on from here, act after act, without reading again.
        context.Response.Headers.ETag = TagOf(acted.Version);
        return TypedResults.Ok(acted);
    }

    private static string TagOf(long version) => $"\"{version}\"";

    private static long? VersionIn(string? ifMatch) =>
        EntityTagHeaderValue.TryParse(ifMatch, out var tag) && long.TryParse(tag.Tag.AsSpan().Trim('"'), out var version) ? version : null;
}
