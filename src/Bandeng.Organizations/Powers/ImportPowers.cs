using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Lists;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Powers;

/// <summary>
/// Brings in a catalogue of powers, a row each. A power is known by its name, department, town and first day; run
/// again, everything is unchanged, and a last day takes it back.
/// </summary>
internal sealed class ImportPowers(
    BandengDb db, KeepPowers keep, IBodies bodies, AreaBook areas, SheetReasons<OrganizationsText> reasons) : IListKind
{
    public string Name => "powers";

    public Permission Needs => Permission.KeepPowers;

    public SheetGuide Guide => PowerGuide.All;

    public string Back => "/powers";

    public async Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel)
    {
        await areas.LoadAsync(list.Within, cancel);
        var now = keep.Now;
        return await db.ImportRowsAsync(
            list,
            new(Guide, [PowerGuide.Name, PowerGuide.Department, PowerGuide.Basis], reasons, report =>
                new TrailEntry("power", Guid.CreateVersion7(now), list.Within, "power.import", by, now) { Facts = report.Facts }),
            cells => TakeAsync(cells, list.Within, by, cancel),
            cancel);
    }

    private async Task<RowTaken> TakeAsync(SheetCells cells, AreaCode? within, Viewer by, CancellationToken cancel)
    {
        var told = await ReadAsync(cells, within, cancel);
        if (cells.Fault is { } wrong)
        {
            return wrong;
        }

        var from = told.From ?? ChinaTime.DayOf(keep.Now);
        var same = db.Powers.Local.FirstOrDefault(power => IsSame(power, told, from))
            ?? await db.Powers.FirstOrDefaultAsync(
                power => power.Name == told.Name && power.DepartmentId == told.Department && power.ToArea == told.To
                    && (told.From == null || power.ValidFrom == from), cancel);
        if (same is null)
        {
            return (await keep.AddAsync(told with { From = from }, by, cancel)).TryGet(out _, out var no)
                ? RowOutcome.Added
                : new SheetFault(
                    no.Code, no.Code switch
                    {
                        "power.category" => PowerGuide.Categories,
                        "post.last-day" => PowerGuide.To,
                        _ => PowerGuide.Name,
                    }, no.Details is [var detail, ..] ? detail : null);
        }

        if (told.LastDay is not { } last || same.ValidTo == last)
        {
            return RowOutcome.Unchanged;
        }

        if (last < same.ValidFrom || !KeepPowers.May(by, same.ToArea))
        {
            return new SheetFault(last < same.ValidFrom ? "post.last-day" : "admin.area", PowerGuide.To);
        }

        same.End(last);
        return RowOutcome.Changed;
    }

    private static bool IsSame(Power power, PowerFields told, DateOnly from) => power.Name == told.Name
        && power.DepartmentId == told.Department && power.ToArea == told.To
        && (told.From is null || power.ValidFrom == from);

    private async Task<PowerFields> ReadAsync(SheetCells cells, AreaCode? within, CancellationToken cancel)
    {
        var name = cells.Needed(PowerGuide.Name, Power.NameMax);
        var kind = cells.Text(PowerGuide.Class) is { } words ? PowerGuide.ClassOf(words) : PowerClass.Other;
        if (kind is null)
        {
            cells.Refuse("power.class", PowerGuide.Class);
        }

        var department = cells.Needed(PowerGuide.Department, 80);
        var body = Guid.Empty;
        if (department.Length > 0
            && (await bodies.MeantAsync(department, within, cancel)).TryGet(out var found, out var unknown))
        {
            body = found.Id;
        }
        else
        {
            cells.Refuse("body.unknown", PowerGuide.Department, department);
        }

        return new(
            Guid.CreateVersion7(), name, kind ?? PowerClass.Other, body, Where(cells, within),
            cells.Day(PowerGuide.From),
            cells.Day(PowerGuide.To), cells.Needed(PowerGuide.Basis, Power.BasisMax))
        {
            Categories = (cells.Text(PowerGuide.Categories) ?? "")
                .Split([' ', '、', ',', '，', ';'], StringSplitOptions.RemoveEmptyEntries),
        };
    }

    // A row that names no town is about every town of the district that is meant.
    private AreaCode Where(SheetCells cells, AreaCode? within)
    {
        var words = AreaGuide.Read(cells.Table, cells.Row);
        if (words is { Code: "", Town: "" } or { Town: "各街道" or "全部" or "各乡镇" })
        {
            return within ?? default;
        }

        var area = areas.Find(words, out var fault);
        cells.Refuse(fault);
        return area ?? default;
    }
}
