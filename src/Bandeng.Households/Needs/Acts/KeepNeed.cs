using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>Care goes on with a new consent, ends, or is erased.</summary>
internal sealed class KeepNeed(
    BandengDb db, SecretBox box, NeedPeople people, NeedKinds kinds, ConsentCodes codes, NeedKeepers keepers,
    TimeProvider clock)
{
    /// <summary>The consent was given again: a new last day.</summary>
    public async Task<Result<Guid>> RenewAsync(
        Guid id, long version, ConsentForm consent, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var kind = await kinds.FindAsync(found.Need.Kind, today, cancel);
        if (kind is null)
        {
            return NeedRefusals.Invalid("need.kind");
        }

        var born = await db.Residents.Where(one => one.Id == found.Need.ResidentId)
            .Select(one => one.BirthDate).SingleOrDefaultAsync(cancel);
        if (consent.Faults(today, kind.MostDays, born).FirstOrDefault() is { } fault)
        {
            return NeedRefusals.Invalid(fault);
        }

        if (consent.Way is ConsentWay.Code
            && !await codes.TakeAsync(found.Need.ResidentId, kind.Code, consent.Code, cancel))
        {
            return NeedRefusals.Invalid("need.code");
        }

        found.Need.Renew(consent.Closed(box, today), consent.Until!.Value);
        Record(found.Need, found.Area, "need.renew", by, now, new() { ["until"] = consent.Until, ["consentWay"] = consent.Way.ToString() });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : NeedRefusals.Overtaken;
    }

    /// <summary>All that is wrong with a new consent, in the order of the fields.</summary>
    public async Task<IReadOnlyList<Refusal>> RenewFaultsAsync(Guid id, ConsentForm consent, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var need = await db.Needs.AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        var born = await db.Residents.Where(one => one.Id == need.ResidentId)
            .Select(one => one.BirthDate).SingleOrDefaultAsync(cancel);
        return await kinds.FindAsync(need.Kind, today, cancel) is { } kind
            ? [.. consent.Faults(today, kind.MostDays, born).Select(NeedRefusals.Invalid)]
            : [NeedRefusals.Invalid("need.kind")];
    }

    /// <summary>It ends today: no longer needed, or the person said so at the desk.</summary>
    public async Task<Result<Guid>> EndAsync(Guid id, long version, NeedEnd why, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        if (why is NeedEnd.Expired)
        {
            return NeedRefusals.Invalid("need.why");
        }

        var now = clock.GetUtcNow();
        found.Need.End(ChinaTime.DayOf(now), why);
        Record(found.Need, found.Area, "need.end", by, now, new() { ["why"] = why.ToString() });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : NeedRefusals.Overtaken;
    }

    /// <summary>
    /// The person takes the consent back: care ends at once, and who answers for it is told. Changes the unit of work.
    /// </summary>
    public async Task WithdrawAsync(Need need, string name, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        need.End(ChinaTime.DayOf(now), NeedEnd.Withdrawn);
        Record(need, need.AreaCode, "need.end", by, now, new() { ["why"] = nameof(NeedEnd.Withdrawn) });
        await keepers.TellAsync(need, "need.withdrawn", name, now, cancel);
    }

    /// <summary>
    /// It ends by itself: its time is over, or the person has left the community that they agreed with. Changes the
    /// unit of work.
    /// </summary>
    public async Task CeaseAsync(Need need, NeedEnd why, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        need.End(ChinaTime.DayOf(now), why);
        Record(need, need.AreaCode, "need.end", Viewer.System, now, new() { ["why"] = why.ToString() });
        var name = await db.Residents.Where(one => one.Id == need.ResidentId)
            .Select(one => one.Name).SingleAsync(cancel);
        await keepers.TellAsync(need, "need.ended", name, now, cancel);
    }

    /// <summary>
    /// Erases what is closed and the purpose; that there was care once, and the trail, stay. Changes the unit of work.
    /// </summary>
    public async Task EraseAsync(Need need, string ground, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        need.Erase(now);
        foreach (var text in await db.RowsAsync<Guid>(
            "select id from texts where subject_id = @Id and erased_at is null", new { need.Id }, cancel))
        {
            await db.EraseTextAsync(text, need.AreaCode, ground, by, now, cancel);
        }

        Record(need, need.AreaCode, "need.erase", by, now, new() { ["ground"] = ground });
    }

    internal sealed record Found(Need Need, AreaCode Area);

    internal async Task<Result<Found>> OpenAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var need = await db.Needs.SingleOrDefaultAsync(one => one.Id == id, cancel);
        return need is null || !by.May(Permission.KeepNeeds, need.AreaCode)
            || await people.FindAsync(need.ResidentId, by, cancel) is not { } person ? NeedRefusals.Unknown
            : need.EndedOn is not null ? NeedRefusals.Ended
            : need.Version != version ? NeedRefusals.Overtaken
            : new Found(need, person.AreaCode);
    }

    private void Record(
        Need need, AreaCode area, string action, Viewer by, DateTimeOffset now, Dictionary<string, object?> facts)
    {
        facts["resident"] = need.ResidentId;
        var acting = by.PostFor(Permission.KeepNeeds, area) is { } post
            ? by with { ActingPost = post }
            : by;
        db.Record(new TrailEntry("need", need.Id, area, action, acting, now) { Facts = facts });
    }
}
