using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Organizations.Lists;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Pairs;

/// <summary>
/// Brings in pairs, a row for each place that somebody has in one. Rows of one kind, community and first day are one
/// pair; run again, everything is unchanged, and a last day ends the place.
/// </summary>
internal sealed class ImportPairs(
    BandengDb db, PairBook book, FindSide find, AreaBook areas, SheetReasons<PairsText> reasons) : IListKind
{
    private List<PairKind> _kinds = [];

    public string Name => "pairs";

    public Permission Needs => Permission.KeepPairs;

    public SheetGuide Guide => PairGuide.All;

    public string Back => "/pairs";

    public async Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel)
    {
        await areas.LoadAsync(list.Within, cancel);
        _kinds = await book.KindsAsync(cancel);
        return await db.ImportRowsAsync(
            list,
            new(Guide, [PairGuide.Kind, PairGuide.Who], reasons, report =>
                new TrailEntry("pair", Guid.CreateVersion7(book.Now), list.Within, "pair.import", by, book.Now) { Facts = report.Facts }),
            cells => TakeAsync(cells, by, cancel), cancel);
    }

    private sealed record Told(
        string Kind, AreaCode Area, PairSlot Slot, FoundSide Side, string Purpose, DateOnly? From, DateOnly? To);

    private async Task<RowTaken> TakeAsync(SheetCells cells, Viewer by, CancellationToken cancel)
    {
        if (await ReadAsync(cells, by, cancel) is not { } told || cells.Fault is not null)
        {
            return cells.Fault!;
        }

        var pair = await PairAsync(told, cancel);
        if (pair.ValidTo is { } ended && (told.From ?? pair.ValidFrom) > ended)
        {
            return new SheetFault("pair.days", PairGuide.From);
        }

        var sides = db.PairSides.Local.Where(side => side.PairId == pair.Id).Concat(
            await db.PairSides.Where(side => side.PairId == pair.Id && side.SlotCode == told.Slot.Code)
                .ToListAsync(cancel));
        if (sides.FirstOrDefault(side => side.SlotCode == told.Slot.Code && side.Is(told.Side)) is not { } same)
        {
            var side = PairSide.Of(pair.Id, told.Slot.Code, told.Side, told.From ?? pair.ValidFrom);
            if (told.To is { } last)
            {
                side.End(last);
            }

            db.PairSides.Add(side);
            return RowOutcome.Added;
        }

        if (told.To is null || told.To == same.ValidTo || told.To < same.ValidFrom)
        {
            return told.To < same.ValidFrom ? new SheetFault("pair.days", PairGuide.To) : RowOutcome.Unchanged;
        }

        same.End(told.To.Value);
        return RowOutcome.Changed;
    }

    private async Task<Pair> PairAsync(Told told, CancellationToken cancel)
    {
        bool Is(Pair pair) =>
            pair.KindCode == told.Kind && pair.AreaCode == told.Area
                && (told.From is not { } day || pair.ValidFrom <= day) && pair.ValidTo is null;
        if (db.Pairs.Local.FirstOrDefault(Is) is { } here)
        {
            return here;
        }

        var there = await db.Pairs.Where(pair => pair.KindCode == told.Kind && pair.AreaCode == told.Area && pair.ValidTo == null).ToListAsync(cancel);
        if (there.Find(Is) is { } standing)
        {
            return standing;
        }

        var made = Pair.Of(Guid.CreateVersion7(), told.Kind, told.Area, told.Purpose, told.From ?? book.Today, null);
        db.Pairs.Add(made);
        return made;
    }

    private async Task<Told?> ReadAsync(SheetCells cells, Viewer by, CancellationToken cancel)
    {
        var area = areas.Find(AreaGuide.Read(cells.Table, cells.Row), out var nowhere);
        cells.Refuse(nowhere);
        var kind = cells.Needed(PairGuide.Kind, 40);
        var found = _kinds.Find(one =>
            one.Name == kind || one.Name.StartsWith(kind, StringComparison.Ordinal)
                || one.Name.Contains($"（{kind}）", StringComparison.Ordinal));
        var who = cells.Text(PairGuide.Phone, 40) ?? cells.Needed(PairGuide.Who, 80);
        var (from, to) = (cells.Day(PairGuide.From), cells.Day(PairGuide.To));
        if (area is not { Level: AreaLevel.Village } place || found is null)
        {
            cells.Refuse(
                found is null ? "pair.kind" : "pair.community", found is null ? PairGuide.Kind : AreaGuide.Community);
            return null;
        }

        if (!KeepPairs.May(by, place))
        {
            cells.Refuse("pair.unknown", AreaGuide.Community);
        }

        var slots = await book.SlotsAsync(found.Code, from ?? book.Today, cancel);
        var role = cells.Text(PairGuide.Slot, 40);
        var slot = role is null && slots.Count > 0
            ? slots[0]
            : slots.FirstOrDefault(one => role is not null && one.Name.Contains(role, StringComparison.Ordinal));
        if (slot is null || cells.Fault is not null)
        {
            cells.Refuse("pair.side", PairGuide.Slot);
            return null;
        }

        if (!(await find.RunAsync(slot.Holder, who, place, cancel)).TryGet(out var side, out var no))
        {
            cells.Refuse(no.Code, PairGuide.Who, who);
            return null;
        }

        return new(found.Code, place, slot, side, cells.Text(PairGuide.Purpose) ?? found.Name, from, to);
    }
}
