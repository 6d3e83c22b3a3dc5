using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// 离岗交接: what somebody had in hand goes to the named successor, else back to the body that leads, where everybody
/// sees it. At once when the end is entered, so that nothing lies with somebody who is on the way out.
/// </summary>
internal sealed class HandOverMatters(BandengDb db, INotices notices, TimeProvider clock) : IPostEnded
{
    public async Task HandOverAsync(PostEnding ending, CancellationToken cancel)
    {
        var closed = Stages.Closed.ToList();
        var open = await db.Matters
            .Where(m => m.HandlerId == ending.PersonId && !closed.Contains(m.Stage))
            .Where(m => ending.BodyId == null || m.BodyId == ending.BodyId)
            .ToListAsync(cancel);
        foreach (var matter in open)
        {
            await HandOverAsync(matter, ending, clock.GetUtcNow(), cancel);
        }
    }

    private async Task HandOverAsync(Matter matter, PostEnding ending, DateTimeOffset now, CancellationToken cancel)
    {
        matter.HandOver(ending.HandOverTo);
        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.HandOver", ending.By, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Facts = new Dictionary<string, object?>
            {
                ["person"] = ending.PersonId,
                ["to"] = ending.HandOverTo,
                ["body"] = matter.BodyId,
            },
        });
        if (ending.HandOverTo is { } heir)
        {
            notices.Tell(
                heir,
                NewsOfMatter.Of(matter, "HandOver", NoticeKind.Work, await db.TextAsync(matter.TitleId, cancel), now));
        }
    }
}
