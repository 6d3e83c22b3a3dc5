using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Importing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// Brings in a file of villages with everything around them. May be run again: what stands is left alone, what is
/// called otherwise today keeps its former name, what cannot be used is refused line by line.
/// </summary>
public sealed class ImportAreas(
    BandengDb db, TimeProvider clock, IStringLocalizer<TerritoryText> texts, IStringLocalizer<FilesText> fileTexts)
{
    private const int BatchSize = 10_000;

    /// <param name="asOf">From which day on the names hold; today when left out.</param>
    /// <exception cref="Kernel.CommandLine.MistakeException">The file cannot be read, or is in neither
    /// layout.</exception>
    public async Task<ImportReport> RunAsync(string path, DateOnly? asOf, Viewer by, CancellationToken cancel)
    {
        using var file = TableFile.Open(path);
        var layout = AreaLayout.Of(file);
        using var refused = new RefusedRows(path, file.Header);
        var day = asOf ?? ChinaTime.DayOf(clock.GetUtcNow());

        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await LockAsync(cancel);
        var report = await TakeAsync(file, layout, new AreaRegister(db, day), refused, cancel);
        await FinishAsync(report, Path.GetFileName(path), day, by, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return report;
    }

    // Two imports of the same new area at once would both add it; the second waits for the first.
    private Task<int> LockAsync(CancellationToken cancel) =>
        db.ExecuteAsync("update territory_version set version = version where id = 1", null, cancel);

    private async Task<ImportReport> TakeAsync(
        TableFile file, AreaLayout layout, AreaRegister register, RefusedRows refused, CancellationToken cancel)
    {
        var report = ImportReport.Nothing;
        var batch = new AreaBatch(layout, (row, code) => refused.Add(row, Reason(code)));
        foreach (var rows in file.Rows().Chunk(BatchSize))
        {
            report += await batch.TakeAsync(rows, register, cancel);
        }

        return report;
    }

    private string Reason(string code) =>
        code.StartsWith("area.", StringComparison.Ordinal) ? texts[code] : fileTexts[code];

    private async Task FinishAsync(ImportReport report, string name, DateOnly day, Viewer by, CancellationToken cancel)
    {
        if (report.Added + report.Changed > 0)
        {
            await TerritoryVersion.NextAsync(db, cancel);
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("area", Guid.CreateVersion7(now), null, "area.import", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["file"] = name,
                ["as_of"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["added"] = report.Added,
                ["changed"] = report.Changed,
                ["unchanged"] = report.Unchanged,
                ["refused"] = report.Refused,
            },
        });
        await db.SaveAsync(cancel);
    }
}
