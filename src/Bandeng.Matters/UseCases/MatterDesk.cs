using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>What a body elsewhere does here, and what of a matter goes there.</summary>
internal sealed class MatterDesk(BandengDb db, ActOnMatter act, IMatterPast past, SecretBox box, TimeProvider clock)
    : IMatterDesk
{
    private static readonly MatterAction[] IntoHands =
        [MatterAction.Dispatch, MatterAction.Redispatch, MatterAction.Redo, MatterAction.RefuseReturn];

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");

    public Task<Result<Acted>> ActAsync(
        Guid matterId, MatterAction action, ActRequest request, Viewer by, CancellationToken cancel) =>
        act.RunAsync(matterId, action, request, by, cancel);

    public async Task<Result<Acted>> ActForBodyAsync(
        Guid matterId, Guid bodyId, MatterAction action, ActRequest request, Viewer by, CancellationToken cancel)
    {
        var area = await db.Matters.Where(m => m.Id == matterId && m.BodyId == bodyId)
            .Select(m => (AreaCode?)m.AreaCode).FirstOrDefaultAsync(cancel);
        if (area is not { } place)
        {
            return Unknown;
        }

        // The body's own hands are elsewhere. Who brings its word has not handled it, and may check it or ask its
        // raiser.
        var hand =
            by with { PersonId = null, Posts = [new HeldPost(Guid.Empty, nameof(Role.Handler), place, bodyId, null)] };
        var told =
            request with { Facts = new Dictionary<string, object?> { ["broughtBy"] = by.PersonId, ["body"] = bodyId } };
        return await act.RunAsync(matterId, action, told, hand, cancel);
    }

    public async Task<MatterCopy?> CopyAsync(Guid matterId, Guid bodyId, string to, Viewer by, CancellationToken cancel)
    {
        if (await db.Matters.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == matterId && m.BodyId == bodyId, cancel) is not { } matter)
        {
            return null;
        }

        var voice = await db.Voices.AsNoTracking().SingleAsync(v => v.MatterId == matterId && v.IsRaiser, cancel);
        var isOpen = !matter.Protected;
        var phone = isOpen ? box.Unprotect(voice.PhoneCipher) : null;
        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.SendAway", by, clock.GetUtcNow())
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = to,
                ["phone"] = phone is not null,
                ["voice"] = voice.Id,
            },
        });
        var last = (await past.ActsAsync(matterId, cancel)).LastOrDefault(fact => IntoHands.Contains(fact.Action));
        return new MatterCopy(
            matter.Id, matter.Dispatches + matter.Redos + matter.Returns, await TextAsync(matter.TitleId, cancel),
            await TextAsync(matter.DetailId, cancel),
            isOpen && matter.PlaceId is { } place ? await db.TextAsync(place, cancel) : null,
            isOpen ? matter.AreaCode : matter.AreaCode.Community,
            matter.CategoryCode, matter.RequestType, matter.Urgent, matter.Protected, matter.RaisedAt,
            matter.OuterDueAt ?? matter.DueAt,
            isOpen && voice.NameId is { } name ? await db.TextAsync(name, cancel) : null, phone)
        {
            By = last?.Action,
            Reason = last?.Action is MatterAction.Redo ? last.Reason : null,
            Opinion = isOpen && last?.InnerWordsId is { } words ? await db.TextAsync(words, cancel) : null,
        };
    }

    private async Task<string> TextAsync(Guid id, CancellationToken cancel) => await db.TextAsync(id, cancel) ?? "";
}
