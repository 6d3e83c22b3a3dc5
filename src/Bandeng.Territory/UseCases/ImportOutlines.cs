using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Importing.Outlines;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.UseCases;

/// <summary>How a file of outlines is to be taken.</summary>
/// <param name="Within">Only areas inside; a community itself is meant where a feature names none.</param>
/// <param name="IsGcj02">Its coordinates are those of a consumer map.</param>
/// <param name="AsOf">From which day on the outlines hold; today when left out.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ImportOutlinesRequest(
    string Path, AreaCode? Within = null, bool IsGcj02 = false, DateOnly? AsOf = null, bool DryRun = false);

/// <summary>
/// Brings in the boundaries of areas from GeoJSON, a zipped shapefile or a table with well-known text; in one piece. An
/// outline that changes keeps the former one with its days. Run again, everything is unchanged.
/// </summary>
public sealed class ImportOutlines(BandengDb db, TimeProvider clock, PlaceReasons reasons)
{
    private static readonly string[] Shapes = [Geometry.TypeNamePolygon, Geometry.TypeNameMultiPolygon];

    private sealed record Told(SheetRow Row, AreaCode Area, Geometry Outline);

    /// <exception cref="MistakeException">The file cannot be read, none of its columns is known, or the day lies
    /// ahead.</exception>
    public async Task<PlacesImported> RunAsync(ImportOutlinesRequest request, Viewer by, CancellationToken cancel)
    {
        var day = DayOf(request.AsOf);
        var source = PlaceSource.Open(request.Path, OutlineGuide.All);
        using var refused = new RefusedRows(request.Path, source.Header);
        await using var whole = await OneImport.BeginAsync(db, request.DryRun, cancel);

        // Two imports of one outline at once: the second waits for the first.
        await TerritoryVersion.NextAsync(db, cancel);
        var faults = new List<(SheetRow Row, RowFault Fault)>();
        var told = await ReadAsync(source, request, faults, cancel);
        var report = await KeepAsync(source, told, day, faults, cancel);
        foreach (var (row, fault) in faults.OrderBy(one => one.Row.Line))
        {
            refused.Add(SheetTable.Plain(row), reasons.Say(fault));
        }

        report += new ImportReport(0, 0, 0, faults.Count);
        await whole.KeepAsync(cancel, Entry(report, day, request, by));
        return new(report, source.Dropped, source.Unread, refused.Count > 0 ? refused.Path : null);
    }

    private string DayOf(DateOnly? asOf)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        return asOf > today
            ? throw new MistakeException("date.ahead", "Outlines hold from today or an earlier day.")
            : (asOf ?? today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private async Task<List<Told>> ReadAsync(
        PlaceSource source, ImportOutlinesRequest request, List<(SheetRow Row, RowFault Fault)> faults,
        CancellationToken cancel)
    {
        var areas = new OutlineAreas(db);
        await areas.LoadAsync(request.Within, cancel);
        var (told, lines) = (new List<Told>(), new Dictionary<AreaCode, int>());
        foreach (var row in source.Rows)
        {
            var outline = ToldShape.Read(source, row, Shapes, request.IsGcj02, out var fault);
            var area = outline is null ? null : areas.Find(source, row.Row, out fault);
            if (area is { } code && !lines.TryAdd(code, row.Row.Line))
            {
                fault = new("outline.twice", source.Heading(OutlineGuide.Code), $"{lines[code]}");
            }

            if (fault is not null)
            {
                faults.Add((row.Row, fault));
            }
            else
            {
                told.Add(new(row.Row, area!.Value, outline!));
            }
        }

        return told;
    }

    /// <summary>The wider area first: what lies inside is held against it.</summary>
    private async Task<ImportReport> KeepAsync(
        PlaceSource source, List<Told> told, string day, List<(SheetRow Row, RowFault Fault)> faults,
        CancellationToken cancel)
    {
        var (report, around, file) = (ImportReport.Nothing, new OutlineAround(db), new OutlinesOnFile(db));
        foreach (var one in told.OrderBy(one => one.Area.Level))
        {
            if (await around.LeftAsync(one.Area, one.Outline, cancel) is { } left)
            {
                faults.Add((one.Row, new("outline.outside", ToldShape.Column(source), $"{left}")));
                continue;
            }

            around.Take(one.Area, one.Outline);
            var before = await file.FindAsync(one.Area, cancel);
            var isSame = before is { Sketch: 0 } && before.Geometry == GeoJson.Write(one.Outline);
            _ = isSame || await file.PutAsync(one.Area, one.Outline, day, before, cancel);
            report += isSame ? new(0, 0, 1, 0) : before is null ? new(1, 0, 0, 0) : new(0, 1, 0, 0);
        }

        return report;
    }

    private TrailEntry Entry(ImportReport report, string day, ImportOutlinesRequest request, Viewer by)
    {
        var now = clock.GetUtcNow();
        return new TrailEntry("area", Guid.CreateVersion7(now), request.Within, "area.outlines", by, now)
        {
            Facts = new Dictionary<string, object?>(report.Facts)
            {
                ["file"] = Path.GetFileName(request.Path),
                ["from"] = day,
            },
        };
    }
}
