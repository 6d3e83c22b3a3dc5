using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Matters.Rules;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Importing;

/// <summary>
/// Brings in an office's catalogue. Dated: a line that says otherwise than today's closes the old entry and opens a
/// new one from today, so that a matter is judged by what held on its day. Entries that the file leaves out stay.
/// </summary>
internal sealed class ImportCategories(
    BandengDb db, CategoryBook book, Recent<DateOnly, IReadOnlyList<Category>> recent, TimeProvider clock,
    IStringLocalizer<ImportingText> texts, IStringLocalizer<FilesText> fileTexts)
{
    private enum Told
    {
        Added,
        Changed,
        Unchanged,
    }

    /// <exception cref="MistakeException">The file cannot be read, or lacks a column.</exception>
    public async Task<ImportReport> RunAsync(string path, Viewer by, CancellationToken cancel)
    {
        using var file = TableFile.Open(path);
        int[] at = [.. CategoryLine.Columns.Select(file.Column)];
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
        {
            throw new MistakeException("file.columns", $"{path} has no column {CategoryLine.Columns[missing]}.");
        }

        using var refused = new RefusedRows(path, file.Header);
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var known = (await book.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel)).ToDictionary(line => line.Code);
        var report = await TakeAsync(file, at, known, refused, cancel);
        Record(report, Path.GetFileName(path), by);
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        recent.Forget();
        return report;
    }

    private async Task<ImportReport> TakeAsync(
        TableFile file, int[] at, Dictionary<string, CategoryLine> known, RefusedRows refused, CancellationToken cancel)
    {
        var (told, counts) = (new HashSet<string>(), new int[3]);
        foreach (var row in file.Rows())
        {
            var fault = CategoryLine.Read(row, at, out var line) ?? Contradiction(line!, known, told);
            if (fault is not null)
            {
                refused.Add(row, fault.StartsWith("row.", StringComparison.Ordinal) ? fileTexts[fault] : texts[fault]);
                continue;
            }

            told.Add(line!.Code);
            counts[(int)await TakeAsync(line, known, cancel)]++;
        }

        return new ImportReport(
            counts[(int)Told.Added], counts[(int)Told.Changed], counts[(int)Told.Unchanged], refused.Count);
    }

    // Two levels: a parent stands already and has none itself; who has children stays on the first level.
    private static string? Contradiction(
        CategoryLine line, Dictionary<string, CategoryLine> known, HashSet<string> told) =>
        told.Contains(line.Code) ? "category.twice"
        : line.ParentCode is not { } parent ? null
        : known.GetValueOrDefault(parent) is { ParentCode: null }
        && known.Values.All(other => other.ParentCode != line.Code) ? null
        : "category.parent";

    private async Task<Told> TakeAsync(
        CategoryLine line, Dictionary<string, CategoryLine> known, CancellationToken cancel)
    {
        var before = known.GetValueOrDefault(line.Code);
        if (before == line)
        {
            return Told.Unchanged;
        }

        known[line.Code] = line;
        await book.WriteAsync(line, ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        return before is null ? Told.Added : Told.Changed;
    }

    private void Record(ImportReport report, string name, Viewer by)
    {
        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("category", Guid.CreateVersion7(now), null, "category.import", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["file"] = name,
                ["from"] = ChinaTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["added"] = report.Added,
                ["changed"] = report.Changed,
                ["unchanged"] = report.Unchanged,
                ["refused"] = report.Refused,
            },
        });
    }
}
