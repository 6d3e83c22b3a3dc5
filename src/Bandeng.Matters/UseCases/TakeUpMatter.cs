using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;

namespace Bandeng.Matters.UseCases;

/// <summary>受理、不予受理、告知途径、直接答复: what the office decides before anybody is sent.</summary>
internal sealed class TakeUpMatter(BandengDb db, EarlierMatters earlier) : IMatterAct
{
    private const string Sealed = "内容已封存（已告知依法反映的途径）";

    // 涉法涉诉、涉纪检监察: routed out, and nobody here reads on.
    private static readonly string[] SealedReasons = ["court", "discipline"];

    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.Accept, MatterAction.Decline, MatterAction.Redirect, MatterAction.AnswerAtOnce];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        switch (act.Arrow.Action)
        {
            case MatterAction.AnswerAtOnce when Acknowledgement.IsAll(act.Request.Words!):
                return Acknowledgement.Refusal;
            case MatterAction.AnswerAtOnce:
                act.Matter.AnswerAtOnce(act.Now);
                break;
            case MatterAction.Decline when act.Request.Reason is MatterReasons.Repeat
                && !await earlier.IsClosedOfRaiserAsync(act.Matter.Id, act.Request.Target!.Value, cancel):
                return new Refusal(
                    RefusalKind.Invalid, "act.earlier-unknown",
                    "Only an earlier, closed matter of the same person can be cited.");
            case MatterAction.Decline or MatterAction.Redirect:
                act.Matter.Close(act.Now);
                SealIfAsked(act);
                if (act.Request.Target is { } cited)
                {
                    act.Facts["earlier"] = cited;
                }

                break;
        }

        return null;
    }

    private void SealIfAsked(Act act)
    {
        if (act.Arrow.Action is not MatterAction.Redirect || !SealedReasons.Contains(act.Request.Reason)
            || act.Matter.IsSealed)
        {
            return;
        }

        var (title, detail) = (db.Keep(act.Matter.Id, Sealed, act.Now), db.Keep(act.Matter.Id, Sealed, act.Now));
        act.Matter.Seal(title.Id, detail.Id);
        act.Words.AddRange([title, detail]);
        act.Facts["sealed"] = true;
    }
}
