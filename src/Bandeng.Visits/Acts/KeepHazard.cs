using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Acts;

/// <summary>What was entered, and which clauses were dropped because they are not held.</summary>
internal sealed record FoundHazard(Guid Id, IReadOnlyList<string> Dropped);

/// <summary>A hazard is found, and is gone again.</summary>
internal sealed class KeepHazard(BandengDb db, TimeProvider clock)
{
    private const int WordsMax = 200;

    public async Task<Result<FoundHazard>> FindAsync(
        Guid id, AreaCode grid, string? kind, string? words, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (by.PostFor(Permission.Visit, grid) is not { } post)
        {
            return VisitRefusals.Unknown;
        }

        if (await db.Hazards.AnyAsync(one => one.Id == id, cancel))
        {
            return new FoundHazard(id, []);
        }

        if (Faults(kind, words) is [var fault, ..])
        {
            return fault;
        }

        var known = Enum.Parse<HazardKind>(kind!);
        var (said, dropped) = NotHeld.Sift(words!);

        var kept = db.Keep(id, said, now);
        db.Hazards.Add(Hazard.Of(id, grid, known, kept.Id, ChinaTime.DayOf(now), by.PersonId!.Value));
        db.Record(new TrailEntry("hazard", id, grid, "hazard.find", by with { ActingPost = post }, now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["kind"] = known.ToString(), ["dropped"] = dropped.Count },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new FoundHazard(id, dropped)
            : VisitRefusals.Overtaken;
    }

    /// <summary>All that is wrong with it, in the order of the fields.</summary>
    public static IReadOnlyList<Refusal> Faults(string? kind, string? words)
    {
        var (said, dropped) = NotHeld.Sift(words ?? "");
        string?[] faults =
        [
            Enum.TryParse<HazardKind>(kind, out var known) && Enum.IsDefined(known) ? null : "hazard.kind-unknown",
            said.Length is >= 2 and <= WordsMax ? null
                : said.Length < 2 && dropped.Count > 0 ? "hazard.not-held"
                : "hazard.words-long",
        ];
        return [.. faults.OfType<string>().Select(VisitRefusals.Invalid)];
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
