using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters;

/// <summary>
/// What is open at an area goes into the other with it, and is in its inbox and its figures; what is closed keeps the
/// code of its day, and so do the figures of what was closed. Letters that wait to be let in, and the desk's own
/// templates, go along too.
/// </summary>
internal sealed class MattersGoAlong(BandengDb db, IStringLocalizer<MattersText> texts, TimeProvider clock) : IAreaMerged
{
    private const string Held = "settled_at is null";

    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel) =>
    [
        new(texts["work.open"], await Open(area).CountAsync(cancel), MergeFate.Moves),
        new(texts["work.held"], await db.CountOpenAsync("held_letters", Held, area, cancel), MergeFate.Moves),
    ];

    public async Task GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        foreach (var matter in await Open(merged.Area).ToListAsync(cancel))
        {
            Move(matter, merged);
        }

        await db.MoveOpenAsync("held_letters", Held, merged, cancel);
        await db.MoveOpenAsync("reply_templates", "retired_at is null", merged, cancel);
    }

    private IQueryable<Matter> Open(AreaCode area)
    {
        var closed = Stages.Closed.ToList();
        var (first, last) = (area, AreaCode.FromValue(area.Range.Last));
        return db.Matters.Where(m => m.AreaCode >= first && m.AreaCode <= last && !closed.Contains(m.Stage));
    }

    private void Move(Matter matter, MergedArea merged)
    {
        var before = matter.AreaCode;
        matter.Place(merged.Now(before), null, null);
        db.Record(new TrailEntry(
            "matter", matter.Id, matter.AreaCode, "matter.AreaMerged", merged.By, clock.GetUtcNow())
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Facts = new Dictionary<string, object?> { ["areaBefore"] = before, ["area"] = matter.AreaCode },
        });
    }
}
