using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Held;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Matters.Api;

/// <summary>Matters over HTTP: raise, read, join, and one route for every arrow of the life.</summary>
internal static class MatterRoutes
{
    /// <summary>Where an anonymous raiser's secret travels; never in an address, which ends in logs.</summary>
    public const string SecretHeader = "X-Bandeng-Secret";

    // What single acts say beside what the workflow table asks for.
    private static readonly string[] ActCodes =
    [
        "act.days-many", "act.earlier-unknown", "act.evidence", "act.proof", "act.until-range", "area.unknown",
        "category.unknown",
        "matter.merge-self", "matter.pushed-down", "matter.redirect-only", "matter.respondent",
    ];

    private static readonly string[] ActConflicts =
        [ActOnMatter.Stale, "act.area-not-served", "matter.merge-closed", "matter.others-wait", "matter.same-body"];

    // 20,000 characters, each escaped, and what stands beside them.
    private const int BodyMax = 512 * 1024;

    public static readonly RouteQuestion Secret = new(
        SecretHeader, "Of who raised it or joined it without signing in: the secret that they were given once.", true);

    private static readonly Refusal UnknownMatter = new(
        RefusalKind.NotFound, "matter.unknown", "There is no such matter.");
    private static readonly Refusal UnknownAct = new(RefusalKind.NotFound, "act.unknown", "There is no such act.");

    public static void MapMatterRoutes(this IEndpointRouteBuilder routes)
    {
        var matters = routes.MapGroup("/api/v1/matters");
        matters.MapPost("", RaiseAsync).WithName("RaiseMatter").OpenToAll()
            .WithMetadata(new RequestSizeLimitAttribute(BodyMax))
            .WithSummary("Raise a matter. Only the detail is required; the same id or Idempotency-Key twice makes one matter, with other words it is refused. The ETag serves If-Match of an act. held: one of a flood, a person looks first.")
            .Produces<RaiseMatter.Raised>(StatusCodes.Status201Created)
            .Refuses(
                400,
                [.. RaiseChecks.Codes, DeskFields.RespondentUnknown, "phone.unreadable", "request.idempotency-key"])
            .Refuses(403, ["matter.not-filing", .. DeskFields.Codes])
            .Refuses(409, "matter.id-taken", "matter.changed", DeskFields.NumberKnown, DeskFields.NumberElsewhere)
            .Refuses(429, "raise.too-often.client", "raise.too-often.phone");
        matters.MapGet("", ListAsync).WithName("ListMatters").RequirePermission(Permission.ReadMatters)
            .WithSummary("The inbox as the desk shows it, page by page: next is the after of the following one, null on the last.")
            .Asks(
                ("show", string.Join(", ", Enum.GetNames<DeskShow>())), ("area", "An area code."),
                ("category", "A category's code."),
                ("body", "The id of who has it in hand."), ("channel", string.Join(", ", Enum.GetNames<Channel>())),
                ("type", string.Join(", ", Enum.GetNames<RequestType>())),
                ("stage", string.Join(", ", Enum.GetNames<MatterStage>())),
                ("urgent", "true: only what is urgent."), ("from", "Raised on this day or later, 2026-06-01."),
                ("to", "Raised on this day or earlier."),
                ("q", "Words, or exactly a number, an enquiry code or a telephone number."),
                ("after", "The next of the page before."))
            .Produces<MatterPage>();
        matters.MapGet("{matterId:guid}", ReadAsync).WithName("ReadMatter").OpenToAll()
            .WithSummary(
                "A matter as its reader may see it, with what they may do next. The ETag serves If-Match of an act.")
            .WithMetadata(Secret)
            .Produces<MatterSheet>().Produces(StatusCodes.Status304NotModified).Refuses(404, "matter.unknown");
        matters.MapPost("{matterId:guid}/voices", JoinAsync).WithName("JoinMatter")
            .OpenToAll().WithMetadata(new RequestSizeLimitAttribute(BodyMax))
            .WithSummary("Join an open matter with a voice of one's own; the same person, id or Idempotency-Key twice is one voice.")
            .Produces<JoinMatter.Joined>(StatusCodes.Status201Created)
            .Refuses(400, "phone.unreadable", "request.idempotency-key")
            .Refuses(404, "matter.unknown").Refuses(409, "matter.closed", "matter.id-taken")
            .Refuses(429, "raise.too-often.client", "raise.too-often.phone");
        matters.MapPost("{matterId:guid}/acts/{action}", ActAsync).WithName("ActOnMatter")
            .OpenToAll().WithMetadata(new RequestSizeLimitAttribute(BodyMax), Secret)
            .WithSummary("One step of the life, named as acts of the matter name it. If-Match asks for the version; the answer's ETag is the next.")
            .Produces<Acted>().Refuses(400, [.. ActNeeds.Codes, .. ActCodes, "request.if-match"])
            .Refuses(403, "matter.not-yours", "act.area-elsewhere")
            .Refuses(404, "matter.unknown", "act.unknown", "voice.unknown")
            .Refuses(409, [.. MatterGuards.Codes, .. ActConflicts])
            .Refuses(412, ActOnMatter.Stale);
    }

