using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Packs;

/// <summary>
/// Brings in the rules of a pack, which hold from a day; what was judged before keeps the rules of its day.
/// </summary>
internal sealed class ImportRules(BandengDb db, Recent<DateOnly, MatterRules> recent, TimeProvider clock)
{
    /// <param name="from">Null: today. Never earlier: rules do not reach back.</param>
    /// <returns>False when the very same rules hold from that day already.</returns>
    public async Task<Result<bool>> RunAsync(string text, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var day = from ?? ChinaTime.DayOf(now);
        if (day < ChinaTime.DayOf(now))
        {
            return new Refusal(RefusalKind.Invalid, "pack.past", "Rules hold from today at the earliest.");
        }

        return RulesFile.Read(text).TryGet(out var rules, out var refusal)
            ? await KeepAsync(rules, day, by, now, cancel)
            : refusal;
    }

    private async Task<bool> KeepAsync(
        MatterRules rules, DateOnly day, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var body = RulesFile.Write(rules);
        if (await db.RowAsync<string>("select body from matter_rules where valid_from = @day", new { day }, cancel) == body)
        {
            return false;
        }

        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await db.ExecuteAsync(
            "insert into matter_rules (valid_from, body) values (@day, @body) on conflict (valid_from) do update set body = excluded.body",
            new { day, body },
            cancel);
        db.Record(new TrailEntry("rules", Guid.CreateVersion7(now), null, "rules.import", by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["from"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["rules"] = body,
            },
        });
        await db.SaveAsync(cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        recent.Forget();
        return true;
    }
}
