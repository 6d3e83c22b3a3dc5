using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// A body is over: what it had in hand goes on at the named one, with the same deadline and in nobody's hand yet; so does
/// what it assisted in. What is complained of the named one stays, for somebody to dispatch anew.
/// </summary>
internal sealed class HandOverOfBody(BandengDb db, IStringLocalizer<MattersText> texts, TimeProvider clock) : IBodyEnded
{
    public async Task<WorkInHand?> HandOverAsync(BodyEnding ending, CancellationToken cancel)
    {
        var closed = Stages.Closed.ToList();
        var open = await db.Matters
            .Where(matter => matter.BodyId == ending.BodyId && !closed.Contains(matter.Stage)
                && (matter.RespondentBodyId == null || matter.RespondentBodyId != ending.HandOverTo))
            .ToListAsync(cancel);
        open.ForEach(matter => HandOver(matter, ending, clock.GetUtcNow()));
        await HandOverHelpAsync(ending, closed, cancel);
        return open.Count == 0 ? null : new(texts["work.open"], open.Count);
    }

    private void HandOver(Matter matter, BodyEnding ending, DateTimeOffset now)
    {
        matter.HandOverTo(ending.HandOverTo);
        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.HandOver", ending.By, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Facts = new Dictionary<string, object?> { ["from"] = ending.BodyId, ["body"] = ending.HandOverTo },
        });
    }

    private async Task HandOverHelpAsync(BodyEnding ending, List<MatterStage> closed, CancellationToken cancel)
    {
        var matters = db.Matters.Where(matter => !closed.Contains(matter.Stage));
        var helps = await db.Assists
            .Where(help => help.BodyId == ending.BodyId && matters.Any(matter => matter.Id == help.MatterId))
            .ToListAsync(cancel);
        foreach (var help in helps)
        {
            db.Assists.Remove(help);
            var matter = await db.Matters.SingleAsync(one => one.Id == help.MatterId, cancel);
            if (matter.BodyId != ending.HandOverTo && matter.RespondentBodyId != ending.HandOverTo
                && !await db.Assists.AnyAsync(
                    one => one.MatterId == matter.Id && one.BodyId == ending.HandOverTo, cancel))
            {
                db.Assists.Add(new Assist { MatterId = matter.Id, BodyId = ending.HandOverTo, Since = help.Since });
            }
        }
    }
}
