using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>并单、拆单: one handling for several matters; every voice and every outside number stays with its own.</summary>
internal sealed class MergeMatters(BandengDb db, PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Merge, MatterAction.Split];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        var isMerge = act.Arrow.Action is MatterAction.Merge;
        var leadId = isMerge ? act.Request.Target : act.Matter.MergedInto;
        var lead = await db.Matters.SingleOrDefaultAsync(m => m.Id == leadId, cancel);
        if (isMerge && WhyNot(act, lead) is { } refusal)
        {
            return refusal;
        }

        if (isMerge)
        {
            var brought = await db.Matters.Where(m => m.MergedInto == act.Matter.Id).ToListAsync(cancel);
            act.Matter.MergeInto(lead!, brought);
            lead!.KeepWithin(await clock.LatestAsync(lead, lead.DispatchedAt ?? act.Now, cancel));
            if (brought is not [])
            {
                act.Facts["brought"] = brought.Select(m => m.Id).ToList();
            }

            act.Matter.Close(act.Now);
        }
        else
        {
            act.Matter.SplitFrom(lead!);
            act.Matter.Unclose();
        }

        act.Facts["lead"] = lead!.Id;
        Tell(act, lead, isMerge ? "matter.TakeIn" : "matter.LetGo");
        return null;
    }

    private static Refusal? WhyNot(Act act, Matter? lead) => lead switch
    {
        null => new(RefusalKind.Invalid, "act.target", "Name the other matter."),
        _ when lead.Id == act.Matter.Id =>
            new(RefusalKind.Invalid, "matter.merge-self", "A matter cannot be merged into itself."),
        { IsClosed: true } => new(RefusalKind.Conflict, "matter.merge-closed", "The other matter is closed."),
        { BodyId: { } body } when body == act.Matter.RespondentBodyId => new(
            RefusalKind.Conflict, "matter.respondent", "The body complained of cannot be the one that handles it."),
        _ when act.By.As(Capacity.Dispatcher, lead, null, []) is null => new(
            RefusalKind.Forbidden, "matter.not-yours", "Your post does not allow this there."),
        _ => null,
    };

    private void Tell(Act act, Matter lead, string action) => db.Record(
        new TrailEntry("matter", lead.Id, lead.AreaCode, action, act.By, act.Now)
        {
            FromState = lead.Stage.ToString(),
            ToState = lead.Stage.ToString(),
            Facts = new Dictionary<string, object?> { ["other"] = act.Matter.Id, ["voices"] = lead.Voices },
        });
}
