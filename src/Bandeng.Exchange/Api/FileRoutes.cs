using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Exchange.Api;

/// <summary>
/// Answers in a platform's own columns, and the list of its orders, as files. That they were taken is on the trail.
/// </summary>
internal static class FileRoutes
{
    private const int Most = 50_000;
    private const int WideColumn = 28;

    internal static readonly Refusal NoFile = new(
        RefusalKind.NotFound, "exchange.file-unknown", "There is no such file.");

    public static void MapFileRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/exchange/{code}/files/{batch:long}/{format}", FileAsync)
            .RequirePermission(Permission.DispatchMatters);
        routes.MapGet("/exchange/{code}/orders/export/{format}", OrdersAsync)
            .RequirePermission(Permission.DispatchMatters);
    }

    private static async Task<IResult> FileAsync(
        string code, long batch, string format, Viewer viewer, Platforms.Platforms platforms, ReadAnswers answers,
        BandengDb db, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await platforms.FindAsync(code, Permission.DispatchMatters, viewer, cancel) is not { } platform)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        var rows = await answers.BatchAsync(platform, batch, cancel);
        if (rows is [] || format is not ("xlsx" or "csv"))
        {
            return NoFile.ToProblem();
        }

        await RecordAsync(
            db, platform, "answer.Export", viewer, clock, new() { ["batch"] = batch, ["answers"] = rows.Count },
            cancel);
        string[] headings = [.. rows.SelectMany(row => row.Fields.Select(field => field.Key)).Distinct()];
        return await SendAsync(
            format, $"{platform.Code}-{batch:D4}", platform.Name,
            [.. headings.Select(heading => new SheetColumn(heading, Width: WideColumn))],
            rows.Select(row =>
                (IReadOnlyList<object?>)[.. headings.Select(
                    heading => row.Fields.FirstOrDefault(field => field.Key == heading).Value)]),
            cancel);
    }

    private static async Task<IResult> OrdersAsync(
        string code, string format, Viewer viewer, Platforms.Platforms platforms, ListOrders list, BandengDb db,
        TimeProvider clock,
        IStringLocalizer<ExchangeText> texts, IStringLocalizer<Matters.MattersText> shared, CancellationToken cancel)
    {
        if (await platforms.FindAsync(code, Permission.DispatchMatters, viewer, cancel) is not { } platform)
        {
            return Platforms.Platforms.Unknown.ToProblem();
        }

        if (format is not ("xlsx" or "csv"))
        {
            return NoFile.ToProblem();
        }

        var rows = await list.RunAsync(platform, null, null, Most, cancel);
        await RecordAsync(db, platform, "order.Export", viewer, clock, new() { ["orders"] = rows.Count }, cancel);
        SheetColumn[] columns =
        [
            new(texts["number"], Width: WideColumn), new(texts["came"], CellKind.Moment, 18), new(texts["stage"]),
            new(texts["their-due"], CellKind.Moment, 18),
            new(texts["our-due"], CellKind.Moment, 18), new(texts["waiting"], CellKind.Number),
        ];
        return await SendAsync(
            format, $"{platform.Code}-orders", platform.Name, columns,
            rows.Select(row => (IReadOnlyList<object?>)[row.Number, row.CameAt, shared[$"stage.{row.Stage}"].Value, row.TheirDue, row.OurDue, row.Waiting]), cancel);
    }

    private static async Task RecordAsync(
        BandengDb db, Platforms.Platform platform, string action, Viewer by, TimeProvider clock,
        Dictionary<string, object?> facts, CancellationToken cancel)
    {
        facts["platform"] = platform.Code;
        db.Record(new TrailEntry("platform", platform.Id, platform.AreaCode, action, by, clock.GetUtcNow()) { Facts = facts });
        await db.SaveAsync(cancel);
    }

    private static Task<IResult> SendAsync(
        string format, string name, string title, IReadOnlyList<SheetColumn> columns,
        IEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel) =>
        format is "xlsx"
            ? SheetAnswer.XlsxAsync(
                name, title[..Math.Min(title.Length, 31)], columns, rows.ToAsyncEnumerable(), cancel)
            : SheetAnswer.CsvAsync(name, columns, rows.ToAsyncEnumerable(), cancel);
}
