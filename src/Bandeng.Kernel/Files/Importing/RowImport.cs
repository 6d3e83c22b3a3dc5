using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>What became of a row.</summary>
public enum RowOutcome
{
    Added,
    Changed,
    Unchanged,
}

/// <summary>What became of a row, or why it cannot be used.</summary>
public readonly record struct RowTaken(RowOutcome Outcome, SheetFault? Fault = null)
{
    public static implicit operator RowTaken(SheetFault fault) => new(default, fault);

    public static implicit operator RowTaken(RowOutcome outcome) => new(outcome);
}

/// <summary>How a list of one kind is read.</summary>
/// <param name="Needed">Fields without whose columns nothing can be told.</param>
/// <param name="Entry">The line on the trail; the rows themselves have none.</param>
public sealed record RowImportManner(
    SheetGuide Guide, IReadOnlyList<string> Needed, ISheetReasons Reasons, Func<ImportReport, TrailEntry> Entry);

/// <summary>
/// Takes a list row by row in one transaction: whole or, of a dry run, not at all; refused rows are kept with their
/// reason.
/// </summary>
public static class RowImport
{
    /// <param name="take">Changes the unit of work as a row tells.</param>
    /// <exception cref="MistakeException">The file cannot be read, or a needed column is missing.</exception>
    public static async Task<ListImported> ImportRowsAsync(
        this BandengDb db, ListToImport list, RowImportManner manner, Func<SheetCells, Task<RowTaken>> take,
        CancellationToken cancel)
    {
        var table = SheetTable.Open(list.Path, manner.Guide, list.Columns).Needing(manner.Needed);
        using var refused = new RefusedRows(list.Path, table.Header);
        var refusals = new SheetRefusals(refused, table, manner.Reasons);
        await using var whole = await OneImport.BeginAsync(db, list.DryRun, cancel);
        var counts = new int[3];
        foreach (var row in table.Rows())
        {
            var cells = new SheetCells(table, row);
            var taken = cells.Fault is { } broken ? broken : await take(cells);
            if ((cells.Fault ?? taken.Fault) is { } fault)
            {
                refusals.Add(row, fault);
                refusals.StopIfHopeless(counts.Sum());
            }
            else
            {
                counts[(int)taken.Outcome]++;
            }
        }

        var report = new ImportReport(counts[0], counts[1], counts[2], refusals.Count);
        await whole.KeepAsync(cancel, list.DryRun ? [] : [manner.Entry(report)]);
        return new(report, table.Dropped, table.Unread, refusals.Path);
    }
}
