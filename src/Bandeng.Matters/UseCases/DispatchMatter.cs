using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>派单、改派: a lead body answers for it, others assist; the whole clock starts.</summary>
internal sealed class DispatchMatter(
    BandengDb db, IBodies bodies, Catalogue catalogue, HandedDownGuard handedDown, PausedClock clock) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Dispatch, MatterAction.Redispatch];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        var category = await catalogue.FindAsync(act.Matter.CategoryCode, ChinaTime.DayOf(act.Now), cancel);
        var handling = await bodies.HandlingAsync(act.Matter.AreaCode, cancel);
        var lead = handling.FirstOrDefault(body => body.Id == act.Request.Body);
        var refusal = WhyNot(act.Matter, category, lead) ?? WhyNotHelp(act, handling)
            ?? await handedDown.WhyNotAsync(
                act.Matter, category, lead!, act.Request.InnerWords, ChinaTime.DayOf(act.Now), cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await handedDown.InForceAsync(category?.Code, act.Matter.AreaCode, ChinaTime.DayOf(act.Now), cancel)
            is [var power, ..])
        {
            act.Facts["power"] = power.Id;
        }

        var limit = LimitOf(act, category);
        await clock.EndQuestionAsync(act.Matter, act.Now, cancel);
        act.Matter.DispatchTo(
            lead!.Id, act.By.PersonId ?? Guid.Empty, limit, Deadline.Of(act.Now, limit, WorkCalendar.Official),
            act.Now);
        act.Matter.KeepWithin(await clock.LatestAsync(act.Matter, act.Now, cancel));
        await AssistAsync(act, lead.Id, cancel);
        act.Facts["body"] = lead.Id;
        act.Facts["limit"] = $"{limit.Amount} {limit.Class.ToText()}";
        act.Facts["due"] = act.Matter.DueAt;
        return null;
    }

    internal static Refusal? WhyNot(Matter matter, Category? category, Body? lead) => (category, lead) switch
    {
        ({ RedirectOnly: not null }, _) => new(
            RefusalKind.Conflict, "matter.redirect-only",
            "What belongs to courts or discipline inspection is redirected, never dispatched."),
        (_, null) => new(RefusalKind.Invalid, "act.body", "This body does not take matters of this place."),
        (_, { } body) when body.Id == matter.RespondentBodyId => new(
            RefusalKind.Conflict, "matter.respondent", "The body complained of cannot be the one that handles it."),
        ({ Duty: Duty.Department }, { Kind: "Committee" }) when !matter.IsErrand => new(
            RefusalKind.Conflict, "matter.pushed-down", "A department's work is not pushed down to a community."),
        _ => null,
    };

    private static Limit LimitOf(Act act, Category? category) =>
        act.Request is { LimitAmount: { } amount, LimitClass: { } kind }
        ? new Limit(amount, kind)
        : act.Rules.HandleOf(act.Matter.Kind, act.Matter.RequestType, category?.Limit);

    // Whoever assists reads the words: only bodies of that place, and never the one complained of.
    private static Refusal? WhyNotHelp(Act act, IReadOnlyList<Body> handling) =>
        (act.Request.Assistants ?? []).Contains(act.Matter.RespondentBodyId ?? Guid.Empty) ? new(
            RefusalKind.Conflict, "matter.respondent-assists", "The body complained of cannot assist in it.")
        : (act.Request.Assistants ?? []).Except(handling.Select(body => body.Id)).Any() ? new(
            RefusalKind.Invalid, "act.assistants", "One of the assistants does not take matters of this place.")
        : null;

    private async Task AssistAsync(Act act, Guid lead, CancellationToken cancel)
    {
        db.Assists.RemoveRange(await db.Assists.Where(a => a.MatterId == act.Matter.Id).ToListAsync(cancel));
        var helpers = (act.Request.Assistants ?? []).Where(body => body != lead).Distinct().ToList();
        db.Assists.AddRange(
            helpers.Select(body => new Assist { MatterId = act.Matter.Id, BodyId = body, Since = act.Now }));
        if (helpers is not [])
        {
            act.Facts["assistants"] = helpers;
        }
    }
}
