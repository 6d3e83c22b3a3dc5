using System.Text.Json;
using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Programs;
using Bandeng.Matters;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Api;

/// <summary>For other platforms: orders in, answers out, docs/exchange.md.</summary>
internal static class ExchangeRoutes
{
    private const long MostBytes = 8L << 20;
    private const string Json = "application/json";
    private const string Loose = "text/*"; // what some platforms call their JSON

    private sealed record OrdersTaken(bool Success, IEnumerable<OrderLine> Orders);

    private sealed record OrderLine(
        int Line, string? Number, string Result, Guid? Matter, string? Code, OrderError? Error,
        IReadOnlyList<OrderWarning> Warnings);

    private sealed record OrderError(string Code, string Message);

    private sealed record AnswersWaiting(IEnumerable<AnswerRow> Items, Guid? Next);

    private sealed record AnswerRow(
        Guid Id, string Number, string Kind, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields);

    private sealed record AnswerSettled(Guid Id, bool Acknowledged);

    private static readonly Refusal NoJson = new(
        RefusalKind.Invalid, "exchange.json", "Send JSON: an order, a list, or either in an envelope.");

    public static void MapExchangeRoutes(this IEndpointRouteBuilder routes)
    {
        var exchange = routes.MapGroup("/api/v1/exchange/{platform}");
        exchange.MapPost("orders", TakeAsync).WithName("TakeOrders").RequirePermission(Permission.DispatchMatters)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithSummary("One order, a list, or either in the platform's envelope, in its own names. The same number twice is one matter.")
            .Accepts<JsonElement>(Json, Loose).Produces<OrdersTaken>()
            .Refuses(400, "exchange.json", "exchange.no-orders", "exchange.many", "exchange.number", "exchange.words")
            .Refuses(403, "exchange.area").Refuses(404, "exchange.unknown")
            .Refuses(409, "exchange.busy", "exchange.order-closed");
        exchange.MapGet("answers", ListAsync).WithName("ListAnswers").RequirePermission(Permission.DispatchMatters)
            .WithSummary(
                "Answers that nobody acknowledged, oldest first, page by page: next is the after of the following one.")
            .Produces<AnswersWaiting>().Refuses(404, "exchange.unknown");
        exchange.MapGet("answers/{id:guid}/files/{file:guid}", OpenAsync)
            .WithName("OpenAnswerFile").RequirePermission(Permission.DispatchMatters)
            .WithSummary("A picture or a paper that was handed back with the result.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Refuses(404, "exchange.unknown", "exchange.answer-unknown", "exchange.file-unknown");
        exchange.MapPost("answers/{id:guid}/ack", AcknowledgeAsync)
            .WithName("AcknowledgeAnswer").RequirePermission(Permission.DispatchMatters)
            .WithSummary(
                "The answer was taken; with {\"success\": false, \"message\": …} it was not, and why. Twice is once.")
            .Accepts<JsonElement>(isOptional: true, Json, Loose).Produces<AnswerSettled>().Refuses(400, "exchange.json")
            .Refuses(404, "exchange.unknown", "exchange.answer-unknown").Refuses(409, "exchange.answer-settled");
        exchange.MapGet("mapping", MappingAsync).WithName("ReadMapping")
            .RequirePermission(Permission.DispatchMatters, Permission.ManageRules)
            .WithSummary("How the platform's fields are read and written, as it travels in a pack.")
            .Produces<JsonElement>().Refuses(404, "exchange.unknown");
    }

    private static async Task<IResult> TakeAsync(
        string platform, HttpContext context, Viewer viewer, Platforms.Platforms platforms, MappingBook book,
        TakeOrders take, IRefusalTexts texts, CancellationToken cancel)
    {
        if (await platforms.FindAsync(platform, Permission.DispatchMatters, viewer, cancel) is not { } from)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        if (!(await ReadAsync(context.Request, (await book.OfAsync(from.Id, cancel)).Mapping, cancel)).TryGet(out var read, out var refusal)
            || !(await take.RunAsync(from, read.Table, Way.Http, viewer, cancel)).TryGet(out var taken, out refusal))
        {
            return refusal.ToProblem();
        }

        // One order alone is answered as such: a refusal has its status.
        return read.IsList || taken is not [{ Refusal: { } no }]
            ? TypedResults.Ok(new OrdersTaken(
                taken.All(one => one.Refusal is null), taken.Select(one => Line(one, texts))))
            : no.ToProblem();
    }

    private static OrderLine Line(OrderTaken one, IRefusalTexts texts) => new(
        one.Line, one.Number, one.Result, one.Matter, one.Code,
        one.Refusal is { } refusal
            ? new(refusal.Code, texts.Find(refusal.Code, refusal.Details) ?? refusal.Message)
            : null,
        one.Warnings);

    private static async Task<Result<(RawTable Table, bool IsList)>> ReadAsync(
        HttpRequest request, OrderMapping mapping, CancellationToken cancel)
    {
        try
        {
            using var body = JsonDocument.Parse(await TextAsync(request, cancel));
            var isList = body.RootElement.ValueKind is JsonValueKind.Array;
            return ReadMessage.Read(body.RootElement, mapping.Envelope).TryGet(out var table, out var refusal)
                ? (table, isList || table.Envelope.Length > 0 || table.Rows.Count > 1)
                : refusal;
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException { StatusCode: 413 } or IOException)
        {
            return NoJson;
        }
    }

    private static async Task<string> TextAsync(HttpRequest request, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancel);
        return OfficeFile.TextOf(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static async Task<IResult> ListAsync(
        string platform, Guid? after, int? limit, Viewer viewer, Platforms.Platforms platforms, ReadAnswers answers,
        CancellationToken cancel)
    {
        if (await platforms.FindAsync(platform, Permission.DispatchMatters, viewer, cancel) is not { } from)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        var most = Math.Clamp(limit ?? ReadAnswers.Most, 1, ReadAnswers.Most);
        var rows = await answers.WaitingAsync(from, after, most, cancel);
        return TypedResults.Ok(new AnswersWaiting(
            rows.Select(row => new AnswerRow(
                row.Id, row.Number, row.Kind.ToString(), row.At.ToUniversalTime(),
                row.Fields.DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value))),
            rows.Count == most ? rows[^1].Id : null));
    }

    private static async Task<IResult> AcknowledgeAsync(
        string platform, Guid id, HttpContext context, Viewer viewer, Platforms.Platforms platforms,
        SettleAnswers settle, CancellationToken cancel)
    {
        if (await platforms.FindAsync(platform, Permission.DispatchMatters, viewer, cancel) is not { } from)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        if (!(await NoOfAsync(context.Request, cancel)).TryGet(out var said, out var refusal))
        {
            return refusal.ToProblem();
        }

        var result = said.Length == 0
            ? await settle.AcknowledgeAsync(from, id, DeliveredBy.Pull, viewer, cancel)
            : await settle.RefuseAsync(from, id, said, viewer, cancel);
        return result.TryGet(out _, out refusal)
            ? TypedResults.Ok(new AnswerSettled(id, said.Length == 0))
            : refusal.ToProblem();
    }

    private static async Task<IResult> OpenAsync(
        string platform, Guid id, Guid file, Viewer viewer, HttpContext context, Platforms.Platforms platforms,
        BandengDb db, IMatterFiles files,
        CancellationToken cancel)
    {
        if (await platforms.FindAsync(platform, Permission.DispatchMatters, viewer, cancel) is not { } from)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        if (await db.Answers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.PlatformId == from.Id, cancel) is not { } answer
            || !AnswerForm.HasFiles(answer))
        {
            return SettleAnswers.Unknown.ToProblem();
        }

        var matter = await db.OutsideOrders.Where(order => order.Id == answer.OrderId)
            .Select(order => order.MatterId).SingleAsync(cancel);
        var found = (await files.HandedBackAsync([matter], cancel))
            .SingleOrDefault(one => one.Id == file && one.AddedAt <= answer.At);
        if (found is null || files.Open(found) is not { } content)
        {
            return FileRoutes.NoFile.ToProblem();
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, found.MediaType, found.Name);
    }

    /// <summary>
    /// Without a body the answer is taken; <c>{"success": false, "code": …, "message": …}</c> says no. Empty: taken.
    /// </summary>
    private static async Task<Result<string>> NoOfAsync(HttpRequest request, CancellationToken cancel)
    {
        var text = await TextAsync(request, cancel);
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        return PlatformWord.Read(text) is not { } word ? NoJson
            : word.Taken is false ? word.Told ?? "refused"
            : "";
    }

    /// <summary>The mapping as it travels in a pack.</summary>
    private static async Task<IResult> MappingAsync(
        string platform, Viewer viewer, Platforms.Platforms platforms, MappingBook book, CancellationToken cancel)
    {
        var found = await platforms.FindAsync(platform, Permission.ManageRules, viewer, cancel)
            ?? await platforms.FindAsync(platform, Permission.DispatchMatters, viewer, cancel);
        return found is null
            ? Platforms.Platforms.Unknown.ToProblem()
            : TypedResults.Text(
                (await book.OfAsync(found.Id, cancel)).Mapping.ToJson(), "application/json; charset=utf-8");
    }
}
