using Bandeng.Households.People;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel;
using Bandeng.Territory;
using System.Globalization;

namespace Bandeng.Households.Importing;

/// <summary>A line whose door was found.</summary>
internal sealed record PlacedLine(ToldLine Line, FoundDoor Door);

/// <summary>A line that can be used, with whom it tells of and where they live.</summary>
internal sealed record SettledLine(PlacedLine Line, Resident? Person, Household Household);

/// <summary>What became of a row.</summary>
internal enum PersonTold
{
    Unchanged,
    Changed,
    Moved,
    Added,
}

/// <summary>
/// Brings households and people as a list tells them into the tables, batch by batch: finds those that stand by keyed
/// hash, moves who lives elsewhere now, adds the others.
/// </summary>
internal sealed class PeopleRegister(BandengDb db, SecretBox box, DateTimeOffset now)
{
    private sealed record Before(int Line, Guid Door, string Number);

    private readonly DateOnly _today = ChinaTime.DayOf(now);
    private readonly HouseholdBook _households = new(db);
    private readonly Dictionary<UInt128, Before> _told = [];
    private readonly Dictionary<Guid, int> _heads = [];
    private readonly PeopleBatch _batch = new(db, box);
    private bool _anybody;

    public int NewHouseholds => _households.Added;

    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        await _households.LoadAsync(within, cancel);
        _anybody = await db.RowAsync<Guid?>("select id from residents limit 1", null, cancel) is not null;
    }

    /// <summary>The lines of a batch that can be used; a household is made for these alone.</summary>
    public async Task<IReadOnlyList<SettledLine>> SettleAsync(
        IReadOnlyList<PlacedLine> lines, Action<PlacedLine, SheetFault> refuse, CancellationToken cancel)
    {
        // Closing numbers costs far more than anything else here, and needs nothing but the line.
        var people = lines.AsParallel().AsOrdered()
            .Select(line => line.Line.Who is { } who ? Resident.Of(Guid.CreateVersion7(now), who, box, now) : null)
            .ToArray();
        await _batch.LoadAsync(_anybody, people, cancel);
        var settled = new List<SettledLine>();
        foreach (var (line, person) in lines.Zip(people))
        {
            if (Settle(line, person, out var fault) is { } household)
            {
                settled.Add(new(line, person, household));
            }
            else
            {
                refuse(line, fault!);
            }
        }

        return settled;
    }

    /// <summary>Writes a batch, once its doors stand.</summary>
    public async Task<IReadOnlyList<PersonTold>> TakeAsync(IReadOnlyList<SettledLine> settled, CancellationToken cancel)
    {
        var nameless = settled.Where(one => one.Person is { IdFingerprint: null }).Select(one => one.Household.Id);
        await _batch.LoadNamelessAsync(_anybody, [.. nameless], cancel);
        PersonTold[] told = [.. settled.Select(Take)];
        await _households.SaveAsync(cancel);
        await _batch.SaveAsync(_today, cancel);
        return told;
    }

    private PersonTold Take(SettledLine one) =>
        one.Person is { } person ? _batch.Take(person, one.Line.Line.Who!.Relation, one.Household, _today)
        : _households.IsNew(one.Household) ? PersonTold.Added
        : PersonTold.Unchanged;

    private Household? Settle(PlacedLine line, Resident? person, out SheetFault? fault)
    {
        fault = (person is null ? null : _batch.FaultOf(person)) ?? Twice(line, person);
        if (fault is not null)
        {
            return null;
        }

        var household = HouseholdOf(line, out fault);
        fault ??= SecondHead(line, household!);
        if (fault is not null)
        {
            return null;
        }

        Remember(line, person);
        return household;
    }

    private Household? HouseholdOf(PlacedLine line, out SheetFault? fault)
    {
        var door = new DoorOfHousehold(line.Door.DwellingId, line.Door.BuildingId, line.Door.AreaCode);
        var household = _households.Find(door, line.Line.Number, _today);
        fault = household is null ? new("household.many", PeopleGuide.Number) : null;
        return household;
    }

    /// <summary>One list may tell of a person once.</summary>
    private SheetFault? Twice(PlacedLine line, Resident? person)
    {
        if (person?.IdFingerprint is not { } fingerprint || !_told.TryGetValue(KeyOf(fingerprint), out var before))
        {
            return null;
        }

        var here = before.Door == line.Door.DwellingId
            && (before.Number == line.Line.Number || before.Number.Length == 0 || line.Line.Number.Length == 0);
        return new(here ? "resident.twice" : "resident.two-households", PeopleGuide.IdNumber, Shown(before.Line));
    }

    /// <summary>A list may give a household another head than it has, but not two.</summary>
    private SheetFault? SecondHead(PlacedLine line, Household household) =>
        line.Line.Who is not { Relation: Membership.Head } || _heads.TryAdd(household.Id, line.Line.Row.Line) ? null
        : new("household.two-heads", PeopleGuide.Relation, Shown(_heads[household.Id]));

    private void Remember(PlacedLine line, Resident? person)
    {
        if (person?.IdFingerprint is { } fingerprint)
        {
            _told[KeyOf(fingerprint)] = new(line.Line.Row.Line, line.Door.DwellingId, line.Line.Number);
        }
    }

    private static UInt128 KeyOf(string fingerprint) =>
        UInt128.Parse(fingerprint.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Shown(int line) => line.ToString(CultureInfo.InvariantCulture);
}
