namespace Bandeng.Kernel.Trail.Roots;

/// <summary>Whether every root is that of its leaves, signed by this installation, and every leaf an event that still stands.</summary>
internal sealed class VerifyRoots(BandengDb db, RootKey key) : IVerification
{
    private const string Roots = "select day, gathered_at, chains, hash, signature from chain_roots order by day";

    private const string Leaves = "select day, place, chain, seq, hash from chain_root_leaves where day = @Day order by place";

    private const string Gone =
        """
        select l.day, l.place, l.chain, l.seq, l.hash from chain_root_leaves l
        left join trail_events e on e.chain = l.chain and e.seq = l.seq
        where e.hash is null or e.hash <> l.hash
        order by l.day, l.place limit 1
        """;

    public string Name => "trail.roots";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        foreach (var root in await db.RowsAsync<ChainRoot>(Roots, null, cancel))
        {
            var leaves = await db.RowsAsync<RootLeaf>(Leaves, new { root.Day }, cancel);
            if (FaultOf(root, leaves) is { } fault)
            {
                return fault;
            }
        }

        return await db.RowAsync<RootLeaf>(Gone, null, cancel) is { } gone
            ? $"root of {gone.Day}: event {gone.Seq} of chain {gone.Chain} is not what it was"
            : null;
    }

    private string? FaultOf(ChainRoot root, IReadOnlyList<RootLeaf> leaves) =>
        leaves.Count != root.Chains || Convert.ToHexString(MerkleTree.Root([.. leaves.Select(leaf => leaf.Bytes())])) != root.Hash
            ? $"root of {root.Day}: it is not the root of its {leaves.Count} heads"
        : !RootKey.IsSignedWith(key.Public, ChainRoot.Message(root.Day, root.Chains, root.Hash), root.Signature)
            ? $"root of {root.Day}: this installation did not sign it"
        : null;
}
