using System.Data;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Counting;

/// <summary>
/// Folds what acts have appended into the sums. Readers see the same before, between and after: in PostgreSQL one
/// snapshot decides what is added and what is taken away, and of two nodes at once the second is given up; SQLite has
/// one writer.
/// </summary>
internal sealed class FoldCounts(BandengDb db)
{
    private const int Batch = 20_000;

    private const string LastOfBatch =
        "select id from (select id from matter_count_deltas order by id limit @Batch) batch order by id desc limit 1";

    private const string Add =
        """
        insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
        select level, grain, area_code, cut, day, measure, mark, is_excluded, sum(number)
        from matter_sums_since where id <= @last
        group by level, grain, area_code, cut, day, measure, mark, is_excluded
        order by level, grain, area_code, cut, day, measure, mark, is_excluded
        on conflict (level, grain, area_code, cut, day, measure, mark, is_excluded) do update set number = matter_sums.number + excluded.number
        """;

    /// <summary>Folds all there is, batch by batch, so that nobody waits long.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await FoldAsync(cancel))
        {
        }
    }

    private async Task<bool> FoldAsync(CancellationToken cancel)
    {
        // Without anything to fold nobody begins to write.
        if (await db.RowAsync<long>("select count(*) from (select 1 from matter_count_deltas limit 1) any_delta", null, cancel) == 0)
        {
            return false;
        }

        await using var own = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var last = await db.RowAsync<Guid?>(LastOfBatch, new { Batch }, cancel);
        await db.ExecuteAsync(Add, new { last }, cancel);
        await db.ExecuteAsync("delete from matter_count_deltas where id <= @last", new { last }, cancel);
        await own.CommitAsync(cancel);
        return true;
    }
}
