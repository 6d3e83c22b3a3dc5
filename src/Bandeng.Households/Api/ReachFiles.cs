using System.Runtime.CompilerServices;
using Bandeng.Households.Pages.Reach;
using Bandeng.Households.Pages.Registry;
using Bandeng.Households.Reaching;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Api;

/// <summary>Dwellings by building outside the reach of something, as files.</summary>
internal sealed class ReachFiles(
    ReckonReach reckon, BandengDb db, IStringLocalizer<ReachText> texts, IStringLocalizer<RegistryText> words)
{
    private sealed record DoorRow(Guid BuildingId, string Unit, string Room);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/registry/reach.xlsx",
            (HttpContext context, ReachFiles files, CancellationToken cancel) =>
                files.AnswerAsync(context, true, cancel))
            .RequirePermission(Permission.ReadHouseholds, Permission.PlanVisits).ExcludeFromDescription();
        routes.MapGet(
            "/registry/reach.csv",
            (HttpContext context, ReachFiles files, CancellationToken cancel) =>
                files.AnswerAsync(context, false, cancel))
            .RequirePermission(Permission.ReadHouseholds, Permission.PlanVisits).ExcludeFromDescription();
    }

    private async Task<IResult> AnswerAsync(HttpContext context, bool xlsx, CancellationToken cancel)
    {
        var viewer = context.Viewer();
        var own = viewer.AreasWith(Permission.ReadHouseholds, Permission.PlanVisits);
        var asked = (string?)context.Request.Query["area"];
        var area = AreaCode.TryParse(asked, out var code)
            ? code
            : own.FirstOrDefault(one => one.Level is AreaLevel.Village);
        if (area == default || area.Level is not AreaLevel.Village || !own.Any(one => one.Contains(area)))
        {
            return asked is null
                ? await FileAsync(
                    xlsx, Columns(ReachQuestion.Kinds), AsyncEnumerable.Empty<IReadOnlyList<object?>>(), cancel)
                : TypedResults.NotFound();
        }

        var sheet = await reckon.RunAsync(ReachQuestion.Of(area, context.Request.Query), cancel);
        return await FileAsync(xlsx, Columns([.. sheet.Kinds]), RowsAsync(sheet, cancel), cancel);
    }

    private Task<IResult> FileAsync(
        bool xlsx, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel) => xlsx
        ? SheetAnswer.XlsxAsync("reach", texts["reach"], columns, rows, cancel)
        : SheetAnswer.CsvAsync("reach", columns, rows, cancel);

    private IReadOnlyList<SheetColumn> Columns(IReadOnlyList<Territory.PlaceKind> kinds) =>
    [
        new(words["estate"], Width: 18), new(texts["building"], Width: 18), new(texts["unit"]), new(texts["room"]),
        new(texts["dwellings"], CellKind.Number),
        new(texts["outside.what"], Width: 30),
        .. kinds.Select(kind => new SheetColumn(texts["minutes.to", words[$"kind.{kind}"]], CellKind.Number)),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        ReachSheet sheet, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (first, last) = sheet.Question.Area.Range;
        var doors = (await db.RowsAsync<DoorRow>(
            """
            select building_id, unit, room from dwelling_facts where area_code between @first and @last and valid_to is null
            order by building_id, length(unit), unit, length(room), room
            """,
            new { first, last },
            cancel)).ToLookup(row => row.BuildingId);
        foreach (var building in sheet.Buildings)
        {
            var outside = sheet.Outside(building).ToList();
            if (outside.Count == 0)
            {
                continue;
            }

            var entered = doors[building.Place.Id].Select(door => (door.Unit, door.Room, Dwellings: 1L)).ToList();
            // Dwellings whose doors nobody entered yet are one line without a door; so is a building without any.
            if (building.Dwellings - entered.Count > 0 || entered.Count == 0)
            {
                entered.Add(("", "", building.Dwellings - entered.Count));
            }

            foreach (var (unit, room, dwellings) in entered)
            {
                yield return
                [
                    building.Place.Estate, building.Place.Name, unit, room, dwellings,
                    string.Join("、", outside.Select(kind => words[$"kind.{kind}"].Value)),
                    .. sheet.Kinds.Select(kind => (object?)sheet.MinutesTo(building, kind)),
                ];
            }
        }
    }
}
