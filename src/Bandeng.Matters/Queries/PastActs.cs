using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries;

/// <summary>Reads the acts on a matter off its trail, with the hand it was in at each.</summary>
internal sealed class PastActs(BandengDb db) : IMatterPast
{
    private sealed record Subject(AreaCode AreaCode, bool Protected, Guid? MergedInto);

    private sealed record Event(
        DateTimeOffset At, string Action, string? FromState, string? ToState, Guid? ActorId, string Words,
        string Facts);

    private sealed record Hand(Guid? Body, Guid? Person, HandlerOutcome? Outcome);

    public async Task<IReadOnlyList<MatterFact>> ActsAsync(Guid matterId, CancellationToken cancel)
    {
        var subject = await db.RowAsync<Subject>(
            "select area_code, protected, merged_into from matters where id = @matterId", new { matterId }, cancel);
        return subject switch
        {
            null => [],
            { MergedInto: { } lead } =>
                [.. await OwnAsync(matterId, subject, cancel), .. await ActsAsync(lead, cancel)],
            _ => await OwnAsync(matterId, subject, cancel),
        };
    }

    private async Task<IReadOnlyList<MatterFact>> OwnAsync(Guid matterId, Subject subject, CancellationToken cancel)
    {
        var events = await db.RowsAsync<Event>(
            """
            select at, action, from_state, to_state, actor_id, words, facts from trail_events
            where subject_id = @matterId and subject_kind = 'matter'
            order by at, seq
            """,
            new { matterId }, cancel);
        var hand = new Hand(null, null, null);
        var acts = new List<MatterFact>();
        foreach (var e in events)
        {
            var facts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(e.Facts)!;
            var name = e.Action[(e.Action.IndexOf('.', StringComparison.Ordinal) + 1)..];
            hand = After(hand, name, e.ActorId, facts);
            if (Enum.TryParse<MatterAction>(name, out var action)
                && Enum.TryParse<MatterStage>(e.ToState, out var stage))
            {
                acts.Add(FactOf(matterId, subject, e, action, stage, hand, facts));
            }
        }

        return acts;
    }

    private static MatterFact FactOf(
        Guid matterId, Subject subject, Event e, MatterAction action, MatterStage stage, Hand hand,
        Dictionary<string, JsonElement> facts)
    {
        var inner = IdIn(facts, "inner");
        return new(matterId, action, subject.AreaCode, stage, new Viewer(e.ActorId, "", []), e.At)
        {
            BodyId = hand.Body ?? IdIn(facts, "body"),
            HandlerId = hand.Person,
            IsProtected = subject.Protected,
            WordsId = ToRaiser(e, action)
                ? MatterHistory.TextIds(e.Words).Where(id => id != inner).Cast<Guid?>().LastOrDefault()
                : null,
            InnerWordsId = inner,
            Reason = TextIn(facts, "reason"),
            Basis = TextIn(facts, "basis"),
            Days = facts.TryGetValue("days", out var days) && days.TryGetInt32(out var number) ? number : null,
            Outcome = hand.Outcome,
            Other = IdIn(facts, "lead"),
        };
    }

    private static bool ToRaiser(Event e, MatterAction action) => Enum.TryParse<MatterStage>(e.FromState, out var from)
        && MatterWorkflow.Find(from, action) is { } arrow && arrow.Needs.Contains(Need.Words);

    private static Hand After(Hand hand, string name, Guid? actor, Dictionary<string, JsonElement> facts) => name switch
    {
        nameof(MatterAction.Dispatch) or nameof(MatterAction.Redispatch) => new(IdIn(facts, "body"), null, null),
        nameof(MatterAction.UndoDispatch) or nameof(MatterAction.UpholdReturn) =>
            hand with { Body = null, Person = null },
        nameof(MatterAction.SignFor) => hand with { Person = actor ?? hand.Person },
        nameof(MatterAction.PassOn) => hand with { Person = IdIn(facts, "person") },
        "HandOver" => hand with { Body = IdIn(facts, "body") ?? hand.Body, Person = IdIn(facts, "to") },
        nameof(MatterAction.HandBack) => hand with
        {
            Person = hand.Person ?? actor,
            Outcome = Enum.TryParse<HandlerOutcome>(TextIn(facts, "outcome"), out var outcome) ? outcome : null,
        },
        nameof(MatterAction.AnswerAtOnce) => hand with { Outcome = HandlerOutcome.Explained },
        nameof(MatterAction.Redo) => hand with { Outcome = null },
        _ => hand,
    };

    private static string? TextIn(Dictionary<string, JsonElement> facts, string name) =>
        facts.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Guid? IdIn(Dictionary<string, JsonElement> facts, string name) =>
        Guid.TryParse(TextIn(facts, name), out var id) ? id : null;
}
