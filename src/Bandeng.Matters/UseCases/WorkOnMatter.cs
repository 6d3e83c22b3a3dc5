using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>转本单位人员、联系诉求人、协办答复: what happens inside the bodies while it is in hand.</summary>
internal sealed class WorkOnMatter(BandengDb db, IBodies bodies) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.PassOn, MatterAction.RecordContact, MatterAction.AssistReply];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel) => act.Arrow.Action switch
    {
        MatterAction.PassOn => PassOnAsync(act, cancel),
        MatterAction.AssistReply => AssistAsync(act, cancel),
        _ => Contact(act),
    };

    private static Task<Refusal?> Contact(Act act)
    {
        act.Matter.RecordContact(act.Now);
        return Task.FromResult<Refusal?>(null);
    }

    private async Task<Refusal?> PassOnAsync(Act act, CancellationToken cancel)
    {
        var members = await bodies.MembersAsync(act.Matter.BodyId ?? Guid.Empty, cancel);
        if (members.All(member => member.PersonId != act.Request.Person))
        {
            return new Refusal(RefusalKind.Invalid, "act.person", "Choose somebody of the body.");
        }

        act.Matter.PassOn(act.Request.Person!.Value);
        act.Facts["person"] = act.Request.Person;
        return null;
    }

    private async Task<Refusal?> AssistAsync(Act act, CancellationToken cancel)
    {
        var assist = await db.Assists.SingleAsync(
            a => a.MatterId == act.Matter.Id && a.BodyId == act.By.ActingPost!.BodyId, cancel);
        assist.RepliedAt = act.Now;
        act.Facts["body"] = assist.BodyId;
        return null;
    }
}
