using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>
/// Whether somebody would judge what they did themselves: the trail knows who did it, whatever posts they hold.
/// </summary>
internal sealed class OwnActs(BandengDb db)
{
    private sealed record Doer(Guid? ActorId);

    /// <summary>The standing, with whether the act that it would judge was its own.</summary>
    public async Task<Standing> LookAsync(Standing standing, Arrow arrow, Matter matter, CancellationToken cancel) =>
        arrow.Guards.Contains(Guard.BySomebodyElse) && standing.By.PersonId is { } me
            && JudgedBy(arrow.Action) is { } judged
            && (judged is not MatterAction.SignOff || matter.SignedOffAt is not null)
            && ((judged is MatterAction.HandBack && matter.HandlerId == me)
                || await LastAsync(matter.Id, judged, cancel) == me)
                ? standing with { JudgesOwn = true }
                : standing;

    /// <summary>Which act of before an act judges; null: none.</summary>
    private static MatterAction? JudgedBy(MatterAction action) => action switch
    {
        MatterAction.UpholdAppeal or MatterAction.RefuseAppeal => MatterAction.Decline,
        MatterAction.UpholdReturn or MatterAction.RefuseReturn => MatterAction.Return,
        MatterAction.EndorseExtension or MatterAction.ApproveExtension or MatterAction.RefuseExtension =>
            MatterAction.RequestExtension,
        MatterAction.Redo => MatterAction.SignOff,
        MatterAction.PassCheck or MatterAction.Confirm or MatterAction.NotSettled => MatterAction.HandBack,
        MatterAction.Exclude or MatterAction.RefuseExclusion => MatterAction.RequestExclusion,
        _ => null,
    };

    private async Task<Guid?> LastAsync(Guid matterId, MatterAction action, CancellationToken cancel) =>
        (await db.RowAsync<Doer>(
            """
            select actor_id from trail_events
            where subject_id = @matterId and subject_kind = 'matter' and action = @action
            order by at desc, seq desc
            limit 1
            """,
            new { matterId, action = $"matter.{action}" }, cancel))?.ActorId;
}
