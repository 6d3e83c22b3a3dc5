using Bandeng.Households.Needs.Acts;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs;

/// <summary>How long records of a kind are kept, from a day on.</summary>
internal sealed record RetentionRule(string Kind, long Days, string Ground, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>Erases by rule what has been kept long enough, with a tombstone for each record.</summary>
internal sealed class EraseByRule(BandengDb db, IEnumerable<IRetained> kinds, TimeProvider clock)
{
    public Task<IReadOnlyList<RetentionRule>> RulesAsync(CancellationToken cancel) => db.RowsAsync<RetentionRule>(
        "select kind, days, ground, valid_from, valid_to from retention_rules order by kind, valid_from desc", null,
        cancel);

    /// <summary>One round; says how many records were erased.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var rules = (await RulesAsync(cancel))
            .Where(rule => rule.ValidFrom <= today && (rule.ValidTo is null || rule.ValidTo > today))
            .ToDictionary(rule => rule.Kind);
        var erased = 0;
        foreach (var kind in kinds)
        {
            if (rules.TryGetValue(kind.Kind, out var rule))
            {
                erased += await kind.EraseAsync(today.AddDays(-(int)rule.Days), $"{rule.Ground}（{rule.Days}天）", cancel);
                await db.SaveAsync(cancel);
                db.ChangeTracker.Clear();
            }
        }

        return erased;
    }
}

/// <summary>Care that ended.</summary>
internal sealed class RetainedNeeds(BandengDb db, KeepNeed keep) : IRetained
{
    private const int Batch = 200;

    public string Kind => "need";

    public async Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel)
    {
        var old = await db.Needs.Where(need => need.ErasedAt == null && need.EndedOn != null && need.EndedOn < before)
            .OrderBy(need => need.Id).Take(Batch).ToListAsync(cancel);
        foreach (var need in old)
        {
            await keep.EraseAsync(need, ground, Viewer.System, cancel);
        }

        return old.Count;
    }
}

/// <summary>People who moved away.</summary>
internal sealed class RetainedResidents(BandengDb db, TimeProvider clock) : IRetained
{
    private const int Batch = 200;
    private const string Tombstone = "（已删除）";

    public string Kind => "resident";

    public async Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel)
    {
        var members = db.Members;
        var old = await db.Residents
            .Where(one => one.ErasedAt == null && members.Any(m => m.ResidentId == one.Id)
                && !members.Any(m => m.ResidentId == one.Id && (m.ValidTo == null || m.ValidTo >= before)))
            .OrderBy(one => one.Id).Take(Batch).ToListAsync(cancel);
        foreach (var resident in old)
        {
            resident.Erase(Tombstone, clock.GetUtcNow());
            db.Record(new TrailEntry("resident", resident.Id, null, "resident.erase", Viewer.System, clock.GetUtcNow())
            {
                Facts = new Dictionary<string, object?> { ["ground"] = ground },
            });
        }

        return old.Count;
    }
}

/// <summary>Corrections that were decided.</summary>
internal sealed class RetainedCorrections(BandengDb db, TimeProvider clock) : IRetained
{
    private const int Batch = 200;

    public string Kind => "correction";

    public async Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var limit = ChinaTime.ToInstant(before.ToDateTime(TimeOnly.MinValue));
        var old = await db.Corrections.Where(one => one.Asked != null && one.DecidedAt != null && one.DecidedAt < limit)
            .OrderBy(one => one.Id).Take(Batch).ToListAsync(cancel);
        foreach (var correction in old)
        {
            correction.Erase();
            if (correction.AnswerId is { } answer)
            {
                await db.EraseTextAsync(answer, null, ground, Viewer.System, now, cancel);
            }

            db.Record(new TrailEntry("correction", correction.Id, null, "correction.erase", Viewer.System, now)
            {
                Facts = new Dictionary<string, object?> { ["ground"] = ground },
            });
        }

        return old.Count;
    }
}
