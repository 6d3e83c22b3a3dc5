using Bandeng.Kernel.Words;

namespace Bandeng.Kernel.Trail;

/// <summary>
/// Whether the trail and its words are as they were written: numbers without holes, hashes, heads, every text under
/// its commitment or erased by an act on the trail, and no text that no event names.
/// </summary>
/// <remarks>
/// Reads page by page in one snapshot, while others go on writing. Finds every change that is made without forging
/// all hashes after it; against a whole forged database stands only a head that somebody kept elsewhere.
/// </remarks>
public static class VerifyTrail
{
    private const int PageRows = 1_000;

    public static async Task<TrailReport> RunAsync(BandengDb db, CancellationToken cancel)
    {
        await using var snapshot = await Snapshot.OpenAsync(db, cancel);
        var (walk, words) = (new ChainWalk(db.IsPostgres()), new WordsCheck(db));
        var fault = await WalkAsync(db, walk, words, cancel)
            ?? walk.Finish()
            ?? await FirstEmptyHeadAsync(db, cancel)
            ?? await words.FirstUnnamedAsync(cancel);
        return new TrailReport(walk.Events, walk.Chains, words.Texts, words.Tombstones, fault);
    }

    private static async Task<TrailFault?> WalkAsync(
        BandengDb db, ChainWalk walk, WordsCheck words, CancellationToken cancel)
    {
        for (var (chain, seq) = (long.MinValue, long.MinValue); ;)
        {
            var page = await StoredEvent.PageAsync(db, chain, seq, PageRows, cancel);
            await words.LoadAsync(page, cancel);
            foreach (var next in page)
            {
                if ((walk.Step(next) ?? words.Check(next)) is { } fault)
                {
                    return fault;
                }

                (chain, seq) = (next.Chain, next.Seq);
            }

            if (page.Count < PageRows)
            {
                return null;
            }
        }
    }

    private static async Task<TrailFault?> FirstEmptyHeadAsync(BandengDb db, CancellationToken cancel) =>
        await db.RowAsync<long?>(
            """
            select chain from chain_heads h
            where not exists (select 1 from trail_events e where e.chain = h.chain) order by chain limit 1
            """,
            null,
            cancel) is { } chain
            ? new TrailFault($"chain {chain}", "it has a head and no events")
            : null;
}
