using Bandeng.Households.Importing;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.UseCases;

/// <summary>How a list of households or people is to be taken.</summary>
/// <param name="IsHouseholds">A row is a household with its head; else a row is a person.</param>
/// <param name="Within">Only buildings inside; a community is meant where a row names none.</param>
/// <param name="Columns">Chosen by a person: field to heading; null: as guessed.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ImportPeopleRequest(
    string Path, bool IsHouseholds = false, AreaCode? Within = null, IReadOnlyDictionary<string, string>? Columns = null,
    bool DryRun = false);

/// <summary>What an import did or would do.</summary>
/// <param name="Moved">Of the changed rows, those whose person lived elsewhere before.</param>
/// <param name="Households">New households.</param>
/// <param name="Doors">Doors that the list was the first to know of.</param>
/// <param name="Dropped">Headings of columns that are not held here.</param>
public sealed record PeopleImported(
    ImportReport Report, int Moved, int Households, int Doors, IReadOnlyList<string> Dropped, string? RefusedPath);

/// <summary>
/// Brings in households or people from a table, in one piece: bulk copy, one event on the trail. What is personal goes
/// into no event.
/// </summary>
public sealed class ImportPeople(
    BandengDb db, TimeProvider clock, SecretBox box, DoorBook doors, PersonReasons reasons)
{
    private const int BatchRows = 20_000;
    private const int EnoughToTell = 1_000;

    /// <exception cref="MistakeException">
    /// The file cannot be read, a column is missing (<c>sheet.column</c>), or the first thousand rows are all refused for one
    /// reason (<c>sheet.wrong-column</c>).
    /// </exception>
    public async Task<PeopleImported> RunAsync(ImportPeopleRequest request, Viewer by, CancellationToken cancel)
    {
        var table = Open(request);
        using var refused = new RefusedRows(request.Path, table.Header);

        // Of a dry run nothing is ever committed, so it needs a transaction of its own.
        await using var own = request.DryRun || db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel) : null;
        await LockAsync(cancel);
        var done = await TakeAsync(table, request, new Refusing(refused, table, reasons), cancel);
        if (!request.DryRun)
        {
            await RecordAsync(done, request, by, cancel);
            await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        }

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
        return missing is null ? table : throw new MistakeException(
            "sheet.column", $"No column is headed {missing}; it has {string.Join(", ", table.Header.Where(name => name.Length > 0))}.");
    }

    // Two imports of the same new person at once would both add them; the second waits for the first.
    private Task<int> LockAsync(CancellationToken cancel) => db.ExecuteAsync(
        db.IsPostgres() ? "lock table households in share row exclusive mode" : "update households set version = version where 1 = 0",
        null, cancel);

    private async Task<PeopleImported> TakeAsync(
        SheetTable table, ImportPeopleRequest request, Refusing refusing, CancellationToken cancel)
    {
        await doors.LoadAsync(request.Within, cancel);
        var (line, register) = (new PersonLine(table, request.IsHouseholds), new PeopleRegister(db, box, clock.GetUtcNow()));
        await register.LoadAsync(request.Within, cancel);
        var (report, moved, newDoors) = (ImportReport.Nothing, 0, 0);
        foreach (var rows in table.Rows().Chunk(BatchRows))
        {
            var placed = Placed(rows, line, refusing);
            newDoors += await doors.SaveAsync(cancel);
            var told = await register.TakeAsync(placed, (one, fault) => refusing.Add(one.Line.Row, fault), cancel);
            report += Count(told);
            moved += told.Count(what => what is PersonTold.Moved);
        }

        return new(
            report with { Refused = refusing.Count }, moved, register.NewHouseholds, newDoors, table.Dropped, refusing.Path);
    }

    private List<PlacedLine> Placed(SheetRow[] rows, PersonLine line, Refusing refusing)
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
                refusing.Add(told.Row, fault ?? DoorFault(told));
                refusing.StopIfHopeless(placed.Count, EnoughToTell);
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
            throw new MistakeException(mistake.Code, mistake.Message);
        }
    }

    private PersonFault DoorFault(ToldLine told)
    {
        _ = doors.Find(told.Where!, out var fault);
        return new(fault!, fault switch
        {
            "door.community" or "door.community-many" => PeopleGuide.Community,
            "door.room" => PeopleGuide.Room,
            "door.estate-many" => PeopleGuide.Estate,
            _ => PeopleGuide.Building,
        });
    }

    private static ImportReport Count(IReadOnlyList<PersonTold> told) => new(
        told.Count(what => what is PersonTold.Added),
        told.Count(what => what is PersonTold.Changed or PersonTold.Moved),
        told.Count(what => what is PersonTold.Unchanged),
        0);

    private async Task RecordAsync(PeopleImported done, ImportPeopleRequest request, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var action = request.IsHouseholds ? "household.import" : "resident.import";
        db.Record(new TrailEntry("household", Guid.CreateVersion7(now), request.Within, action, by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["added"] = done.Report.Added,
                ["changed"] = done.Report.Changed,
                ["moved"] = done.Moved,
                ["unchanged"] = done.Report.Unchanged,
                ["refused"] = done.Report.Refused,
                ["households"] = done.Households,
            },
        });
        await db.SaveAsync(cancel);
    }
}

/// <summary>Keeps refused rows with their reasons, and stops where every row is refused for the same one.</summary>
internal sealed class Refusing(RefusedRows rows, SheetTable table, PersonReasons reasons)
{
    private PersonFault? _first;
    private bool _same = true;

    public int Count => rows.Count;

    public string? Path => rows.Count > 0 ? rows.Path : null;

    public void Add(SheetRow row, PersonFault fault)
    {
        _first ??= fault;
        _same &= (_first.Code, _first.Key) == (fault.Code, fault.Key);
        rows.Add(SheetTable.Plain(row), reasons.Say(fault, table));
    }

    /// <exception cref="MistakeException"><c>sheet.wrong-column</c></exception>
    public void StopIfHopeless(int taken, int enough)
    {
        if (taken == 0 && rows.Count == enough && _same)
        {
            throw new MistakeException(
                "sheet.wrong-column",
                $"The first {enough} rows are all refused: {reasons.Say(_first!, table)}. Nothing was taken; look at the column.");
        }
    }
}

/// <summary>Why a row was refused, in words that name the column.</summary>
public sealed class PersonReasons(IStringLocalizer<HouseholdsText> texts, IStringLocalizer<FilesText> fileTexts)
{
    internal string Say(PersonFault fault, SheetTable table)
    {
        var words = fault.Code.StartsWith("row.", StringComparison.Ordinal) ? fileTexts[fault.Code].Value
            : texts[fault.Code, fault.Detail ?? ""].Value;

        // Where the address stands in one piece, that is the column to mend.
        var column = ColumnOf(fault.Key, table)
            ?? (fault.Code.StartsWith("door.", StringComparison.Ordinal) ? ColumnOf(PeopleGuide.Address, table) : null);
        return column is { } at
            ? texts["column", table.Header[at], words].Value
            : words;
    }

    private static int? ColumnOf(string? key, SheetTable table) =>
        key is not null && table.Columns.TryGetValue(key, out var column) ? column : null;
}
