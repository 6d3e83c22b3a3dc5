using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using static Bandeng.Matters.Life.MatterAction;

namespace Bandeng.Matters.Acting;

/// <summary>Tells those concerned what an act means for them, in the transaction of the act.</summary>
internal sealed class MatterNews(BandengDb db, VoicesOfMatter voices, IBodies bodies, INotices notices, IHooks hooks)
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
        if (!ForRaisers.Contains(action) && !ForHandlers.Contains(action))
        {
            return;
        }

        var title = await db.TextAsync(act.Matter.TitleId, cancel);
        foreach (var (person, kind) in await ListenersAsync(act, cancel))
        {
            notices.Tell(person, NewsOfMatter.Of(act.Matter, action.ToString(), kind, title, act.Now));
        }
    }

    /// <summary>Tells other systems that asked for it: what happened and where, never a word or a name.</summary>
    public Task TellSystemsAsync(Matter matter, string action, DateTimeOffset now, CancellationToken cancel) => hooks.TellAsync(
        new Happening(
            $"matter.{action}", matter.Id, matter.AreaCode.Community, matter.Stage.ToString(), matter.CategoryCode,
            $"/matters/{matter.Id}", now),
        cancel);

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
