using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Acts;

/// <summary>A hazard is found, and is gone again.</summary>
internal sealed class KeepHazard(BandengDb db, TimeProvider clock)
{
    private const int WordsMax = 200;

    public async Task<Result<Guid>> FindAsync(
        Guid id, AreaCode grid, string? kind, string? words, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (by.PostFor(Permission.Visit, grid) is not { } post)
        {
            return VisitRefusals.Unknown;
        }

        if (await db.Hazards.AnyAsync(one => one.Id == id, cancel))
        {
            return id;
        }

        var (said, _) = NotHeld.Sift(words ?? "");
        if (!Enum.TryParse<HazardKind>(kind, out var known) || !Enum.IsDefined(known)
            || said.Length is < 2 or > WordsMax)
        {
            return VisitRefusals.Invalid("hazard.words-long");
        }

        var kept = db.Keep(id, said, now);
        db.Hazards.Add(Hazard.Of(id, grid, known, kept.Id, ChinaTime.DayOf(now), by.PersonId!.Value));
        db.Record(new TrailEntry("hazard", id, grid, "hazard.find", by with { ActingPost = post }, now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["kind"] = known.ToString() },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : VisitRefusals.Overtaken;
    }

    public async Task<Result<Guid>> SettleAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await db.Hazards.SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (found is null || by.PostFor(Permission.Visit, found.AreaCode) is not { } post)
        {
            return VisitRefusals.Unknown;
        }

        if (found.SettledOn is not null || found.Version != version)
        {
            return VisitRefusals.Overtaken;
        }

        found.Settle(ChinaTime.DayOf(now));
        db.Record(new TrailEntry("hazard", id, found.AreaCode, "hazard.settle", by with { ActingPost = post }, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : VisitRefusals.Overtaken;
    }
}
