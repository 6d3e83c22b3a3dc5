using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Planning.Walks;
using Bandeng.Territory.Queries;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Queries;

/// <summary>One door of today's round.</summary>
/// <param name="Outcome">What came of it today, or at an earlier try; null: not knocked at yet.</param>
/// <param name="Tries">How often nobody was at home.</param>
internal sealed record RoundStop(HomeToVisit Home, VisitOutcome? Outcome, bool IsToday, int Tries);

/// <summary>Doors of one building, in the order of floors.</summary>
internal sealed record RoundBuilding(Guid Id, string Name, IReadOnlyList<RoundStop> Stops);

/// <summary>Today's round in the order in which one walks it.</summary>
/// <param name="Metres">From the first building of it that is on the map to the last.</param>
/// <param name="Unplaced">Buildings of it that are not on the map: the metres know nothing of them.</param>
/// <param name="Left">Households still to visit, those of today's round included.</param>
internal sealed record TodayRound(
    IReadOnlyList<RoundBuilding> Buildings, double Metres, int Unplaced, int DoneToday, int Left, int Total);

/// <summary>
/// Lays out the round of whoever asks: what is still to visit, buildings in a short walking order, doors by unit and
/// floor. It is reckoned anew each time; nothing is kept of where anybody walked.
/// </summary>
internal sealed class PlanRound(BandengDb db, IHomes homes, WalkLand lands, TimeProvider clock)
{
    public const int Usual = 20;
    public const int Most = 100;

    // Care that is due within a week may be seen to on the way.
    private const int Ahead = 7;

    private sealed record Past(Guid HouseholdId, VisitOutcome Outcome, DateOnly Day);

    /// <param name="programme">Null: visits for care that are due.</param>
    /// <param name="most">How many doors today.</param>
    public async Task<TodayRound> RunAsync(Programme? programme, int most, Viewer viewer, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var all = await homes.OfAsync(
            new(programme?.AreaCode, programme is null ? "*" : programme.NeedKind), viewer, cancel);
        if (programme is null)
        {
            all = [.. all.Where(home => home.NeedDue <= today.AddDays(Ahead))];
        }

        var past = await PastAsync(programme, today, cancel);
        var stops = all.Select(home => Stop(home, [.. past[home.Id]], today)).ToList();
        var open = stops.Where(stop => stop.Outcome is null or VisitOutcome.NobodyHome && !stop.IsToday).ToList();
        var doneToday = programme is null
            ? await TodayAsync(viewer, today, cancel)
            : stops.Where(stop => stop.IsToday).ToList();
        var whole = await OrderAsync([.. open, .. doneToday], cancel);
        var stopsToday = open.OrderBy(stop => whole.Order[stop.Home.BuildingId]).Take(Math.Clamp(most, 1, Most))
            .Concat(doneToday).ToList();
        // The way by today's doors, not by all that the programme means.
        var way = await OrderAsync(stopsToday, cancel);
        var chosen = stopsToday.GroupBy(stop => stop.Home.BuildingId).OrderBy(group => way.Order[group.Key])
            .Select(group => new RoundBuilding(group.Key, group.First().Home.BuildingName, [.. group.OrderBy(stop => stop.Home.Unit.Length)
                .ThenBy(stop => stop.Home.Unit, StringComparer.Ordinal).ThenBy(stop => stop.Home.Floor ?? 0)
                .ThenBy(stop => stop.Home.Room.Length)
                .ThenBy(stop => stop.Home.Room, StringComparer.Ordinal)])).ToList();
        return new(chosen, way.Metres, way.Unplaced, doneToday.Count, open.Count, stops.Count);
    }

    // For care there is no programme: what was done today has a new due day and would vanish from under the thumb.
    private async Task<List<RoundStop>> TodayAsync(Viewer viewer, DateOnly today, CancellationToken cancel)
    {
        var stops = new List<RoundStop>();
        foreach (var visit in await db.Visits.AsNoTracking().Where(one => one.ProgrammeId == null && one.Day == today && one.VisitorId == viewer.PersonId)
            .OrderBy(one => one.EnteredAt).Take(Most).ToListAsync(cancel))
        {
            if (visit.Outcome is not VisitOutcome.NobodyHome
                && await homes.FindAsync(visit.HouseholdId, viewer, cancel) is { } home)
            {
                stops.Add(new(home, visit.Outcome, true, 0));
            }
        }

        return [.. stops.DistinctBy(stop => stop.Home.Id)];
    }

    private async Task<ILookup<Guid, Past>> PastAsync(Programme? programme, DateOnly today, CancellationToken cancel) =>
        (programme is null
            ? await db.RowsAsync<Past>(
                "select household_id, outcome, day from visits where programme_id is null and day = @today order by entered_at", new { today }, cancel)
            : await db.RowsAsync<Past>(
                "select household_id, outcome, day from visits where programme_id = @Id order by day, entered_at",
                new { programme.Id }, cancel))
        .ToLookup(one => one.HouseholdId);

    private static RoundStop Stop(HomeToVisit home, Past[] past, DateOnly today)
    {
        var settled = past.LastOrDefault(one => one.Outcome is not VisitOutcome.NobodyHome);
        var last = settled ?? past.LastOrDefault();
        return new(home, last?.Outcome, last?.Day == today, past.Count(one => one.Outcome is VisitOutcome.NobodyHome));
    }

    private sealed record Way(IReadOnlyDictionary<Guid, int> Order, double Metres, int Unplaced);

    private async Task<Way> OrderAsync(
        IReadOnlyList<RoundStop> stops, CancellationToken cancel)
    {
        var order = new Dictionary<Guid, int>();
        var (metres, unplaced) = (0d, 0);
        foreach (var community in stops.GroupBy(stop => stop.Home.AreaCode.Community).OrderBy(group => group.Key))
        {
            var land = await lands.OfAsync(community.Key, cancel);
            var wanted = community.Select(stop => stop.Home.BuildingId).ToHashSet();
            var placed = land.Buildings.Where(building => wanted.Contains(building.Id)).ToList();
            var round = RoundOrder.Of(land.Network(), [.. placed.Select(building => building.At)]);
            metres += round.Metres;
            unplaced += wanted.Count - placed.Count;
            foreach (var id in round.Order.Select(index => placed[index].Id)
                .Concat(wanted.Except(placed.Select(building => building.Id)).Order()))
            {
                order[id] = order.Count;
            }
        }

        return new(order, metres, unplaced);
    }
}
