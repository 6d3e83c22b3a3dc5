using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Held;
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
    public static void MapDeskRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/export.xlsx", XlsxAsync)
            .RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/export.csv", CsvAsync).RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/held.xlsx", HeldXlsxAsync)
            .RequirePermission(Permission.DispatchMatters).ExcludeFromDescription();
        routes.MapGet("/desk/held.csv", HeldCsvAsync)
            .RequirePermission(Permission.DispatchMatters).ExcludeFromDescription();
        routes.MapGet("/desk/exclusions.xlsx", ExclusionsXlsxAsync)
            .RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
        routes.MapGet("/desk/exclusions.csv", ExclusionsCsvAsync)
            .RequirePermission(Permission.ReadMatters).ExcludeFromDescription();
    }

    private static Task<IResult> HeldXlsxAsync(
        Viewer viewer, ListHeld list, IStringLocalizer<DeskText> texts, CancellationToken cancel) =>
        SheetAnswer.XlsxAsync("held", texts["held"], list.Columns, list.RowsAsync(viewer, cancel), cancel);

    private static Task<IResult> HeldCsvAsync(Viewer viewer, ListHeld list, CancellationToken cancel) =>
        SheetAnswer.CsvAsync("held", list.Columns, list.RowsAsync(viewer, cancel), cancel);

    private static Task<IResult> ExclusionsXlsxAsync(
        string? from, string? to, Viewer viewer, ExclusionExport export, IStringLocalizer<DeskText> texts,
        CancellationToken cancel) =>
        SheetAnswer.XlsxAsync(
            "exclusions", texts["exclusions"], export.Columns, export.RowsAsync(from, to, viewer, cancel), cancel);

    private static Task<IResult> ExclusionsCsvAsync(
        string? from, string? to, Viewer viewer, ExclusionExport export, CancellationToken cancel) =>
        SheetAnswer.CsvAsync("exclusions", export.Columns, export.RowsAsync(from, to, viewer, cancel), cancel);

    private static Task<IResult> XlsxAsync(
        DeskFilter filter, Viewer viewer, DeskExport export, IStringLocalizer<DeskText> texts,
        CancellationToken cancel) =>
        SheetAnswer.XlsxAsync(
            "desk", texts["desk"], export.Columns, export.RowsAsync(filter, viewer, cancel), cancel);

    private static Task<IResult> CsvAsync(
        DeskFilter filter, Viewer viewer, DeskExport export, CancellationToken cancel) =>
        SheetAnswer.CsvAsync("desk", export.Columns, export.RowsAsync(filter, viewer, cancel), cancel);
}
