using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.UseCases;

/// <summary>
/// Courtyards (屋场) of a village from a day on. One that keeps most of its houses keeps its name and id; the others end,
/// new ones get the next number. A house in an estate or a villager group stays there and lies in the courtyard by its
/// outline alone.
/// </summary>
public sealed class AdoptCourtyards(BandengDb db, TimeProvider clock)
{
    private static readonly Refusal SameDay = new(
        RefusalKind.Conflict, "courtyard.today", "Courtyards were adopted today already. Adopt others tomorrow.");

    /// <summary>Works inside the transaction of the caller, who has checked the viewer's post.</summary>
    /// <param name="from">Their first day: today, or a day that has passed while nobody could work.</param>
    /// <param name="decision">Its number and dates, for the trail.</param>
    /// <param name="named">第一屋场 for 1.</param>
    public async Task<Result<AreaCode>> RunAsync(
        AreaCode village, IReadOnlyList<GridToAdopt> parts, DateOnly from,
        IReadOnlyDictionary<string, object?> decision, Func<int, string> named,
        Viewer by, CancellationToken cancel)
    {
        var (first, last) = (village, AreaCode.FromValue(village.Range.Last));
        await TerritoryVersion.NextAsync(db, cancel);
        var standing = await db.Places
            .Where(place => place.AreaCode >= first && place.AreaCode <= last && place.ValidTo == null
                && (place.Kind == PlaceKind.Building || place.Kind == PlaceKind.Courtyard))
            .ToListAsync(cancel);
        var old = standing.FindAll(place => place.Kind == PlaceKind.Courtyard);
        var houses = standing.Where(place => place.Kind == PlaceKind.Building).ToDictionary(place => place.Id);
        var kept = new HashSet<Guid>();
        var number = 0;
        foreach (var part in parts)
        {
            PlaceOnFile[] inside = [.. part.Buildings.Where(houses.ContainsKey).Select(id => houses[id]).Where(IsFree)];
            var yard = Former(inside, old, kept) ?? Begin(village, Next(), from);
            kept.Add(yard.Id);
            yard.Place(part.Outline, sketch: false);
            foreach (var house in inside.Where(house => house.EstateId != yard.Id))
            {
                house.StandIn(yard.Id);
            }
        }

        foreach (var gone in old.Where(place => !kept.Contains(place.Id)))
        {
            if (gone.ValidFrom >= from)
            {
                return SameDay;
            }

            gone.Close(from);
        }

        db.Record(new TrailEntry("area", Guid.CreateVersion7(clock.GetUtcNow()), village, "area.courtyards", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?>(decision) { ["courtyards"] = parts.Count },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? village : PlaceAct.Overtaken;

        bool IsFree(PlaceOnFile house) => house.EstateId is null || old.Exists(yard => yard.Id == house.EstateId);

        string Next()
        {
            do
            {
                number++;
            }
            while (old.Exists(yard => yard.Name == named(number)));
            return named(number);
        }
    }

    /// <summary>The courtyard that most of the houses come from, unless another part has it already.</summary>
    private static PlaceOnFile? Former(PlaceOnFile[] houses, List<PlaceOnFile> old, HashSet<Guid> kept) =>
        houses.Where(house => house.EstateId is not null).GroupBy(house => house.EstateId!.Value)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key)
            .Select(same =>
                same.Count() * 2 > houses.Length
                    ? old.Find(yard => yard.Id == same.Key && !kept.Contains(yard.Id))
                    : null)
            .FirstOrDefault();

    private PlaceOnFile Begin(AreaCode village, string name, DateOnly today)
    {
        var yard = PlaceOnFile.Of(Guid.CreateVersion7(clock.GetUtcNow()), PlaceKind.Courtyard, name, village, today);
        db.Places.Add(yard);
        db.PlaceNames.Add(PlaceName.Of(yard.Id, name, today));
        db.PlaceCodes.Add(PlaceCode.Of(yard.Id, village, today));
        return yard;
    }
}
