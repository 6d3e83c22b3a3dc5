using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using static Bandeng.Matters.Life.MatterAction;

namespace Bandeng.Matters.Acting;

/// <summary>Tells those concerned what an act means for them, in the transaction of the act.</summary>
internal sealed class MatterNews(
    BandengDb db, VoicesOfMatter voices, IBodies bodies, INotices notices, IHooks hooks,
    IEnumerable<IMatterListener> listeners)
{
    private static readonly HashSet<MatterAction> ForRaisers =
    [
        Accept, Decline, Redirect, AnswerAtOnce, Dispatch, Redispatch, AskRaiser, TellRaiser, ApproveExtension, Suspend,
        PassCheck, SendBack, Merge, UpholdAppeal, RefuseAppeal, LeaveUnconfirmed,
    ];

    private static readonly HashSet<MatterAction> ForHandlers =
    [
        Dispatch, Redispatch, Redo, RefuseReturn, ApproveExtension, RefuseExtension, RaiserReplies, Remind, Supervise,
        Resume, PassOn,
    ];

    public async Task TellAsync(Act act, CancellationToken cancel)
    {
        var action = act.Arrow.Action;
        await TellSystemsAsync(act.Matter, action.ToString(), act.Now, cancel);
        await TellModulesAsync(act, cancel);
        if (action is HandBack && act.Rules.AsksSignature(act.Matter.Kind, act.Matter.RequestType))
        {
            await TellHeadsAsync(act, cancel);
        }

        if (!ForRaisers.Contains(action) && !ForHandlers.Contains(action))
        {
            return;
        }

        await TellPeopleAsync(act, cancel);
    }

    /// <summary>Tells the members of the body that has it in hand.</summary>
    /// <param name="action">Names the sentence: <c>matter.…</c>.</param>
    public async Task TellBodyAsync(
        Matter matter, string action, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var members = matter.BodyId is { } body ? await bodies.MembersAsync(body, cancel) : [];
        var title = await db.TextAsync(matter.TitleId, cancel);
        foreach (var person in members.Select(member => member.PersonId)
            .Where(person => person != by.PersonId).Distinct())
        {
            notices.Tell(person, NewsOfMatter.Of(matter, action, NoticeKind.Work, title, now));
        }
    }

    /// <summary>Tells other systems that asked for it: what happened and where, never a word or a name.</summary>
    public Task TellSystemsAsync(
        Matter matter, string action, DateTimeOffset now, CancellationToken cancel) => hooks.TellAsync(
        new Happening(
            $"matter.{action}", matter.Id, matter.AreaCode.Community, matter.Stage.ToString(), matter.CategoryCode,
            $"/matters/{matter.Id}", now),
        cancel);

    // A reply that nobody signs leaves nobody's desk.
    private async Task TellHeadsAsync(Act act, CancellationToken cancel)
    {
        var members = act.Matter.BodyId is { } body ? await bodies.MembersAsync(body, cancel) : [];
        var title = await db.TextAsync(act.Matter.TitleId, cancel);
        foreach (var person in members.Where(member => member.Role == nameof(Role.Head))
            .Select(member => member.PersonId).Distinct())
        {
            notices.Tell(person, NewsOfMatter.Of(act.Matter, "AwaitsSignature", NoticeKind.Work, title, act.Now));
        }
    }

    private async Task TellPeopleAsync(Act act, CancellationToken cancel)
    {
        var title = await db.TextAsync(act.Matter.TitleId, cancel);
        foreach (var (person, kind) in await ListenersAsync(act, cancel))
        {
            notices.Tell(person, NewsOfMatter.Of(act.Matter, act.Arrow.Action.ToString(), kind, title, act.Now));
        }
    }

    private async Task TellModulesAsync(Act act, CancellationToken cancel)
    {
        foreach (var listener in listeners)
        {
            await listener.HearAsync(FactOf(act), cancel);
        }
    }

    private static MatterFact FactOf(Act act) =>
        new(act.Matter.Id, act.Arrow.Action, act.Matter.AreaCode, act.Matter.Stage, act.By, act.Now)
        {
            BodyId = act.Matter.BodyId ?? act.Facts.GetValueOrDefault("body") as Guid?,
            HandlerId = act.Matter.HandlerId,
            IsProtected = act.Matter.Protected,
            WordsId = act.WordsId,
            InnerWordsId = act.InnerWordsId,
            Reason = act.Facts.GetValueOrDefault("reason") as string,
            Basis = act.Facts.GetValueOrDefault("basis") as string,
            Days = act.Facts.GetValueOrDefault("days") as int?,
            Outcome = act.Matter.HandlerOutcome,
            RaiserOutcome = act.Matter.RaiserOutcome,
            Rating = act.Matter.Rating,
            Other = act.Facts.GetValueOrDefault("lead") as Guid?,
        };

    // Whoever raised it and handles it as well is told once, as its raiser.
    private async Task<Dictionary<Guid, NoticeKind>> ListenersAsync(Act act, CancellationToken cancel)
    {
        var listeners = new Dictionary<Guid, NoticeKind>();
        if (ForHandlers.Contains(act.Arrow.Action) && act.Matter.BodyId is { } body)
        {
            Add(listeners, (await bodies.MembersAsync(body, cancel)).Select(member => member.PersonId), NoticeKind.Work);
        }

        if (ForRaisers.Contains(act.Arrow.Action))
        {
            Add(listeners, await voices.PeopleAsync(act.Matter.Id, cancel), NoticeKind.Progress);
        }

        listeners.Remove(act.By.PersonId ?? Guid.Empty);
        return listeners;
    }

    private static void Add(Dictionary<Guid, NoticeKind> listeners, IEnumerable<Guid> people, NoticeKind kind)
    {
        foreach (var person in people)
        {
            listeners[person] = kind;
        }
    }
}
