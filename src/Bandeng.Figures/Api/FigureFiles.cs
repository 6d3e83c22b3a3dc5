using Bandeng.Figures.Definitions;
using Bandeng.Figures.Pages.Figures;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Figures.Api;

/// <summary>Lists and tables as files.</summary>
internal static class FigureFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/figures/matters.xlsx", MattersXlsxAsync)
            .RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/matters.csv", MattersCsvAsync)
            .RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/weekly.xlsx", WeeklyAsync)
            .RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/table.xlsx", AllAsync)
            .RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
    }

    private static Task<IResult> MattersXlsxAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts,
        CancellationToken cancel) =>
        AskedAsync(context, address, asked => SheetAnswer.XlsxAsync(
            "matters", texts["matters"], rows.Columns, rows.MattersAsync(asked, cancel), cancel), cancel);

    private static Task<IResult> MattersCsvAsync(
        HttpContext context, FigureAddress address, FigureRows rows, CancellationToken cancel) =>
        AskedAsync(context, address, asked => SheetAnswer.CsvAsync(
            "matters", rows.Columns, rows.MattersAsync(asked, cancel), cancel), cancel);

    private static Task<IResult> WeeklyAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts,
        CancellationToken cancel) =>
        AskedAsync(context, address, async asked => await TableAsync(
            "weekly", texts["weekly"], await rows.CrossAsync(TableFigures.Weekly, Breakdown.Body, asked, cancel), rows,
            cancel), cancel);

    private static Task<IResult> AllAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts,
        CancellationToken cancel) =>
        AskedAsync(context, address, async asked => await TableAsync(
            "figures", texts["figures"], await rows.CrossAsync(FigureBook.Reported, asked.By, asked, cancel), rows,
            cancel), cancel);

    private static Task<IResult> TableAsync(
        string name, string title, Crosstab table, FigureRows rows, CancellationToken cancel) =>
        SheetAnswer.XlsxAsync(name, title, rows.ColumnsOf(table), rows.RowsOf(table), cancel);

    private static async Task<IResult> AskedAsync(
        HttpContext context, FigureAddress address, Func<Asked, Task<IResult>> answer, CancellationToken cancel)
    {
        var read = await address.ReadAsync(context.Request.Query, context.Viewer(), cancel);
        return read.TryGet(out var asked, out var refusal) ? await answer(asked) : refusal.ToProblem();
    }
}
