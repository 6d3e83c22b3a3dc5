using System.Collections.ObjectModel;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Acting;

/// <summary>How a matter stands after an act.</summary>
public sealed record Acted(Guid Id, MatterStage Stage, long Version);

/// <summary>
/// The one way in which a matter moves: arrow, capacity, guards, needs, the act itself, the line on the trail, the
/// news to those concerned, saved together. Pages and API call nothing else.
/// </summary>
internal sealed class ActOnMatter(
    BandengDb db, IEnumerable<IMatterAct> acts, RuleBook rules, VoicesOfMatter voices, OwnActs own, MatterNews news,
    TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");

    /// <summary>Does one act and saves it, or refuses and changes nothing.</summary>
    public async Task<Result<Acted>> RunAsync(
        Guid matterId, MatterAction action, ActRequest request, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.Matters.SingleOrDefaultAsync(m => m.Id == matterId, cancel) is not { } matter)
        {
            return Unknown;
        }

        var begun = await BeginAsync(matter, action, request, viewer, now, cancel);
        if (!begun.TryGet(out var act, out var refusal))
        {
            return refusal;
        }

        var no = await ApplyAsync(act, cancel) ?? await FollowAsync(act, cancel);
        return no is null ? await SaveAsync(act, cancel) : no;
    }

    /// <summary>
    /// What an act brings with it: a check that nobody asked for is passed, a third redo goes one level up.
    /// </summary>
    private async Task<Refusal?> FollowAsync(Act act, CancellationToken cancel)
    {
        while (act.Then is { } then)
        {
            var begun = await BeginAsync(act.Matter, then.Action, then.Request, Viewer.System, act.Now, cancel);
            if (!begun.TryGet(out var next, out _))
            {
                // The guard of what follows does not hold: there is no level above, say. Then nothing follows.
                return null;
            }

            if (await ApplyAsync(next, cancel) is { } no)
            {
                return no;
            }

            act = next;
        }

        return null;
    }

    private async Task<Result<Act>> BeginAsync(
        Matter matter, MatterAction action, ActRequest request, Viewer viewer, DateTimeOffset now,
        CancellationToken cancel)
    {
        var voice = await voices.OwnAsync(matter.Id, viewer, request.Secret, cancel);
        var assistants = await db.Assists.Where(a => a.MatterId == matter.Id).Select(a => a.BodyId).ToListAsync(cancel);
        // A link in the handler's hand makes no raiser of the handler: nobody rates their own work.
        if (voice?.PersonId is null
            && Handling.Any(capacity => viewer.As(capacity, matter, null, assistants) is not null))
        {
            voice = null;
        }

        if (request.Precondition?.Holds(matter.Version) == false)
        {
            return IsStranger(matter, viewer, voice, assistants) ? Unknown : Changed();
        }

        var rulesToday = await rules.OnAsync(ChinaTime.DayOf(now), cancel);
        if (rulesToday.Find(matter.Kind, matter.Stage, action) is not { } arrow)
        {
            return IsStranger(matter, viewer, voice, assistants)
                ? Unknown
                : new Refusal(
                    RefusalKind.Conflict, "matter.stage", $"A matter that is {matter.Stage} cannot be: {action}.");
        }

        if (viewer.StandingFor(arrow, matter, voice, assistants) is not { } standing)
        {
            return IsStranger(matter, viewer, voice, assistants)
                ? Unknown
                : new Refusal(RefusalKind.Forbidden, "matter.not-yours", "Your post does not allow this here.");
        }

        if (request.Version is { } seen && seen != matter.Version)
        {
            return Changed();
        }

        standing = await own.LookAsync(standing, arrow, matter, cancel);
        return MatterGuards.FirstBroken(arrow, matter, standing, rulesToday, now)
            ?? ActNeeds.FirstMissing(arrow, request)
            ?? (Result<Act>)new Act(matter, arrow, request, standing.By, rulesToday, now)
            {
                As = standing.As,
                Voice = voice ?? (standing.As is Capacity.Caller ? await voices.SpokenForAsync(matter.Id, request.Voice, cancel) : null),
            };
    }

    private async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        var kind = acts.SingleOrDefault(candidate => candidate.Actions.Contains(act.Arrow.Action));
        if (kind is not null && await kind.ApplyAsync(act, cancel) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        KeepWords(act);
        foreach (var (name, fact) in act.Request.Facts ?? ReadOnlyDictionary<string, object?>.Empty)
        {
            act.Facts[name] = fact;
        }

        var arrow = act.Moves ? act.Arrow : act.Arrow with { To = null };
        var from = act.Matter.Stage;
        act.Matter.Take(arrow, act.StageDue ?? StageClock.DueAfter(arrow.To, act.Matter, act.Rules, act.Now));
        db.Record(new TrailEntry("matter", act.Matter.Id, act.Matter.AreaCode, ActionName(act.Arrow.Action), act.By, act.Now)
        {
            FromState = from.ToString(),
            ToState = act.Matter.Stage.ToString(),
            Words = act.Words,
            Facts = act.Facts,
        });
        await news.TellAsync(act, cancel);
        return null;
    }

    private async Task<Result<Acted>> SaveAsync(Act act, CancellationToken cancel) =>
        await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Acted(act.Matter.Id, act.Matter.Stage, act.Matter.Version)
            : Changed();

    private void KeepWords(Act act)
    {
        if (act.Arrow.Needs.Contains(Need.Words) && act.Request.Words is { } words)
        {
            var told = db.Keep(act.Matter.Id, words.Trim(), act.Now);
            act.Words.Add(told);
            act.WordsId = told.Id;
        }

        if (act.Arrow.Needs.Contains(Need.InnerWords) && act.Request.InnerWords?.Trim() is { Length: > 0 } inner)
        {
            var kept = db.Keep(act.Matter.Id, inner, act.Now);
            act.Words.Add(kept);
            act.InnerWordsId = kept.Id;
            act.Facts["inner"] = kept.Id;
        }

        if (act.Arrow.Needs.Contains(Need.Elsewhere) && !act.Request.ElsewhereName.IsUnseen())
        {
            var way = new OtherOffice(
                act.Request.ElsewhereName!.Trim(), "", act.Request.ElsewherePhone?.Trim() ?? "",
                act.Request.ElsewhereAddress?.Trim() ?? "");
            var kept = db.Keep(act.Matter.Id, way.ToText(), act.Now);
            act.Words.Add(kept);
            act.Facts["elsewhere"] = kept.Id;
        }

        if (act.Request.Reason is { } reason
            && (act.Arrow.Needs.Contains(Need.Reason) || act.Arrow.Needs.Contains(Need.Way)))
        {
            act.Facts["reason"] = reason;
        }
    }

    // Whoever may not even see a matter learns nothing of it, not that it exists.
    private static bool IsStranger(Matter matter, Viewer viewer, Voice? voice, List<Guid> assistants) =>
        Enum.GetValues<Capacity>().All(capacity => viewer.As(capacity, matter, voice, assistants) is null);

    private static readonly Capacity[] Handling = [Capacity.Handler, Capacity.BodyHead];

    /// <summary>The code of an act upon what has changed since.</summary>
    public const string Stale = "matter.changed";

    private static Refusal Changed() =>
        new(RefusalKind.Conflict, Stale, "Someone else has just acted on this matter.");

    private static string ActionName(MatterAction action) => $"matter.{action}";
}
