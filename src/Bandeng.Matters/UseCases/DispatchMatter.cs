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

    private static readonly Refusal SameBody = new(
        RefusalKind.Conflict, "matter.same-body",
        "This body has it already: who assists can change, more time is an extension.");

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

        var helpers = (act.Request.Assistants ?? []).Where(body => body != lead!.Id).Distinct().ToList();
        var before = await db.Assists.Where(a => a.MatterId == act.Matter.Id).ToListAsync(cancel);
        if (IsSameBody(act, lead!) && !IsOthersAssist(act, helpers, before))
        {
            return SameBody;
        }

        if (await handedDown.InForceAsync(category?.Code, act.Matter.AreaCode, ChinaTime.DayOf(act.Now), cancel)
            is [var power, ..])
        {
            act.Facts["power"] = power.Id;
        }

        await clock.EndQuestionAsync(act.Matter, act.Now, cancel);
        if (IsSameBody(act, lead!))
        {
            act.Matter.DispatchAgain();
        }
        else
        {
            await StartAsync(act, lead!, LimitOf(act, category), cancel);
        }

        Assist(act, helpers, before);
        act.Facts["body"] = lead!.Id;
        act.Facts["limit"] = act.Matter.Limit is { } limit ? $"{limit.Amount} {limit.Class.ToText()}" : null;
        act.Facts["due"] = act.Matter.DueAt;
        return null;
    }

    private async Task StartAsync(Act act, Body lead, Limit limit, CancellationToken cancel)
    {
        act.Matter.DispatchTo(
            lead.Id, act.By.PersonId ?? Guid.Empty, limit, Deadline.Of(act.Now, limit, WorkCalendar.Official),
            act.Now);
        act.Matter.KeepWithin(await clock.LatestAsync(act.Matter, act.Now, cancel));
    }

    private static bool IsSameBody(Act act, Body lead) =>
        act.Arrow.Action is MatterAction.Redispatch && act.Matter.BodyId == lead.Id;

    // The clock of a body starts once: more time is an extension, which others than the dispatcher approve.
    private static bool IsOthersAssist(Act act, List<Guid> helpers, List<Assist> before) =>
        act.Request.LimitAmount is null && !before.Select(assist => assist.BodyId).ToHashSet().SetEquals(helpers);

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

    private void Assist(Act act, List<Guid> helpers, List<Assist> before)
    {
        db.Assists.RemoveRange(before);
        db.Assists.AddRange(
            helpers.Select(body => new Assist { MatterId = act.Matter.Id, BodyId = body, Since = act.Now }));
        if (helpers is not [])
        {
            act.Facts["assistants"] = helpers;
        }
    }
}
