using System.Runtime.CompilerServices;
using Bandeng.Households.Pages.Registry;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Api;

/// <summary>The list of places as files: what the page shows, all of it.</summary>
internal sealed class PlaceFiles(
    ListPlaces list, CountHouseholds counts, IAreas areas, IStringLocalizer<RegistryText> texts)
{
    private const int Most = 50_000;
    private const int Batch = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registry/places.xlsx", (HttpContext context, PlaceFiles files, CancellationToken cancel) =>
            SheetAnswer.XlsxAsync("places", files.Title, files.Columns, files.RowsAsync(context, cancel), cancel))
            .RequirePermission(Permission.KeepPlaces, Permission.ReadHouseholds).ExcludeFromDescription();
        routes.MapGet("/registry/places.csv", (HttpContext context, PlaceFiles files, CancellationToken cancel) =>
            SheetAnswer.CsvAsync("places", files.Columns, files.RowsAsync(context, cancel), cancel))
            .RequirePermission(Permission.KeepPlaces, Permission.ReadHouseholds).ExcludeFromDescription();
        PlacesGeoJson.Map(routes);
    }

    private string Title => texts["registry"];

    private IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["community"], Width: 18), new(texts["kind"]), new(texts["estate"], Width: 18),
        new(texts["name"], Width: 18),
        new(texts["number"]), new(texts["address"], Width: 30), new(texts["floors"], CellKind.Number),
        new(texts["doors"], CellKind.Number),
        new(texts["households.told"], CellKind.Number), new(texts["households"], CellKind.Number),
        new(texts["people"], CellKind.Number),
        new(texts["from"], CellKind.Day), new(texts["to"], CellKind.Day), new(texts["code"], Width: 20),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        HttpContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var within = context.Viewer().AreasWith(Permission.KeepPlaces, Permission.ReadHouseholds);
        var filter = RegistryFilter.Of(context.Request.Query) with { After = null };
        for (var left = Most; left > 0; left -= Batch)
        {
            var rows = await list.RunAsync(filter, within, Batch, cancel);
            var names = await areas.NamesAsync(rows.Select(row => row.AreaCode.Community), cancel);
            var counted = await counts.OfBuildingsAsync([.. rows.Select(row => row.Id)], cancel);
            foreach (var row in rows)
            {
                yield return Cells(
                    row, names.GetValueOrDefault(row.AreaCode.Community)?.Name, counted.GetValueOrDefault(row.Id));
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            filter = filter with { After = ListPlaces.KeyOf(rows[^1]) };
        }
    }

    private object?[] Cells(PlaceRow row, string? community, Counted? count) =>
    [
        community, texts[$"kind.{row.Kind}"].Value, row.Estate, row.Name, row.Number, row.Address, row.Floors,
        row.Dwellings,
        row.Households, count?.Households, count?.People, row.ValidFrom, row.ValidTo, row.AreaCode.ToString(),
    ];
}
