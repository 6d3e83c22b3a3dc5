using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Queries;

/// <summary>How many matters a body has in hand, and how many of them are late.</summary>
internal sealed class WorkOfBody(BandengDb db, IStringLocalizer<MattersText> texts, TimeProvider clock) : IWorkInHand
{
    public async Task<IReadOnlyList<WorkInHand>> OfBodyAsync(Guid bodyId, CancellationToken cancel)
    {
        var (closed, now) = (Stages.Closed.ToList(), clock.GetUtcNow());
        var open = db.Matters.Where(matter => matter.BodyId == bodyId && !closed.Contains(matter.Stage));
        return
        [
            new(texts["work.open"], await open.LongCountAsync(cancel)),
            new(texts["work.late"], await open.LongCountAsync(matter => matter.DueAt < now, cancel)),
        ];
    }
}
