using System.Data;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Search;

/// <summary>
/// Indexes what was there before the index was: some hundred matters a transaction, remembering how far it came, so
/// that it may be broken off and run beside others at any time.
/// </summary>
public sealed class FillIndex(BandengDb db)
{
    private const int Batch = 500;

    /// <param name="progress">Told how many are done so far, after each batch.</param>
    /// <returns>How many matters were indexed.</returns>
    public async Task<long> RunAsync(Action<long>? progress, CancellationToken cancel)
    {
        var done = 0L;
        while (await NextAsync(cancel) is { } indexed)
        {
            done += indexed;
            if (indexed > 0)
            {
                progress?.Invoke(done);
            }
        }

        return done;
    }

    /// <summary>Begins again: matters have come in past the index.</summary>
    public Task BeginAsync(CancellationToken cancel) => db.ExecuteAsync(
        """
        insert into matter_search_filling (after_id)
        select cast(@first as {0}) where not exists (select 1 from matter_search_filling)
        """.Replace("{0}", db.IsPostgres() ? "uuid" : "text", StringComparison.Ordinal),
        new { first = Guid.Empty }, cancel);

    /// <returns>Null when nothing is left to fill.</returns>
    private async Task<int?> NextAsync(CancellationToken cancel)
    {
        // SQLite's transactions begin as writers; in PostgreSQL the row holds up whoever fills at the same time.
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var hold = db.IsPostgres() ? " for update" : "";
        var after = await db.RowAsync<Guid?>($"select after_id from matter_search_filling{hold}", null, cancel);
        if (after is null)
        {
            return null;
        }

        var sources = await SearchSource.AfterAsync(db, after.Value, Batch, cancel);
        SearchSource[] missing = [.. sources.Where(source => source.Doc is null)];
        await SearchIndex.PutAsync(db, missing, cancel);
        await (sources is []
            ? db.ExecuteAsync("delete from matter_search_filling", null, cancel)
            : db.ExecuteAsync("update matter_search_filling set after_id = @Id", new { sources[^1].Id }, cancel));
        await own.CommitAsync(cancel);
        return missing.Length;
    }
}
