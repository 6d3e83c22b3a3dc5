using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// 离岗交接: what somebody had in hand on a post goes to the named successor, else back to the body that leads, where
/// everybody sees it. At once when the end is entered, so that nothing lies with somebody who is on the way out. What
/// another of their posts lets them go on with stays.
/// </summary>
internal sealed class HandOverMatters(
    BandengDb db, INotices notices, IStringLocalizer<MattersText> texts, TimeProvider clock) : IPostEnded
{
    public async Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
    {
        var closed = Stages.Closed.ToList();
        var open = await db.Matters
            .Where(m => m.HandlerId == ending.PersonId && !closed.Contains(m.Stage))
            .ToListAsync(cancel);
        open = open.FindAll(matter => RestsOn(matter, ending));
        foreach (var matter in open)
        {
            await HandOverAsync(matter, ending, clock.GetUtcNow(), cancel);
        }

        return new(texts["work.open"], open.Count);
    }

    // A post in no body lets its holder handle what they have in hand themselves, of whatever body.
    private static bool RestsOn(Matter matter, PostEnding ending)
    {
        var others = ending.Others.Where(post => post.Carries(Permission.HandleMatters)).ToList();
        return ending.BodyId is { } body
            ? matter.BodyId == body && !others.Exists(post => post.BodyId == body)
            : ending.Role.Carries(Permission.HandleMatters)
                && !others.Exists(post => post.BodyId is null || post.BodyId == matter.BodyId);
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
