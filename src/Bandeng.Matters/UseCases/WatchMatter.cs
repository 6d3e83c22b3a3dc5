using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>公开、催办、督办、剔除: what others do about a matter without handling it.</summary>
internal sealed class WatchMatter(PublicPictures pictures) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
    [
        MatterAction.LetOut, MatterAction.Remind, MatterAction.Supervise, MatterAction.RequestExclusion,
        MatterAction.Exclude, MatterAction.RefuseExclusion,
    ];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.LetOut:
                act.Matter.LetOut(act.Now);
                await pictures.LetOutAsync(act.Matter, act.Now, cancel);
                break;
            case MatterAction.Remind or MatterAction.Supervise when act.As is Capacity.Clock:
                act.Matter.ClimbLadder();
                break;
            case MatterAction.RequestExclusion:
                act.Matter.SetExclusion(ExclusionState.Asked);
                break;
            case MatterAction.Exclude:
                act.Matter.SetExclusion(ExclusionState.Excluded);
                break;
            case MatterAction.RefuseExclusion:
                act.Matter.SetExclusion(ExclusionState.Refused);
                break;
        }

        return null;
    }
}
