using System.Globalization;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// Gathers the heads of all chains under one root, once for each local day that has ended. Who keeps a root elsewhere
/// can show for ever that nothing before it was changed.
/// </summary>
public sealed class GatherRoot(BandengDb db, RootKey key, TimeProvider clock)
{
    /// <summary>The line on the installation's chain that says a day has its root.</summary>
    internal const string Gathered = "root.gather";

    private sealed record Head(long Chain, long Seq, string Hash);

    /// <returns>The root; null when the day has one already, or there is nothing yet to gather.</returns>
    public async Task<ChainRoot?> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var day = ChinaTime.DayOf(now).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var own = await db.Database.BeginTransactionAsync(cancel);
        if (await db.RowAsync<long>("select count(*) from chain_roots where day = @day", new { day }, cancel) > 0)
        {
            return null;
        }

        // One statement sees one moment of all chains.
        var heads = await db.RowsAsync<Head>(
            "select chain, seq, hash from chain_heads where seq > 0 order by chain", null, cancel);
        RootLeaf[] leaves = [.. heads.Select(
            (head, place) => new RootLeaf(day, place, head.Chain, head.Seq, head.Hash))];
        if (leaves is [])
        {
            return null;
        }

        var hash = Convert.ToHexString(MerkleTree.Root([.. leaves.Select(leaf => leaf.Bytes())]));
        var root = new ChainRoot(day, now, leaves.Length, hash, key.Sign(ChainRoot.Message(day, leaves.Length, hash)));
        if (!await KeepAsync(root, leaves, cancel))
        {
            return null;
        }

        // A root that somebody takes away, the newest above all, is missed.
        db.Record(new TrailEntry("root", Guid.Empty, null, Gathered, Viewer.System, now)
        {
            Facts = new Dictionary<string, object?> { ["day"] = day, ["hash"] = hash },
        });
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        return root;
    }

    // Of two nodes that gather at once, the first to commit is the one that counts.
    private async Task<bool> KeepAsync(ChainRoot root, RootLeaf[] leaves, CancellationToken cancel)
    {
        var kept = await db.ExecuteAsync(
            """
            insert into chain_roots (day, gathered_at, chains, hash, signature)
            values (@Day, @gatheredAt, @Chains, @Hash, @Signature) on conflict (day) do nothing
            """,
            new { root.Day, gatheredAt = root.GatheredAt.ToUnixTimeMilliseconds(), root.Chains, root.Hash, root.Signature },
            cancel);
        if (kept == 0)
        {
            return false;
        }

        await db.InsertManyAsync(
            "chain_root_leaves", ["day", "place", "chain", "seq", "hash"],
            leaves.Select(leaf => new object?[] { leaf.Day, leaf.Place, leaf.Chain, leaf.Seq, leaf.Hash }), cancel);
        return true;
    }
}
