using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Maps;
using Microsoft.Extensions.Localization;

namespace Bandeng.Territory.UseCases;

/// <summary>How a list of buildings is to be taken.</summary>
/// <param name="Within">Only communities inside; a community itself is meant where a row names none.</param>
/// <param name="IsGcj02">Its coordinates are those of a consumer map.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ImportBuildingsRequest(
    string Path, AreaCode? Within = null, bool IsGcj02 = false, bool DryRun = false);

/// <summary>What an import did or would do.</summary>
/// <param name="Dropped">Headings of columns that are not held here.</param>
/// <param name="Unread">Headings of columns that the list has no field for.</param>
public sealed record PlacesImported(
    ImportReport Report, IReadOnlyList<string> Dropped, IReadOnlyList<string> Unread, string? RefusedPath);

/// <summary>
/// Brings in estates, buildings, public units and rooms from a table, GeoJSON or a zipped shapefile; in one piece. Run
/// again, everything is unchanged.
/// </summary>
public sealed class ImportBuildings(BandengDb db, TimeProvider clock, IAreas areas, PlaceReasons reasons)
{
    private sealed record ReadRow(ToldRow Row, ToldPlace? Told, AreaCode Community, RowFault? Fault);

    private sealed record Taken(ToldRow Row, ToldPlace Told, Guid Place, PlaceTold What);

    /// <exception cref="MistakeException">The file cannot be read, or none of its columns is known.</exception>
    public async Task<PlacesImported> RunAsync(ImportBuildingsRequest request, Viewer by, CancellationToken cancel)
    {
        var source = PlaceSource.Open(request.Path, BuildingGuide.All);
        using var refused = new RefusedRows(request.Path, source.Header);
        await using var whole = await OneImport.BeginAsync(db, request.DryRun, cancel);

        // Two imports of the same new building at once would both add it; the second waits for the first.
        await TerritoryVersion.NextAsync(db, cancel);
        var report = await TakeAsync(source, request, refused, cancel);
        await whole.KeepAsync(cancel, Entry(report, request, by));
        return new(report, source.Dropped, source.Unread, refused.Count > 0 ? refused.Path : null);
    }

    private async Task<ImportReport> TakeAsync(
        PlaceSource source, ImportBuildingsRequest request, RefusedRows refused, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var register = new BuildingRegister(db, today);
        var taken = new List<Taken>();
        foreach (var (row, told, community, wrong) in await ReadAsync(source, request, cancel))
        {
            var fault = wrong;
            if (fault is null)
            {
                await register.LoadAsync(community, cancel);
                if (register.Take(told!, community, row.Row.Line, out fault) is var (id, what))
                {
                    taken.Add(new(row, told!, id, what));
                }
            }

            if (fault is not null)
            {
                refused.Add(SheetTable.Plain(row.Row), reasons.Say(fault));
            }
        }

        await register.SaveAsync(cancel);
        return await DoorsAsync(taken, today, refused.Count, cancel);
    }

    /// <summary>All rows with their communities: where something lies is judged by where the rest lies.</summary>
    private async Task<IReadOnlyList<ReadRow>> ReadAsync(
        PlaceSource source, ImportBuildingsRequest request, CancellationToken cancel)
    {
        var (line, outlines, far) =
            (new BuildingLine(source, request.IsGcj02), new CommunityOutlines(db, areas), new FarPlaces(db));
        var communities = new Communities(db, outlines);
        await communities.LoadAsync(request.Within, cancel);
        var rows = new List<ReadRow>();
        var (same, taken) = (new OneReason(), 0);
        foreach (var row in source.Rows)
        {
            var (told, community) = (line.Read(row, out var fault), default(AreaCode));
            if (told is not null)
            {
                (community, fault) = await communities.OfAsync(source, row.Row, told.Place, cancel);
            }

            rows.Add(new(row, told, community, fault));
            if (fault is not null)
            {
                same.Note(fault.Code, fault.Column);
                same.StopIfHopeless(taken, () => reasons.Say(fault));
                continue;
            }

            taken++;
            if (told!.Place is { } place)
            {
                far.Note(community, place);
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row is { Fault: null, Told.Place: { } place } && await outlines.HoldsAsync(row.Community, place, cancel) is null
                && await far.IsFarAsync(row.Community, place, cancel))
            {
                var (x, y) = (place.Coordinate.X, place.Coordinate.Y);
                rows[i] = row with { Fault = new("building.outside", Communities.PlaceColumn(source), $"{x} {y}") };
            }
        }

        return rows;
    }

    private async Task<ImportReport> DoorsAsync(
        List<Taken> taken, DateOnly today, int refused, CancellationToken cancel)
    {
        var doors = new DoorRegister(db, today);
        await doors.LoadAsync(
            [.. taken.Where(row => row.Told.Door is not null).Select(row => row.Place).Distinct()], cancel);
        var report = new ImportReport(0, 0, 0, refused);
        foreach (var row in taken)
        {
            var door = row.Told.Door is { } told ? doors.Take(row.Place, told) : PlaceTold.Unchanged;
            report += (row.What > door ? row.What : door) switch
            {
                PlaceTold.Added => new(1, 0, 0, 0),
                PlaceTold.Changed => new(0, 1, 0, 0),
                _ => new(0, 0, 1, 0),
            };
        }

        await doors.SaveAsync(cancel);
        return report;
    }

    private TrailEntry Entry(ImportReport report, ImportBuildingsRequest request, Viewer by)
    {
        var now = clock.GetUtcNow();
        return new TrailEntry("place", Guid.CreateVersion7(now), request.Within, "place.import", by, now)
        {
            Facts = new Dictionary<string, object?>(report.Facts) { ["file"] = Path.GetFileName(request.Path) },
        };
    }
}

/// <summary>Why a row was refused, in words that name the column.</summary>
public sealed class PlaceReasons(IStringLocalizer<TerritoryText> texts, IStringLocalizer<FilesText> fileTexts)
{
    internal string Say(RowFault fault)
    {
        var words = fault.Code.StartsWith("row.", StringComparison.Ordinal)
            ? fileTexts[fault.Code, fault.Detail ?? ""].Value
            : texts[fault.Code, fault.Detail ?? ""].Value.Trim();
        return fault.Column is { } column ? fileTexts["column", column, words].Value : words;
    }
}
