using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;

namespace Bandeng.Matters.Rules;

/// <summary>Settings that hold from a day on, and the taking back of what has not begun.</summary>
internal sealed class KeepRules(
    BandengDb db, ImportRules import, RulesPost post, Recent<DateOnly, MatterRules> recent, TimeProvider clock)
{
    private static readonly Refusal Begun = new(
        RefusalKind.Conflict, "rules.begun",
        "These rules hold already or are not planned; other ones replace them, they are not taken back.");

    /// <param name="text">The settings as a pack writes them.</param>
    /// <returns>False when exactly this holds from that day already.</returns>
    public async Task<Result<bool>> RunAsync(string text, DateOnly from, Viewer by, CancellationToken cancel) =>
        (await post.AskAsync(by, from, cancel)).TryGet(out var acting, out var refusal)
            ? await import.RunAsync(text, from, acting, cancel)
            : refusal;

    public async Task<Result<bool>> TakeBackAsync(DateOnly from, Viewer by, CancellationToken cancel)
    {
        if (!(await post.AskAsync(by, from, cancel)).TryGet(out var acting, out var refusal))
        {
            return refusal.Code == "rules.past" ? Begun : refusal;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        if (from == post.Today
            || await db.ExecuteAsync("delete from matter_rules where valid_from = @from", new { from }, cancel) == 0)
        {
            return Begun;
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("rules", Guid.CreateVersion7(now), null, "rules.take-back", acting, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        });
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        recent.Forget();
        return true;
    }
}
