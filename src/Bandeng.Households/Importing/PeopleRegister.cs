using Bandeng.Households.People;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel;
using Bandeng.Territory;
using System.Globalization;

namespace Bandeng.Households.Importing;

/// <summary>A line whose door was found.</summary>
internal sealed record PlacedLine(ToldLine Line, FoundDoor Door);

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
    private readonly DateOnly _today = ChinaTime.DayOf(now);
    private readonly HouseholdBook _households = new(db);
    private readonly Dictionary<UInt128, (int Line, Guid Household)> _told = [];
    private readonly PeopleBatch _batch = new(db, box);
    private bool _anybody;

    public int NewHouseholds => _households.Added;

    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        await _households.LoadAsync(within, cancel);
        _anybody = await db.RowAsync<Guid?>("select id from residents limit 1", null, cancel) is not null;
    }

    /// <summary>Takes a batch and writes it; what is refused goes to <paramref name="refuse"/>.</summary>
    public async Task<IReadOnlyList<PersonTold>> TakeAsync(
        IReadOnlyList<PlacedLine> lines, Action<PlacedLine, SheetFault> refuse, CancellationToken cancel)
    {
        // Closing numbers costs far more than anything else here, and needs nothing but the line.
        var people = lines.AsParallel().AsOrdered()
            .Select(line => line.Line.Who is { } who ? Resident.Of(Guid.CreateVersion7(now), who, box, now) : null).ToArray();
        await _batch.LoadAsync(_anybody, people, cancel);
        var told = new List<PersonTold>();
        var placed = new List<(PlacedLine Line, Resident? Person, Household Household)>();
        foreach (var (line, person) in lines.Zip(people))
        {
            if (HouseholdOf(line, out var fault) is { } household && (fault = Twice(line, person, household)) is null)
            {
                placed.Add((line, person, household));
            }
            else
            {
                refuse(line, fault!);
            }
        }

        var nameless = placed.Where(one => one.Person is { IdFingerprint: null }).Select(one => one.Household.Id);
        await _batch.LoadNamelessAsync(_anybody, [.. nameless], cancel);
        foreach (var (line, person, household) in placed)
        {
            SheetFault? fault = null;
            var what = person is not null ? _batch.Take(person, line.Line.Who!.Relation, household, _today, out fault)
                : _households.IsNew(household) ? PersonTold.Added
                : PersonTold.Unchanged;
            if (what is { } known)
            {
                told.Add(known);
            }
            else
            {
                refuse(line, fault!);
            }
        }

        await _households.SaveAsync(cancel);
        await _batch.SaveAsync(_today, cancel);
        return told;
    }

    private Household? HouseholdOf(PlacedLine line, out SheetFault? fault)
    {
        var door = new DoorOfHousehold(line.Door.DwellingId, line.Door.BuildingId, line.Door.AreaCode);
        var household = _households.Find(door, line.Line.Number, _today);
        fault = household is null ? new("household.many", PeopleGuide.Number) : null;
        return household;
    }

    /// <summary>One list may tell of a person once.</summary>
    private SheetFault? Twice(PlacedLine line, Resident? person, Household household)
    {
        if (person?.IdFingerprint is not { } fingerprint)
        {
            return null;
        }

        var key = UInt128.Parse(fingerprint.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (!_told.TryGetValue(key, out var before))
        {
            _told[key] = (line.Line.Row.Line, household.Id);
            return null;
        }

        var other = before.Line.ToString(CultureInfo.InvariantCulture);
        return new(before.Household == household.Id ? "resident.twice" : "resident.two-households", PeopleGuide.IdNumber, other);
    }
}
