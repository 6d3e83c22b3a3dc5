using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Held;

namespace Bandeng.Matters.Queries;

/// <summary>What stands around the list of the inbox, asked in one breath.</summary>
internal sealed class DeskBeside(BandengDb db, RuleBook rules, TimeProvider clock)
{
    private const int SentShown = 3;

    /// <param name="Views">The viewer's kept filters.</param>
    /// <param name="Sent">What the viewer dispatched a moment ago and may still take back.</param>
    /// <param name="Minutes">How long a dispatch can be taken back at all.</param>
    /// <param name="Held">Letters of a flood that wait for a person.</param>
    public sealed record Beside(
        IReadOnlyList<DeskViews.View> Views, IReadOnlyList<DeskSent.Sent> Sent, int Minutes, long Held);

    public async Task<Beside> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var minutes = (await rules.OnAsync(ChinaTime.DayOf(now), cancel)).UndoMinutes;
        await using var answers = await db.AnswersAsync(
            $"{DeskViews.Mine}; {DeskSent.Sql(SentShown)}; {ListHeld.Count(viewer)}",
            new { viewer.PersonId, since = DeskSent.Since(now, minutes) },
            cancel);
        return new(
            [.. await answers.ReadAsync<DeskViews.View>()], [.. await answers.ReadAsync<DeskSent.Sent>()], minutes,
            await answers.ReadSingleAsync<long>());
    }
}
