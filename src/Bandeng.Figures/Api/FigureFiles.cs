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
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/figures/matters.xlsx", MattersXlsxAsync).RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/matters.csv", MattersCsvAsync).RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/weekly.xlsx", WeeklyAsync).RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
        routes.MapGet("/figures/table.xlsx", AllAsync).RequirePermission(Permission.ReadFigures).ExcludeFromDescription();
    }

    private static Task<IResult> MattersXlsxAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts, CancellationToken cancel) =>
        AskedAsync(context, address, asked => FileAsync("matters.xlsx", Xlsx, file => XlsxSheet.WriteAsync(
            file, texts["matters"], rows.Columns, rows.MattersAsync(asked, cancel), cancel)), cancel);

    private static Task<IResult> MattersCsvAsync(
        HttpContext context, FigureAddress address, FigureRows rows, CancellationToken cancel) =>
        AskedAsync(context, address, asked => FileAsync("matters.csv", "text/csv; charset=utf-8", file => CsvSheet.WriteAsync(
            file, rows.Columns, rows.MattersAsync(asked, cancel), cancel)), cancel);

    private static Task<IResult> WeeklyAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts, CancellationToken cancel) =>
        AskedAsync(context, address, asked => FileAsync("weekly.xlsx", Xlsx, async file => await TableAsync(
            file, texts["weekly"], await rows.CrossAsync(TableFigures.Weekly, Breakdown.Body, asked, cancel), rows, cancel)), cancel);

    private static Task<IResult> AllAsync(
        HttpContext context, FigureAddress address, FigureRows rows, IStringLocalizer<FiguresText> texts, CancellationToken cancel) =>
        AskedAsync(context, address, asked => FileAsync("figures.xlsx", Xlsx, async file => await TableAsync(
            file, texts["figures"], await rows.CrossAsync(FigureBook.Reported, asked.By, asked, cancel), rows, cancel)), cancel);

    private static Task TableAsync(Stream file, string name, Crosstab table, FigureRows rows, CancellationToken cancel) =>
        XlsxSheet.WriteAsync(file, name, rows.ColumnsOf(table), rows.RowsOf(table), cancel);

    private static async Task<IResult> AskedAsync(
        HttpContext context, FigureAddress address, Func<Asked, Task<IResult>> answer, CancellationToken cancel)
    {
        var read = await address.ReadAsync(context.Request.Query, context.Viewer(), cancel);
        return read.TryGet(out var asked, out var refusal) ? await answer(asked) : refusal.ToProblem();
    }

    /// <summary>By way of a file that deletes itself: a workbook ends with its table of contents.</summary>
    private static async Task<IResult> FileAsync(string name, string type, Func<Stream, Task> write)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return TypedResults.File(file, type, name);
    }
}
