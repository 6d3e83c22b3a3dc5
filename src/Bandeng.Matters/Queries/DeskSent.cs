using Bandeng.Kernel;
using Bandeng.Matters.Acting;

namespace Bandeng.Matters.Queries;

/// <summary>What the viewer dispatched a moment ago and may still take back.</summary>
internal sealed class DeskSent(BandengDb db, RuleBook rules, TimeProvider clock)
{
    /// <summary>A dispatch that nobody has signed for yet.</summary>
    public sealed record Sent(Guid Id, string? Title, Guid BodyId, DateTimeOffset DispatchedAt);

    /// <summary>Those of <c>@PersonId</c> since <c>@since</c>, the newest first.</summary>
    public static string Sql(int most) =>
        $"""
        select m.id, t.body as title, m.body_id, m.dispatched_at
        from matters m left join texts t on t.id = m.title_id
        where m.stage = 'Dispatched' and m.dispatched_by = @PersonId and m.dispatched_at >= @since
        order by m.dispatched_at desc, m.id limit {most}
        """;

    public static DateTimeOffset Since(DateTimeOffset now, int minutes) => now.AddMinutes(-minutes);

    /// <summary>The newest first, and how many minutes a dispatch can be taken back at all.</summary>
    public async Task<(IReadOnlyList<Sent> Sent, int Minutes)> RunAsync(
        Viewer viewer, int most, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var minutes = (await rules.OnAsync(ChinaTime.DayOf(now), cancel)).UndoMinutes;
        var sent = await db.RowsAsync<Sent>(Sql(most), new { viewer.PersonId, since = Since(now, minutes) }, cancel);
        return (sent, minutes);
    }
}
