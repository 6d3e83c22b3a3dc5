using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>公开、催办、督办、剔除: what others do about a matter without handling it.</summary>
internal sealed class WatchMatter(BandengDb db, PublicPictures pictures) : IMatterAct
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
                if (await AddProofAsync(act, cancel) is { } missing)
                {
                    return missing;
                }

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

    private async Task<Refusal?> AddProofAsync(Act act, CancellationToken cancel)
    {
        var proof = await db.MatterFiles
            .Where(file => file.MatterId == act.Matter.Id && file.Moment == FileMoment.Proof)
            .Select(file => file.Id)
            .ToListAsync(cancel);
        if (proof is [] && act.Rules.ExclusionProof)
        {
            return new Refusal(
                RefusalKind.Invalid, "act.proof", "An application for exclusion comes with a paper that shows why.");
        }

        act.Facts["proof"] = proof;
        return null;
    }
}
