using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>Says for which estate, courtyard or villager group a body is, or that it no longer is.</summary>
internal sealed class PlaceBody(BandengDb db, ReadPlace places, TimeProvider clock)
{
    public async Task<Result<Guid>> RunAsync(
        Guid bodyId, Guid placeId, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(bodyId, by, cancel)).TryGet(out var body, out var refusal))
        {
            return refusal;
        }

        if (await places.LineAsync(placeId, cancel) is not { Kind: PlaceKind.Estate or PlaceKind.Courtyard or PlaceKind.VillagerGroup } place
            || !by.MayManage(place.AreaCode))
        {
            return new Refusal(RefusalKind.NotFound, "place.unknown", "There is no such estate or courtyard.");
        }

        var day = from ?? ChinaTime.DayOf(clock.GetUtcNow());
        if (!await db.BodyPlaces.AnyAsync(
            one => one.BodyId == bodyId && one.PlaceId == placeId && (one.ValidTo == null || one.ValidTo >= day),
            cancel))
        {
            db.BodyPlaces.Add(BodyPlace.Of(bodyId, placeId, day));
            db.Record(Entry(body, "body.place", placeId, day, by));
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? bodyId : Refusals.Overtaken;
    }

    public async Task<Result<Guid>> EndAsync(
        Guid bodyId, Guid placeId, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(bodyId, by, cancel)).TryGet(out var body, out var refusal))
        {
            return refusal;
        }

        var last = lastDay ?? ChinaTime.DayOf(clock.GetUtcNow());
        var tie = await db.BodyPlaces.OrderBy(one => one.ValidFrom)
            .LastOrDefaultAsync(one => one.BodyId == bodyId && one.PlaceId == placeId, cancel);
        if (tie is null || last < tie.ValidFrom)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        tie.End(last);
        db.Record(Entry(body, "body.unplace", placeId, last, by));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? bodyId : Refusals.Overtaken;
    }

    private async Task<Result<BodyOnFile>> MineAsync(Guid bodyId, Viewer by, CancellationToken cancel) =>
        await db.Bodies.SingleOrDefaultAsync(body => body.Id == bodyId, cancel) is not { } body ? Refusals.BodyUnknown
        : by.MayManage(body.AreaCode) ? body : Refusals.NotYours;

    private TrailEntry Entry(BodyOnFile body, string action, Guid place, DateOnly day, Viewer by) =>
        new("body", body.Id, body.AreaCode, action, by.ActingAt(body.AreaCode), clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["place"] = place, ["day"] = Day.Text(day) },
        };
}
