using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>What was mistyped, as it is right.</summary>
/// <param name="Version">Of the care that was shown.</param>
internal sealed record NeedPutRight(Guid Id, long Version, string? Kind, string? Purpose, DateOnly? Until);

/// <summary>
/// The clerk puts right what was mistyped when care was entered: kind (and with it how often somebody visits), purpose,
/// last day. The consent stays the same one, and what stood there before stays on the trail.
/// </summary>
internal sealed class CorrectNeed(BandengDb db, NeedKinds kinds, KeepNeed keep, TimeProvider clock)
{
    public async Task<Result<EnteredNeed>> RunAsync(NeedPutRight form, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!(await keep.OpenAsync(form.Id, form.Version, by, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var need = found.Need;
        if (await FaultsAsync(form, need, cancel) is [var fault, ..])
        {
            return fault;
        }

        if (form.Kind != need.Kind && await db.Needs.AnyAsync(
            other => other.ResidentId == need.ResidentId && other.Kind == form.Kind && other.EndedOn == null, cancel))
        {
            return NeedRefusals.Twice;
        }

        var kind = (await kinds.FindAsync(form.Kind, ChinaTime.DayOf(now), cancel))!;
        var (purpose, dropped) = NotHeld.Sift(form.Purpose!);
        var kept = purpose == await db.TextAsync(need.PurposeId, cancel) ? null : db.Keep(need.Id, purpose, now);
        var before = (need.Kind, need.EndsOn);
        need.Correct(kind, kept?.Id ?? need.PurposeId, form.Until!.Value);
        db.Record(new TrailEntry(
            "need", need.Id, found.Area, "need.correct", by.ActingOn(Permission.KeepNeeds, found.Area), now)
        {
            Words = kept is null ? [] : [kept],
            Facts = new Dictionary<string, object?>
            {
                ["resident"] = need.ResidentId,
                ["kindBefore"] = before.Kind,
                ["kind"] = need.Kind,
                ["untilBefore"] = before.EndsOn,
                ["until"] = need.EndsOn,
                ["dropped"] = dropped.Count,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new EnteredNeed(need.Id, dropped)
            : NeedRefusals.Overtaken;
    }

    /// <summary>All that is wrong with a form, in the order of its fields.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(NeedPutRight form, CancellationToken cancel) =>
        await FaultsAsync(form, await db.Needs.AsNoTracking().SingleAsync(one => one.Id == form.Id, cancel), cancel);

    private async Task<IReadOnlyList<Refusal>> FaultsAsync(NeedPutRight form, Need need, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var kind = await kinds.FindAsync(form.Kind, today, cancel);
        string?[] faults =
        [
            kind is null ? "need.kind"
                // A code on the telephone named the kind: another one was not agreed to.
                : kind.Code != need.Kind && need.ConsentWay is ConsentWay.Code ? "need.kind-agreed" : null,
            EnterNeed.PurposeFault(form.Purpose),
            form.Until == need.EndsOn ? null
                : ConsentForm.UntilFault(form.Until, today, kind?.MostDays ?? EnterNeed.MostOfAll),
        ];
        return [.. faults.OfType<string>().Select(NeedRefusals.Invalid)];
    }
}
