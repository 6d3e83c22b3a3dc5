using Bandeng.Households.Importing;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Territory;

namespace Bandeng.Households.UseCases;

/// <summary>How a list of households or people is to be taken.</summary>
/// <param name="IsHouseholds">A row is a household with its head; else a row is a person.</param>
/// <param name="Within">Only buildings inside; a community is meant where a row names none.</param>
/// <param name="Columns">Chosen by a person: field to heading; null: as guessed.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ImportPeopleRequest(
    string Path, bool IsHouseholds = false, AreaCode? Within = null,
    IReadOnlyDictionary<string, string>? Columns = null,
    bool DryRun = false);

/// <summary>What an import did or would do.</summary>
/// <param name="Moved">Of the changed rows, those whose person lived elsewhere before.</param>
/// <param name="Households">New households.</param>
/// <param name="Doors">Doors that the list was the first to know of.</param>
/// <param name="Dropped">Headings of columns that are not held here.</param>
/// <param name="Unread">Headings of columns that the list has no field for.</param>
public sealed record PeopleImported(
    ImportReport Report, int Moved, int Households, int Doors, IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Unread,
    string? RefusedPath);

/// <summary>
/// Brings in households or people from a table, in one piece: bulk copy, one event on the trail. What is personal goes
/// into no event.
/// </summary>
public sealed class ImportPeople(
    BandengDb db, TimeProvider clock, SecretBox box, DoorBook doors, SheetReasons<HouseholdsText> reasons)
{
    private const int BatchRows = 20_000;

    /// <exception cref="MistakeException">
    /// The file cannot be read, a column is missing (<c>sheet.column</c>), or the first thousand rows are all refused
    /// for one reason (<c>sheet.wrong-column</c>).
    /// </exception>
    public async Task<PeopleImported> RunAsync(ImportPeopleRequest request, Viewer by, CancellationToken cancel)
    {
        var table = Open(request);
        using var refused = new RefusedRows(request.Path, table.Header);
        await using var whole = await OneImport.BeginAsync(db, request.DryRun, cancel);
        await LockAsync(cancel);
        var done = await TakeAsync(table, request, new SheetRefusals(refused, table, reasons), cancel);
        await whole.KeepAsync(cancel, Entry(done, request, by));
        return done;
    }

    /// <summary>The table with its columns as they were guessed or chosen.</summary>
    internal static SheetTable Open(ImportPeopleRequest request)
    {
        var table = SheetTable.Open(
            request.Path, request.IsHouseholds ? PeopleGuide.Households : PeopleGuide.People, request.Columns);
        var missing = !request.IsHouseholds && !table.Has(PeopleGuide.Name) ? "姓名"
            : !table.Has(PeopleGuide.Address) && !table.Has(PeopleGuide.Building) ? "楼栋 / 地址"
            : !table.Has(PeopleGuide.Address) && !table.Has(PeopleGuide.Room) ? "房号"
            : null;
        return missing is null ? table : throw table.Lacks(missing);
    }

    // Two imports of the same new person at once would both add them; the second waits for the first.
    private Task<int> LockAsync(CancellationToken cancel) => db.ExecuteAsync(
        db.IsPostgres()
            ? "lock table households in share row exclusive mode"
            : "update households set version = version where 1 = 0",
        null, cancel);

    private async Task<PeopleImported> TakeAsync(
        SheetTable table, ImportPeopleRequest request, SheetRefusals refusing, CancellationToken cancel)
    {
        await doors.LoadAsync(request.Within, cancel);
        var now = clock.GetUtcNow();
        var (line, register) =
            (new PersonLine(table, request.IsHouseholds, ChinaTime.DayOf(now)), new PeopleRegister(db, box, now));
        await register.LoadAsync(request.Within, cancel);
        var (report, moved, newDoors) = (ImportReport.Nothing, 0, 0);
        foreach (var rows in table.Rows().Chunk(BatchRows))
        {
            var placed = Placed(rows, line, refusing);
            var settled = await register.SettleAsync(placed, (one, fault) => refusing.Add(one.Line.Row, fault), cancel);
            doors.KeepOnly(settled.Select(one => one.Line.Door.DwellingId).ToHashSet());
            newDoors += await doors.SaveAsync(cancel);
            var told = await register.TakeAsync(settled, cancel);
            report += Count(told);
            moved += told.Count(what => what is PersonTold.Moved);
        }

        return new(
            report with { Refused = refusing.Count }, moved, register.NewHouseholds, newDoors, table.Dropped,
            table.Unread, refusing.Path);
    }

    private List<PlacedLine> Placed(SheetRow[] rows, PersonLine line, SheetRefusals refusing)
    {
        var placed = new List<PlacedLine>(rows.Length);
        foreach (var told in ReadAll(rows, line))
        {
            var fault = told.Fault;
            var door = fault is null ? doors.Find(told.Where!, out var missing) : null;
            if (door is not null)
            {
                placed.Add(new(told, door));
            }
            else
            {
                refusing.Add(told.Row, fault ?? DoorFault(told, line));
                refusing.StopIfHopeless(placed.Count);
            }
        }

        return placed;
    }

    private static ToldLine[] ReadAll(SheetRow[] rows, PersonLine line)
    {
        try
        {
            return [.. rows.AsParallel().AsOrdered().Select(line.Read)];
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<MistakeException>().FirstOrDefault() is { } mistake)
        {
            throw mistake;
        }
    }

    private SheetFault DoorFault(ToldLine told, PersonLine line)
    {
        _ = doors.Find(told.Where!, out var fault);
        var key = fault switch
        {
            "door.community" or "door.community-many" => PeopleGuide.Community,
            "door.room" => PeopleGuide.Room,
            "door.estate-many" => PeopleGuide.Estate,
            _ => PeopleGuide.Building,
        };

        // Where the address stands in one piece, that is the column to mend.
        return new(fault!, line.Has(key) ? key : PeopleGuide.Address);
    }

    private static ImportReport Count(IReadOnlyList<PersonTold> told) => new(
        told.Count(what => what is PersonTold.Added),
        told.Count(what => what is PersonTold.Changed or PersonTold.Moved),
        told.Count(what => what is PersonTold.Unchanged),
        0);

    private TrailEntry Entry(PeopleImported done, ImportPeopleRequest request, Viewer by)
    {
        var now = clock.GetUtcNow();
        var action = request.IsHouseholds ? "household.import" : "resident.import";
        return new TrailEntry("household", Guid.CreateVersion7(now), request.Within, action, by, now)
        {
            Facts = new Dictionary<string, object?>(done.Report.Facts)
            {
                ["moved"] = done.Moved,
                ["households"] = done.Households,
            },
        };
    }
}
