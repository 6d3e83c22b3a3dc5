using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>提交办结: the handler says what came of it, with pictures where the category asks for them.</summary>
internal sealed class HandBackMatter(BandengDb db, Catalogue catalogue, PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.HandBack];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        if (Acknowledgement.IsAll(act.Request.Words!))
        {
            return Acknowledgement.Refusal;
        }

        var category = await catalogue.FindAsync(act.Matter.CategoryCode, ChinaTime.DayOf(act.Now), cancel);
        if (category is { EvidenceWanted: true } && act.Request.Outcome is HandlerOutcome.Solved
            && !await HasEvidenceAsync(act.Matter, cancel))
        {
            return new Refusal(
                RefusalKind.Invalid, "act.evidence", "This kind of matter is handed back with a picture or a paper.");
        }

        await clock.EndQuestionAsync(act.Matter, act.Now, cancel);
        act.Matter.HandBack(act.Request.Outcome!.Value, act.By.PersonId, act.Now);
        act.Facts["outcome"] = act.Request.Outcome.Value.ToString();
        act.Facts["overdue"] = act.Matter.Overdue;
        if (category is not { CheckWanted: true } && !act.Rules.AsksSignature(act.Matter.Kind, act.Matter.RequestType))
        {
            act.Then = (MatterAction.PassCheck, new ActRequest());
        }

        return null;
    }

    private Task<bool> HasEvidenceAsync(Matter matter, CancellationToken cancel) => db.MatterFiles.AnyAsync(
        file => file.MatterId == matter.Id && file.AddedAt >= matter.DispatchedAt && file.Moment != FileMoment.Raised
            && file.Moment != FileMoment.Proof, cancel);
}
