using System.Text.Json;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// Whether every root that was gathered is there, is that of its leaves and signed by this installation, and every leaf
/// an event that still stands.
/// </summary>
internal sealed class VerifyRoots(BandengDb db, RootKey key) : IVerification
{
    private const string Roots = "select day, gathered_at, chains, hash, signature from chain_roots order by day";

    private const string Leaves =
        "select day, place, chain, seq, hash from chain_root_leaves where day = @Day order by place";

    private const string Gone =
        """
        select l.day, l.place, l.chain, l.seq, l.hash from chain_root_leaves l
        left join trail_events e on e.chain = l.chain and e.seq = l.seq
        where e.hash is null or e.hash <> l.hash
        order by l.day, l.place limit 1
        """;

    private const string Told =
        $"select facts from trail_events where chain = 0 and action = '{GatherRoot.Gathered}' order by seq";

    public string Name => "trail.roots";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        var roots = await db.RowsAsync<ChainRoot>(Roots, null, cancel);
        foreach (var root in roots)
        {
            var leaves = await db.RowsAsync<RootLeaf>(Leaves, new { root.Day }, cancel);
            if (FaultOf(root, leaves) is { } fault)
            {
                return fault;
            }
        }

        if (await FirstMissingAsync(roots.ToDictionary(root => root.Day, root => root.Hash), cancel) is { } missing)
        {
            return missing;
        }

        return await db.RowAsync<RootLeaf>(Gone, null, cancel) is { } gone
            ? $"root of {gone.Day}: event {gone.Seq} of chain {gone.Chain} is not what it was"
            : null;
    }

    private async Task<string?> FirstMissingAsync(Dictionary<string, string> roots, CancellationToken cancel)
    {
        foreach (var line in await db.RowsAsync<string>(Told, null, cancel))
        {
            using var facts = JsonDocument.Parse(line);
            var day = facts.RootElement.GetProperty("day").GetString()!;
            if (roots.GetValueOrDefault(day) != facts.RootElement.GetProperty("hash").GetString())
            {
                return $"root of {day}: it is gone, or not the one that was gathered";
            }
        }

        return null;
    }

    private string? FaultOf(ChainRoot root, IReadOnlyList<RootLeaf> leaves) =>
        leaves.Count != root.Chains
            || Convert.ToHexString(MerkleTree.Root([.. leaves.Select(leaf => leaf.Bytes())])) != root.Hash
            ? $"root of {root.Day}: it is not the root of its {leaves.Count} heads"
        : !RootKey.IsSignedWith(key.Public, ChainRoot.Message(root.Day, root.Chains, root.Hash), root.Signature)
            ? $"root of {root.Day}: this installation did not sign it"
        : null;
}
