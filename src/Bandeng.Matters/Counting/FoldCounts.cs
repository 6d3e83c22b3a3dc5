using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Counting;

/// <summary>Folds what acts have appended into the totals. Readers see the same sum before, between and after.</summary>
internal sealed class FoldCounts(BandengDb db)
{
    private const int Batch = 5000;

    // One statement in PostgreSQL: what a slow transaction appends meanwhile stays where it is. SQLite has one writer.
    private const string Postgres =
        """
        with folded as (
            delete from matter_count_deltas where id in (select id from matter_count_deltas order by id limit @batch for update skip locked)
            returning *)
        insert into matter_counts (day, area_code, body_id, measure, is_excluded, number)
        select day, area_code, body_id, measure, is_excluded, sum(number) from folded group by day, area_code, body_id, measure, is_excluded
        on conflict (day, area_code, body_id, measure, is_excluded) do update set number = matter_counts.number + excluded.number
        """;

    private const string Sqlite =
        """
        insert into matter_counts (day, area_code, body_id, measure, is_excluded, number)
        select day, area_code, body_id, measure, is_excluded, sum(number) from matter_count_deltas where true
        group by day, area_code, body_id, measure, is_excluded
        on conflict (day, area_code, body_id, measure, is_excluded) do update set number = matter_counts.number + excluded.number
        """;

    /// <summary>Folds a batch, and in SQLite all there is.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await db.RowAsync<long>("select count(*) from (select 1 from matter_count_deltas limit 1) any_delta", null, cancel) == 0)
        {
            return;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await db.ExecuteAsync(db.IsPostgres() ? Postgres : Sqlite, new { batch = Batch }, cancel);
        if (!db.IsPostgres())
        {
            await db.ExecuteAsync("delete from matter_count_deltas", null, cancel);
        }

        await own.CommitAsync(cancel);
    }
}
