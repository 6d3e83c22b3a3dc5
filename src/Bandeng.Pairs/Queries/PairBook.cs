using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Pairs.Queries;

/// <summary>The kinds of pairs and what belongs to each on a day.</summary>
internal sealed class PairBook(BandengDb db, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => ChinaTime.DayOf(Now);

    public Task<List<PairKind>> KindsAsync(CancellationToken cancel) =>
        db.PairKinds.AsNoTracking().OrderByDescending(kind => kind.AllHaveOne)
            .ThenBy(kind => kind.Code).ToListAsync(cancel);

    public async Task<IReadOnlyList<PairSlot>> SlotsAsync(string? kind, DateOnly day, CancellationToken cancel) =>
        [.. (await AllSlotsAsync(kind, cancel)).Where(slot => slot.HoldsOn(day))];

    /// <summary>Those of every day, for history.</summary>
    public Task<List<PairSlot>> AllSlotsAsync(string? kind, CancellationToken cancel) => db.PairSlots.AsNoTracking()
        .Where(slot => kind == null || slot.KindCode == kind)
        .OrderBy(slot => slot.KindCode).ThenBy(slot => slot.Position)
        .ThenBy(slot => slot.ValidFrom).ToListAsync(cancel);
}
