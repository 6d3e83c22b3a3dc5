using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Organizations.Lists;
using Bandeng.Territory;
using Bandeng.Workforce.UseCases;

namespace Bandeng.Workforce;

/// <summary>Brings in records of workers, a row each; who is on record already is changed.</summary>
internal sealed class ImportWorkers(BandengDb db, KeepWorkers keep, AreaBook areas, SheetReasons<WorkforceText> reasons)
    : IListKind
{
    public string Name => "workers";

    public Permission Needs => Permission.KeepWorkers;

    public SheetGuide Guide => WorkerGuide.Workers;

    public string Back => "/workforce/people";

    public async Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel)
    {
        await areas.LoadAsync(list.Within, cancel);
        return await db.ImportRowsAsync(
            list,
            new(Guide, [WorkerGuide.Name, WorkerGuide.Born, WorkerGuide.Schooling], reasons, report =>
                new TrailEntry("worker", Guid.CreateVersion7(keep.Now), list.Within, "worker.import", by, keep.Now) { Facts = report.Facts }),
            cells => TakeAsync(cells, by, cancel), cancel);
    }

    private async Task<RowTaken> TakeAsync(SheetCells cells, Viewer by, CancellationToken cancel)
    {
        var area = areas.Find(AreaGuide.Read(cells.Table, cells.Row), out var nowhere);
        cells.Refuse(nowhere);
        var who = cells.Text(WorkerGuide.Phone, 40) ?? cells.Needed(WorkerGuide.Name, 60);
        var year = YearOf(cells);
        var schooling = WorkerGuide.SchoolingOf(cells.Needed(WorkerGuide.Schooling, 40));
        if (schooling is null)
        {
            cells.Refuse("worker.schooling", WorkerGuide.Schooling);
        }

        var (from, to) = (cells.Day(WorkerGuide.From), cells.Day(WorkerGuide.To));
        if (cells.Fault is { } wrong)
        {
            return wrong;
        }

        return (await keep.DraftAsync(new(who, area!.Value, year, schooling!.Value, from, to), by, cancel))
            .TryGet(out var kept, out var no)
            ? kept.IsNew ? RowOutcome.Added : kept.IsChanged ? RowOutcome.Changed : RowOutcome.Unchanged
            : new SheetFault(no.Code);
    }

    // 1990, 1990年3月 and a whole day all say the year, and nothing more is kept.
    private static int YearOf(SheetCells cells)
    {
        var text = cells.Needed(WorkerGuide.Born, 40);
        if (SheetDay.TryRead(cells.Table.At(cells.Row, WorkerGuide.Born), out var day))
        {
            return day.Year;
        }

        if (text.Length >= 4 && int.TryParse(text.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year))
        {
            return year;
        }

        cells.Refuse("worker.born", WorkerGuide.Born);
        return 0;
    }
}
