using System.Collections.Frozen;
using System.Text.Json;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Tracing;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>One line of a matter's trail, as somebody may read it.</summary>
/// <param name="Action">The act, without the module: <c>Dispatch</c>.</param>
/// <param name="Who">The person who acted, or null: the raiser, the clocks, somebody who did not sign in.</param>
/// <param name="Words">To the raiser; empty when none or not to be seen.</param>
/// <param name="InnerWords">Inside the office; empty for raisers and everyone else.</param>
/// <param name="ErasedGround">Words stood here and were erased, on this ground.</param>
public sealed record HistoryLine(
    DateTimeOffset At, string Action, string? ToState, string? Who, IReadOnlyDictionary<string, JsonElement> Facts,
    IReadOnlyList<string> Words, IReadOnlyList<string> InnerWords, string? ErasedGround)
{
    /// <summary>去哪里办, as a redirect or a decline said it; null when it said nothing, or not to this reader.</summary>
    public OtherOffice? Elsewhere { get; init; }

    /// <summary>The earlier matter that was cited, or null.</summary>
    public Guid? Earlier => Facts.TryGetValue("earlier", out var id) && id.TryGetGuid(out var cited) ? cited : null;

    /// <summary>佐证 that came with an application, by file; empty for others.</summary>
    public IReadOnlyList<Guid> Proof => Facts.TryGetValue("proof", out var ids) && ids.ValueKind is JsonValueKind.Array
        ? [.. ids.EnumerateArray().Select(id => id.GetGuid())]
        : [];
}

/// <summary>The trail of one matter, oldest first.</summary>
internal sealed class MatterHistory(IPeople people)
{
    // What everyone may know of an act: no place, no person, no other matter.
    private static readonly FrozenSet<string> PublicFacts = FrozenSet.Create(
        "body", "category", "channel", "type", "limit", "due", "days", "until", "level", "outcome", "rating", "attempt",
        "reason", "overdue");

    /// <param name="hidden">Texts that the page shows in their own place, or nobody may see here: names.</param>
    /// <param name="veiled">People who act as raisers and whom the reader may not know.</param>
    /// <param name="isHeld">The last reply waits for its signature: neither words nor outcome are told.</param>
    public async Task<IReadOnlyList<HistoryLine>> SayAsync(
        EventsOfMatter known, Sight sight, bool isLetOut, IReadOnlySet<Guid> hidden, IReadOnlySet<Guid> veiled,
        bool isHeld, CancellationToken cancel)
    {
        var (events, texts) = known;
        var names = await people.NamesAsync(events.Select(e => e.ActorId).OfType<Guid>().Distinct(), cancel);
        var isWordsSeen = sight > Sight.Everyone || isLetOut;
        var held = isHeld ? events.LastOrDefault(e => e.Action == "matter.HandBack") : null;
        return
        [
            .. events.Where(e => sight >= SeenFrom(e.Action) && e != held).Select(e =>
            {
                var facts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(e.Facts)!;
                facts.Remove(RowStamp.Fact);
                var inner = facts.TryGetValue("inner", out var id) ? id.GetGuid() : Guid.Empty;
                var elsewhere = facts.TryGetValue("elsewhere", out var where) ? where.GetGuid() : Guid.Empty;
                var inside = facts.ContainsKey("office") ? Sight.Office : Sight.Handler;
                var own = TextIds(e.Words).Where(text => !hidden.Contains(text) && texts.ContainsKey(text)).ToList();
                return new HistoryLine(
                    e.At,
                    e.Action[(e.Action.IndexOf('.', StringComparison.Ordinal) + 1)..],
                    e.ToState,
                    e.ActorId is { } actor && sight > Sight.Everyone && !veiled.Contains(actor)
                        ? names.GetValueOrDefault(actor)
                        : null,
                    sight > Sight.Everyone ? facts : facts.Where(fact => PublicFacts.Contains(fact.Key)).ToDictionary(),
                    [.. own.Where(text => text != inner && text != elsewhere && isWordsSeen)
                        .Select(text => texts[text].Body).OfType<string>()],
                    [.. own.Where(text => text == inner && sight >= inside).Select(text => texts[text].Body)
                        .OfType<string>()],
                    own.Select(text => texts[text].ErasedGround).FirstOrDefault(ground => ground is not null))
                {
                    Elsewhere = isWordsSeen && texts.GetValueOrDefault(elsewhere)?.Body is { } way
                        ? OtherOffice.Read(way)
                        : null,
                };
            }),
        ];
    }

    // Who looked at a telephone is told to its owner on a page of its own, and to the office here.
    internal static Sight SeenFrom(string action) => action switch
    {
        SeeContact.Action => Sight.Office,
        "matter.Note" or "matter.SenderAdds" or "matter.SendAway" or "matter.RequestExclusion"
            or "matter.Exclude" or "matter.RefuseExclusion" or "matter.Remind"
            or "matter.Supervise" or "matter.Explain" or "matter.AssistReply" => Sight.Handler,
        _ => Sight.Everyone,
    };

    internal static IEnumerable<Guid> TextIds(string words) =>
        words.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => Guid.Parse(part.Split(':')[0]));
}
