using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Importing.Mapping;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.UseCases;

/// <summary>How a file of roads, rails, water and walls is to be taken.</summary>
/// <param name="Source">Of which a newer file takes the place; the file's own name when left out.</param>
/// <param name="Within">Only what touches this area or is near it.</param>
/// <param name="IsGcj02">Its coordinates are those of a consumer map.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ImportMapRequest(
    string Path, string? Source = null, AreaCode? Within = null, bool IsGcj02 = false, bool DryRun = false);

/// <summary>
/// Brings in lines and surfaces of the map: people walk along roads, and grids are divided along roads, rails, water
/// and walls. A newer file of the same source replaces the kinds that it tells of. Run again, everything is unchanged.
/// </summary>
public sealed class ImportMap(BandengDb db, IAreas areas, TimeProvider clock, PlaceReasons reasons)
{
    private const int NameMax = 80;

    private static readonly string[] Shapes =
    [
        Geometry.TypeNameLineString, Geometry.TypeNameMultiLineString, Geometry.TypeNamePolygon,
        Geometry.TypeNameMultiPolygon,
    ];

    private static readonly string[] No = ["", "F", "0", "no", "false", "否", "无"];

    /// <exception cref="MistakeException">The file cannot be read, or none of its columns is known.</exception>
    public async Task<PlacesImported> RunAsync(ImportMapRequest request, Viewer by, CancellationToken cancel)
    {
        var source = PlaceSource.Open(request.Path, MapGuide.All);
        using var refused = new RefusedRows(request.Path, source.Header);
        await using var whole = await OneImport.BeginAsync(db, request.DryRun, cancel);

        // Two imports of one source at once would both add it; the second waits for the first.
        await TerritoryVersion.NextAsync(db, cancel);
        var register = new MapRegister(db, request.Source ?? NameOf(request.Path));
        await register.LoadAsync(cancel);
        var report = await TakeAsync(source, request, register, refused, cancel);
        var gone = await register.SaveAsync(request.Within, cancel);
        await whole.KeepAsync(cancel, Entry(report, gone, request, by));
        return new(report, source.Dropped, source.Unread, refused.Count > 0 ? refused.Path : null);
    }

    private async Task<ImportReport> TakeAsync(
        PlaceSource source, ImportMapRequest request, MapRegister register, RefusedRows refused,
        CancellationToken cancel)
    {
        var known = new MapAreas(db, areas);
        await known.LoadAsync(request.Within, cancel);
        var report = ImportReport.Nothing;
        foreach (var row in source.Rows)
        {
            var told = Read(source, row, request.IsGcj02, out var fault);
            var area = told is null ? null : known.Of(told.Shape);
            if (told is not null && area is { } code)
            {
                report += register.Take(told, code) == PlaceTold.Added ? new(1, 0, 0, 0) : new(0, 0, 1, 0);
            }
            else
            {
                refused.Add(SheetTable.Plain(row.Row), reasons.Say(fault ?? new("map.far", ToldShape.Column(source))));
                report += new ImportReport(0, 0, 0, 1);
            }
        }

        return report;
    }

    private static ToldFeature? Read(PlaceSource source, ToldRow row, bool isGcj02, out RowFault? fault)
    {
        var shape = ToldShape.Read(source, row, Shapes, isGcj02, out fault);
        var words = MapGuide.Kinds.Select(field => source.At(row.Row, field.Key).Text)
            .Where(text => text.Length > 0).ToArray();
        var word = words.Select(MapWords.Of).FirstOrDefault(one => one is not null);
        var name = source.At(row.Row, MapGuide.Name).Text;
        fault ??= word is null ? new("map.kind", null, string.Join(' ', words))
            : name.Length > NameMax ? new("building.too-long", source.Heading(MapGuide.Name), name[..20])
            : null;
        var isTunnel = !No.Contains(source.At(row.Row, MapGuide.Tunnel).Text, StringComparer.OrdinalIgnoreCase);
        return fault is null ? new(word!, name.Length == 0 ? null : name, isTunnel, shape!) : null;
    }

    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^".gz".Length] : path);

    private TrailEntry Entry(ImportReport report, int gone, ImportMapRequest request, Viewer by)
    {
        var now = clock.GetUtcNow();
        return new TrailEntry("area", Guid.CreateVersion7(now), request.Within, "area.map", by, now)
        {
            Facts = new Dictionary<string, object?>(report.Facts)
            {
                ["file"] = Path.GetFileName(request.Path),
                ["gone"] = gone,
            },
        };
    }
}
