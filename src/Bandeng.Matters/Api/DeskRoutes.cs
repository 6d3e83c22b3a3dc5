using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Pages.Desk;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Api;

/// <summary>The desk's lists as files.</summary>
internal static class DeskRoutes
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapDeskRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/export.xlsx", XlsxAsync).RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/export.csv", CsvAsync).RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/exclusions.xlsx", ExclusionsXlsxAsync).RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/exclusions.csv", ExclusionsCsvAsync).RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
    }

    private static Task<IResult> ExclusionsXlsxAsync(
        DateOnly? from, DateOnly? to, Viewer viewer, ExclusionExport export, IStringLocalizer<DeskText> texts, CancellationToken cancel) =>
        FileAsync("exclusions.xlsx", Xlsx, file => XlsxSheet.WriteAsync(
            file, texts["exclusions"], export.Columns, export.RowsAsync(from, to, viewer, cancel), cancel));

    private static Task<IResult> ExclusionsCsvAsync(
        DateOnly? from, DateOnly? to, Viewer viewer, ExclusionExport export, CancellationToken cancel) =>
        FileAsync("exclusions.csv", Csv, file => CsvSheet.WriteAsync(
            file, export.Columns, export.RowsAsync(from, to, viewer, cancel), cancel));

    private static Task<IResult> XlsxAsync(
        DeskFilter filter, Viewer viewer, DeskExport export, IStringLocalizer<DeskText> texts, CancellationToken cancel) =>
        FileAsync("desk.xlsx", Xlsx, file => XlsxSheet.WriteAsync(
            file, texts["desk"], export.Columns, export.RowsAsync(filter, viewer, cancel), cancel));

    private static Task<IResult> CsvAsync(
        DeskFilter filter, Viewer viewer, DeskExport export, CancellationToken cancel) =>
        FileAsync("desk.csv", Csv, file => CsvSheet.WriteAsync(
            file, export.Columns, export.RowsAsync(filter, viewer, cancel), cancel));

    /// <summary>By way of a file that deletes itself: a workbook ends with its table of contents, and 50,000 rows need not be in memory.</summary>
    internal static async Task<IResult> FileAsync(string name, string type, Func<Stream, Task> write)
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
