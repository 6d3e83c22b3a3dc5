using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Exchange.Platforms;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Mapping;

/// <summary>One version of a platform's mapping.</summary>
internal sealed class MappingOnFile
{
    public Guid Id { get; init; }

    public Guid PlatformId { get; init; }

    public long Version { get; init; }

    public DateOnly ValidFrom { get; init; }

    public string Body { get; init; } = "";

    public DateTimeOffset SavedAt { get; init; }

    public Guid? SavedBy { get; init; }
}

/// <summary>The mapping of a platform as it holds on a day, with the number of its version.</summary>
internal sealed record HeldMapping(long Version, DateOnly ValidFrom, OrderMapping Mapping)
{
    /// <summary>Before anybody said how a platform's fields read, its headings are understood by themselves.</summary>
    public static HeldMapping ByItself { get; } = new(0, DateOnly.MinValue, new OrderMapping());
}

/// <summary>Keeps mappings: every version stays.</summary>
internal sealed class MappingBook(BandengDb db, TimeProvider clock)
{
    /// <summary>The newest that has begun today.</summary>
    public async Task<HeldMapping> OfAsync(Guid platformId, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var row = await db.Mappings.AsNoTracking().Where(row => row.PlatformId == platformId && row.ValidFrom <= today)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancel);
        return row is null
            ? HeldMapping.ByItself
            : new HeldMapping(row.Version, row.ValidFrom, OrderMapping.Kept(row.Body));
    }

    /// <summary>Adds a version that holds from today. The same again adds none.</summary>
    public async Task<Result<HeldMapping>> SaveAsync(
        Platform platform, OrderMapping mapping, Viewer by, CancellationToken cancel)
    {
        if (by.IsSystem is false && by.PostFor(Permission.ManageRules, platform.AreaCode) is null)
        {
            return Platforms.Platforms.NotYours;
        }

        if (!OrderMapping.Checked(mapping).TryGet(out var good, out var refusal))
        {
            return refusal;
        }

        var (before, now) = (await OfAsync(platform.Id, cancel), clock.GetUtcNow());
        if (before.Version > 0 && before.Mapping.ToJson() == good.ToJson())
        {
            return before;
        }

        var row = new MappingOnFile
        {
            Id = Guid.CreateVersion7(now),
            PlatformId = platform.Id,
            Version = before.Version + 1,
            ValidFrom = ChinaTime.DayOf(now),
            Body = good.ToJson(),
            SavedAt = now,
            SavedBy = by.PersonId,
        };
        db.Mappings.Add(row);
        db.Record(new TrailEntry("platform", platform.Id, platform.AreaCode, "platform.Map", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = platform.Code,
                ["version"] = row.Version,
                ["fields"] = good.Fields.Count,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new HeldMapping(row.Version, row.ValidFrom, good)
            : new Refusal(RefusalKind.Conflict, "mapping.changed", "Someone else has just saved another version.");
    }
}
