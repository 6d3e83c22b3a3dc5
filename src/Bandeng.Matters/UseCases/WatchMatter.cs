using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>公开、催办、督办、剔除: what others do about a matter without handling it.</summary>
internal sealed class WatchMatter(BandengDb db) : IMatterAct
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
                await LetOutPicturesAsync(act, cancel);
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

    // Voices and papers stay inside, and pictures whose place data could not be cut out.
    private async Task LetOutPicturesAsync(Act act, CancellationToken cancel)
    {
        var pictures = await db.MatterFiles
            .Where(f => f.MatterId == act.Matter.Id && f.Moment != FileMoment.Paper && FileType.Public.Contains(f.MediaType))
            .ToListAsync(cancel);
        pictures.ForEach(picture => picture.LetOutAt = act.Now);
    }
}