    private static async Task<IResult> RaiseAsync(
        RaiseRequest request, HttpContext context, Viewer viewer, TakeLetter take, Knocks knocks,
        CancellationToken cancel)
    {
        if (knocks.WhyNotRaise(viewer, context.Connection.RemoteIpAddress, request.Phone) is { } tooOften)
        {
            return tooOften.ToProblem();
        }

        if (!IdempotencyKey.IdOf(context.Request, viewer, "matter").TryGet(out var id, out var unreadable))
        {
            return unreadable.ToProblem();
        }

        // Where a matter comes from is said by imports alone.
        var asked = request with { Id = request.Id ?? id, Source = null, SourceId = null };
        var result = await take.RunAsync(asked, viewer, context.Connection.RemoteIpAddress, [], cancel);
        if (!result.TryGet(out var raised, out var refusal))
        {
            return refusal.ToProblem();
        }

        context.Response.Headers.ETag = raised.Version is { } version ? EntityTags.Of(version) : default;
        return TypedResults.Created($"/api/v1/matters/{raised.Id}", raised);
    }

    /// <summary>
    /// The inbox as the desk shows it, page by page: <c>next</c> is the <c>after</c> of the following one.
    /// </summary>
    private static async Task<IResult> ListAsync(
        DeskFilter filter, HttpRequest request, Viewer viewer, DeskList list, CancellationToken cancel)
    {
        if (DeskFilter.FirstUnreadable(request.Query) is { } name)
        {
            return new Refusal(RefusalKind.Invalid, "request.unreadable", $"'{name}' cannot be read.").ToProblem();
        }

        var page = await list.RunAsync(filter, viewer, cancel);
        return TypedResults.Ok(new MatterPage(page.Rows, page.Next?.ToString()));
    }

    private static async Task<IResult> ReadAsync(
        Guid matterId, HttpContext context, Viewer viewer, ReadMatter read, CancellationToken cancel)
    {
        if (await read.FindAsync(matterId, context.Request.Headers[SecretHeader], viewer, cancel) is not { } sheet)
        {
            return UnknownMatter.ToProblem();
        }

        // How much of a limit is used changes with every second, and follows from what else stands there.
        return EntityTags.Read(
            context, EntityTags.Of(sheet.Version, sheet with { Used = null }), TypedResults.Ok(sheet));
    }

    private static async Task<IResult> JoinAsync(
        Guid matterId, RaiseRequest request, HttpContext context, Viewer viewer, JoinMatter join, Knocks knocks,
        CancellationToken cancel)
    {
        if (knocks.WhyNotRaise(viewer, context.Connection.RemoteIpAddress, request.Phone) is { } tooOften)
        {
            return tooOften.ToProblem();
        }

        if (!IdempotencyKey.IdOf(context.Request, viewer, $"voice {matterId}").TryGet(out var id, out var unreadable))
        {
            return unreadable.ToProblem();
        }

        var result = await join.RunAsync(matterId, request with { Id = request.Id ?? id }, viewer, cancel);
        return result.TryGet(out var joined, out var refusal)
            ? TypedResults.Created($"/api/v1/matters/{matterId}", joined)
            : refusal.ToProblem();
    }

    private static async Task<IResult> ActAsync(
        Guid matterId, string action, ActRequest request, HttpContext context, Viewer viewer, ActOnMatter act,
        CancellationToken cancel)
    {
        if (!Enum.TryParse<MatterAction>(action.Replace("-", "", StringComparison.Ordinal), true, out var known)
            || !Enum.IsDefined(known))
        {
            return UnknownAct.ToProblem();
        }

        if (!EntityTags.PreconditionIn(context.Request).TryGet(out var precondition, out var unreadable))
        {
            return unreadable.ToProblem();
        }

        var asked = request with
        {
            Version = precondition.Versions is null ? request.Version : null,
            Precondition = precondition,
            Secret = request.Secret ?? context.Request.Headers[SecretHeader],
        };
        var result = await act.RunAsync(matterId, known, asked, viewer, cancel);
        if (!result.TryGet(out var acted, out var refusal))
        {
            return refusal.ToProblem(
                precondition.Versions is not null && refusal.Code == ActOnMatter.Stale
                    ? StatusCodes.Status412PreconditionFailed
                    : null);
        }

        // The tag of what now stands: a client goes on from here, act after act, without reading again.
        context.Response.Headers.ETag = EntityTags.Of(acted.Version);
        return TypedResults.Ok(acted);
    }
}

/// <summary>A page of the inbox.</summary>
/// <param name="Next">The <c>after</c> of the following page; null on the last.</param>
internal sealed record MatterPage(IReadOnlyList<DeskRow> Items, string? Next);
