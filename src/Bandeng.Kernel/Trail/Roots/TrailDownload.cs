using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// One chain as a file of lines, JSON each, that can be checked without this installation: a head, every event, and for
/// every root the way from the chain's head up to it.
/// </summary>
public sealed class TrailDownload(BandengDb db, TimeProvider clock)
{
    private const int PageRows = 1_000;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private const string Roots =
        """
        select r.day, r.gathered_at, r.chains, r.hash, r.signature
        from chain_roots r join chain_root_leaves l on l.day = r.day and l.chain = @chain order by r.day
        """;

    private const string Leaves =
        "select day, place, chain, seq, hash from chain_root_leaves where day = @Day order by place";

    /// <summary>The lines, in order.</summary>
    public async IAsyncEnumerable<string> LinesAsync(
        long chain, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        yield return JsonSerializer.Serialize(
            new { bandeng = "trail", format = 1, chain, madeAt = clock.GetUtcNow() }, Json);
        for (var seq = 0L; ;)
        {
            var page = (await StoredEvent.PageAsync(db, chain, seq, PageRows, cancel))
                .TakeWhile(one => one.Chain == chain).ToList();
            foreach (var one in page)
            {
                yield return JsonSerializer.Serialize(TrailLine.Of(one), Json);
                seq = one.Seq;
            }

            if (page.Count < PageRows)
            {
                break;
            }
        }

        foreach (var root in await db.RowsAsync<ChainRoot>(Roots, new { chain }, cancel))
        {
            var leaves = await db.RowsAsync<RootLeaf>(Leaves, new { root.Day }, cancel);
            var own = leaves.Single(leaf => leaf.Chain == chain);
            var path = MerkleTree.Path((int)own.Place, [.. leaves.Select(leaf => leaf.Bytes())]);
            yield return JsonSerializer.Serialize(
                new { root = new RootProof(root.Day, root.Chains, root.Hash, root.Signature, own.Place, own.Seq, own.Hash, [.. path.Select(Convert.ToHexString)]) },
                Json);
        }
    }
}

/// <summary>A root with the way up to it from the head that the chain had then.</summary>
internal sealed record RootProof(
    string Day, long Chains, string Hash, string Signature, long Place, long Seq, string Head,
    IReadOnlyList<string> Path);

/// <summary>An event as a line: every column under its hash, ids in lower case.</summary>
internal sealed record TrailLine(
    long Chain, long Seq, string Id, string SubjectKind, string SubjectId, string Action, string? FromState,
    string? ToState,
    string? ActorId, string? PostId, long At, string Words, string Facts, string PrevHash, string Hash)
{
    public static TrailLine Of(StoredEvent e) => new(
        e.Chain, e.Seq, Low(e.Id)!, e.SubjectKind, Low(e.SubjectId)!, e.Action, e.FromState, e.ToState, Low(e.ActorId),
        Low(e.PostId),
        e.At, e.Words, e.Facts, e.PrevHash, e.Hash);

    public string ComputeHash() => TrailEvent.HashOf(
    [
        TrailEvent.Number(Chain), TrailEvent.Number(Seq), Id, SubjectKind, SubjectId, Action, FromState, ToState,
        ActorId, PostId,
        TrailEvent.Number(At), Words, Facts, PrevHash,
    ]);

    private static string? Low(string? id) => id is not null && Guid.TryParse(id, out var read) ? read.ToString() : id;
}
