using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A body takes a seat in another without being below it (大工委成员单位), or leaves it.</summary>
internal sealed class SeatPartner(BandengDb db, TimeProvider clock)
{
    /// <summary>By the page: checks the place and saves.</summary>
    public async Task<Result<Guid>> RunAsync(
        Guid bodyId, Guid partnerId, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(bodyId, by, cancel)).TryGet(out _, out var refusal)
            || !(await AddAsync(bodyId, partnerId, from ?? ChinaTime.DayOf(clock.GetUtcNow()), by, cancel))
                .TryGet(out _, out refusal))
        {
            return refusal;
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? bodyId : Refusals.Overtaken;
    }

    /// <summary>Changes the unit of work; one that sits there already goes on.</summary>
    public async Task<Result<Guid>> AddAsync(
        Guid bodyId, Guid partnerId, DateOnly from, Viewer by, CancellationToken cancel)
    {
        if (bodyId == partnerId)
        {
            return new Refusal(RefusalKind.Invalid, "body.partner-self", "A body does not sit in itself.");
        }

        if (await db.Bodies.FindAsync([bodyId], cancel) is not { } body
            || await db.Bodies.FindAsync([partnerId], cancel) is null)
        {
            return Refusals.BodyUnknown;
        }

        if (!await db.BodyPartners.AnyAsync(
            one => one.BodyId == bodyId && one.PartnerId == partnerId && (one.ValidTo == null || one.ValidTo >= from),
            cancel))
        {
            db.BodyPartners.Add(BodyPartner.Of(bodyId, partnerId, from));
            db.Record(Entry(body, "body.seat", partnerId, from, by));
        }

        return bodyId;
    }

    public async Task<Result<Guid>> EndAsync(
        Guid bodyId, Guid partnerId, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(bodyId, by, cancel)).TryGet(out var body, out var refusal))
        {
            return refusal;
        }

        if (!(await LeaveAsync(body.Id, partnerId, lastDay ?? ChinaTime.DayOf(clock.GetUtcNow()), by, cancel))
            .TryGet(out _, out refusal))
        {
            return refusal;
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? bodyId : Refusals.Overtaken;
    }

    /// <summary>Changes the unit of work.</summary>
    public async Task<Result<Guid>> LeaveAsync(
        Guid bodyId, Guid partnerId, DateOnly lastDay, Viewer by, CancellationToken cancel)
    {
        var seat = await db.BodyPartners.OrderBy(one => one.ValidFrom)
            .LastOrDefaultAsync(one => one.BodyId == bodyId && one.PartnerId == partnerId, cancel);
        if (seat is null || await db.Bodies.FindAsync([bodyId], cancel) is not { } body)
        {
            return Refusals.BodyUnknown;
        }

        if (lastDay < seat.ValidFrom)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        seat.End(lastDay);
        db.Record(Entry(body, "body.unseat", partnerId, lastDay, by));
        return bodyId;
    }

    private async Task<Result<BodyOnFile>> MineAsync(Guid bodyId, Viewer by, CancellationToken cancel) =>
        await db.Bodies.SingleOrDefaultAsync(body => body.Id == bodyId, cancel) is not { } body ? Refusals.BodyUnknown
        : by.MayManage(body.AreaCode) ? body : Refusals.NotYours;

    private TrailEntry Entry(BodyOnFile body, string action, Guid partner, DateOnly day, Viewer by) =>
        new("body", body.Id, body.AreaCode, action, by.ActingAt(body.AreaCode), clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["partner"] = partner, ["day"] = Day.Text(day) },
        };
}
