using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Importing;

/// <summary>
/// Brings in a table of matters from another system. May be run again: identity is source and number, never the words.
/// Some thousand rows a transaction: broken off, the next run goes on where this one stopped.
/// </summary>
internal sealed class ImportMatters(
    BandengDb db, MatterBatch batch, TimeProvider clock, IStringLocalizer<ImportingText> texts,
    IStringLocalizer<FilesText> fileTexts)
{
    // In SQLite who raises a matter meanwhile waits for one batch, a second; with fewer rows every page of the indexes is
    // written to the log again and again.
    private const int BatchSize = 3_000;

    /// <param name="from">A known layout, or the path of a mapping.</param>
    /// <param name="area">Where what names no place itself is filed; null: the installation's own area.</param>
    /// <param name="progress">Is told the rows so far, after each batch.</param>
    /// <exception cref="Kernel.CommandLine.MistakeException">The file or the mapping cannot be used.</exception>
    public async Task<ImportedMatters> RunAsync(
        string path, string from, AreaCode? area, Action<int>? progress, Viewer by, CancellationToken cancel)
    {
        using var file = TableFile.Open(path);
        var mapping = MatterLayouts.Of(from, file);
        var reader = new MatterReader(mapping, file, clock.GetUtcNow());
        using var refused = new RefusedRows(path, file.Header);
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        void Refuse(TableRow row, string code)
        {
            refused.Add(row, Reason(code));
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        var ready = Task.Run(() => HoldAsync(cancel), cancel);
        var (report, told) = (ImportReport.Nothing, new Dictionary<string, int>());
        using var chunks = file.Rows().Chunk(BatchSize).GetEnumerator();
        Read? Next() => chunks.MoveNext() ? ReadAll(chunks.Current, reader, told, area) : null;

        // The next rows are read while the last are written.
        for (var coming = Task.Run(Next, cancel); await coming is { } read;)
        {
            read.Faults.ForEach(fault => Refuse(fault.Row, fault.Code));
            report += new ImportReport(0, 0, read.Unchanged, read.Faults.Count);
            coming = Task.Run(Next, cancel);
            await ready;
            report += await batch.TakeAsync(mapping.Source, read.Lines, Refuse, cancel);
            progress?.Invoke(report.Added + report.Changed + report.Unchanged + report.Refused);
        }

        await ready;
        await RecordAsync(report, Path.GetFileName(path), mapping.Source, by, cancel);
        return new ImportedMatters(report, mapping.Source, codes, file.Dropped);
    }

    // The rows of one batch as far as they can be understood.
    private sealed record Read(
        List<(TableRow, MatterLine)> Lines, List<(TableRow Row, string Code)> Faults, int Unchanged);

    private static Read ReadAll(
        TableRow[] rows, MatterReader reader, Dictionary<string, int> told, AreaCode? area)
    {
        var (lines, faults, unchanged) = (new List<(TableRow, MatterLine)>(), new List<(TableRow, string)>(), 0);
        foreach (var row in rows)
        {
            var fault = reader.Read(row, out var line);
            if (fault is null && !told.TryAdd(line!.Request.SourceId!, line.GetHashCode()))
            {
                // The same row twice is one; of two that differ nobody knows which is right.
                fault = told[line.Request.SourceId!] == line.GetHashCode() ? null : "matter.twice";
                (unchanged, line) = (fault is null ? unchanged + 1 : unchanged, null);
            }

            if (fault is not null)
            {
                faults.Add((row, fault));
            }
            else if (line is not null)
            {
                lines.Add(
                    (row, line with { Request = line.Request with { Area = line.Request.Area ?? area?.ToString() } }));
            }
        }

        return new Read(lines, faults, unchanged);
    }

    // One connection for the whole file, made ready while the first rows are read. In SQLite memory enough that no page
    // is written out and read again, and the log goes into the file once in a while instead of after every batch.
    private async Task HoldAsync(CancellationToken cancel)
    {
        _ = db.Model;
        await db.Database.OpenConnectionAsync(cancel);
        if (!db.IsPostgres())
        {
            await db.ExecuteAsync(
                "pragma cache_size = -204800; pragma wal_autocheckpoint = 50000; pragma mmap_size = 1073741824", null, cancel);
        }
    }

    private string Reason(string code) =>
        code.StartsWith("row.", StringComparison.Ordinal) ? fileTexts[code] : texts[code];

    private async Task RecordAsync(ImportReport report, string name, string source, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("import", Guid.CreateVersion7(now), null, "matter.import", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["file"] = name,
                ["source"] = source,
                ["added"] = report.Added,
                ["changed"] = report.Changed,
                ["unchanged"] = report.Unchanged,
                ["refused"] = report.Refused,
            },
        });
        await db.SaveAsync(cancel);
    }
}
