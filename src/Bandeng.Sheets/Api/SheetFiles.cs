using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Sheets.Api;

/// <summary>The burden and blanks as files.</summary>
internal static class SheetFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sheets/burden.xlsx", (
                HttpContext context, BurdenRows rows, IStringLocalizer<SheetsText> texts, TimeProvider clock,
                CancellationToken cancel) =>
            AskedAsync(
                context,
                clock,
                asked =>
                    SheetAnswer.XlsxAsync(
                        "burden", texts["burden"], rows.Columns, rows.RunAsync(asked, cancel), cancel)))
            .RequirePermission(Permission.FillSheets, Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/sheets/burden.csv", (HttpContext context, BurdenRows rows, TimeProvider clock, CancellationToken cancel) =>
            AskedAsync(
                context, clock,
                asked => SheetAnswer.CsvAsync("burden", rows.Columns, rows.RunAsync(asked, cancel), cancel)))
            .RequirePermission(Permission.FillSheets, Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/sheets/{id:guid}/blank", BlankAsync)
            .RequirePermission(Permission.FillSheets, Permission.ReadFigures).ExcludeFromDescription();
    }

    /// <summary>What a workbook of a format is called on the net.</summary>
    public static string MediaType(BookFormat format) => format is BookFormat.Xls
        ? "application/vnd.ms-excel" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static async Task<IResult> AskedAsync(
        HttpContext context, TimeProvider clock, Func<BurdenAsked, Task<IResult>> answer) =>
        BurdenAsked.Read(context.Request.Query, context.Viewer(), clock.GetUtcNow()) is { } asked
            ? await answer(asked) : SheetScopes.Outside.ToProblem();

    private static async Task<IResult> BlankAsync(
        Guid id, Viewer viewer, ReadForm read, BlankStore blanks, CancellationToken cancel)
    {
        if (!(await read.FindAsync(id, viewer, cancel)).TryGet(out var form, out var refusal))
        {
            return refusal.ToProblem();
        }

        var version = (await read.VersionsAsync(form.Id, cancel)).FirstOrDefault();
        return version is not null && await blanks.ReadAsync(version.Id, cancel) is { } bytes
            ? TypedResults.File(bytes, MediaType(version.Format), version.FileName)
            : SheetScopes.Unknown.ToProblem();
    }
}
