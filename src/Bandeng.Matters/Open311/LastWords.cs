using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Queries;

namespace Bandeng.Matters.Open311;

/// <summary>What the office said last to the raiser of each matter.</summary>
internal sealed class LastWords(BandengDb db)
{
    private sealed record Event(Guid SubjectId, string Action, string Words, string Facts);

    private sealed record Text(Guid Id, string? Body);

    /// <param name="matters">Whose words the reader may see.</param>
    /// <returns>A matter to whose raiser nothing was said yet is missing.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Guid[] matters, CancellationToken cancel)
    {
        if (matters is [])
        {
            return new Dictionary<Guid, string>();
        }

        var events = await db.RowsAsync<Event>(
            $"""
            select subject_id, action, words, facts from trail_events
            where {db.In("subject_id", nameof(matters))} and subject_kind = 'matter' and words <> '' order by at, seq
            """,
            new { matters },
            cancel);
        var last = events.Where(IsToRaiser).SelectMany(e => Outer(e).Select(id => (e.SubjectId, id)))
            .GroupBy(pair => pair.SubjectId).ToDictionary(group => group.Key, group => group.Last().id);
        var bodies = await BodiesAsync([.. last.Values], cancel);
        return last.Where(pair => bodies.GetValueOrDefault(pair.Value) is not null)
            .ToDictionary(pair => pair.Key, pair => bodies[pair.Value]!);
    }

    private static bool IsToRaiser(Event e) =>
        MatterHistory.SeenFrom(e.Action) is Sight.Everyone
            && !TrailWords.ByRaiser.Contains(e.Action[(e.Action.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    private static IEnumerable<Guid> Outer(Event e)
    {
        using var facts = JsonDocument.Parse(e.Facts);
        var inner = facts.RootElement.TryGetProperty("inner", out var id) ? id.GetGuid() : Guid.Empty;
        return [.. MatterHistory.TextIds(e.Words).Where(text => text != inner)];
    }

    private async Task<Dictionary<Guid, string?>> BodiesAsync(Guid[] ids, CancellationToken cancel) => ids is []
        ? []
        : (await db.RowsAsync<Text>(
            $"select id, body from texts where {db.In("id", nameof(ids))}", new { ids }, cancel))
            .ToDictionary(text => text.Id, text => text.Body);
}
