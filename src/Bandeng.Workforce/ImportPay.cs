using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Organizations.Lists;
using Bandeng.Workforce.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Workforce;

/// <summary>
/// Brings in pay, a row a worker and month with its five parts in yuan; run again, everything is unchanged.
/// </summary>
internal sealed class ImportPay(BandengDb db, KeepPay keep, IPeople people, SheetReasons<WorkforceText> reasons)
    : IListKind
{
    public string Name => "pay";

    public Permission Needs => Permission.SeePay;

    public SheetGuide Guide => WorkerGuide.Pay;

    public string Back => "/workforce/people";

    public Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel) => db.ImportRowsAsync(
        list,
        new(Guide, [WorkerGuide.Name, WorkerGuide.Month], reasons, report =>
            new TrailEntry("worker", Guid.CreateVersion7(keep.Now), list.Within, "pay.import", by, keep.Now) { Facts = report.Facts }),
        cells => TakeAsync(cells, list.Within, by, cancel), cancel);

    private async Task<RowTaken> TakeAsync(SheetCells cells, AreaCode? within, Viewer by, CancellationToken cancel)
    {
        var who = cells.Text(WorkerGuide.Phone, 40) ?? cells.Needed(WorkerGuide.Name, 60);
        var month = cells.Needed(WorkerGuide.Month, 20);
        var parts = new Dictionary<PayPart, long>();
        foreach (var part in Enum.GetValues<PayPart>())
        {
            if (cells.Fen(part.ToString()) is { } fen)
            {
                parts[part] = fen;
            }
        }

        if (cells.Fault is { } wrong)
        {
            return wrong;
        }

        if (!(await people.MeantAsync(who, within ?? default, cancel)).TryGet(out var person, out var nobody))
        {
            return new SheetFault(nobody.Code, WorkerGuide.Name);
        }

        if (await db.Workers.SingleOrDefaultAsync(one => one.PersonId == person.Id, cancel) is not { } worker)
        {
            return new SheetFault("worker.unknown", WorkerGuide.Name);
        }

        return (await keep.DraftAsync(worker, month, parts, by, cancel)).TryGet(out var changes, out var no)
            ? changes.IsNew ? RowOutcome.Added : changes.Any ? RowOutcome.Changed : RowOutcome.Unchanged
            : new SheetFault(no.Code);
    }
}
