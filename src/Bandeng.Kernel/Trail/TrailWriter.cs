using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bandeng.Kernel.Trail;

/// <summary>
/// Chains what an act recorded. One chain a community keeps intake parallel: only acts in the same community wait
/// for each other, and only from here to the commit.
/// </summary>
internal static class TrailWriter
{
    private sealed record Head(long Seq, string Hash);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Insert =
        """
        insert into trail_events (chain, seq, id, subject_kind, subject_id, action, from_state, to_state, actor_id,
            post_id, at, words, facts, prev_hash, hash)
        values (@Chain, @Seq, @Id, @SubjectKind, @SubjectId, @Action, @FromState, @ToState, @ActorId,
            @PostId, @At, @Words, @Facts, @PrevHash, @Hash)
        """;

    /// <summary>Must run inside the transaction of the act. Chains are taken in order, so two acts never deadlock.</summary>
    public static async Task WriteAsync(BandengDb db, IEnumerable<TrailEntry> entries, CancellationToken cancel)
    {
        foreach (var chain in entries.GroupBy(ChainOf).OrderBy(group => group.Key))
        {
            var head = await LockAsync(db, chain.Key, cancel);
            foreach (var entry in chain)
            {
                var written = Chained(entry, chain.Key, head);
                await db.ExecuteAsync(Insert, written, cancel);
                head = new(written.Seq, written.Hash);
            }

            await db.ExecuteAsync(
                "update chain_heads set seq = @Seq, hash = @Hash where chain = @Chain",
                new { Chain = chain.Key, head.Seq, head.Hash },
                cancel);
        }
    }

    private static long ChainOf(TrailEntry entry)
    {
        var area = entry.Area;
        while (area is { Level: > AreaLevel.Village } inside)
        {
            area = inside.Parent;
        }

        return area?.Value ?? 0;
    }

    private static async Task<Head> LockAsync(BandengDb db, long chain, CancellationToken cancel)
    {
        // SQLite has one writer, and it is us; PostgreSQL locks the row of this community until the commit.
        await db.ExecuteAsync(
            "insert into chain_heads (chain, seq, hash) values (@chain, 0, @Genesis) on conflict (chain) do nothing",
            new { chain, TrailEvent.Genesis },
            cancel);
        var lockRow = db.IsPostgres() ? " for update" : "";
        return (await db.RowAsync<Head>($"select seq, hash from chain_heads where chain = @chain{lockRow}", new { chain }, cancel))!;
    }

    private static TrailEvent Chained(TrailEntry entry, long chain, Head head)
    {
        var open = new TrailEvent
        {
            Chain = chain,
            Seq = head.Seq + 1,
            Id = Guid.CreateVersion7(entry.At),
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            Action = entry.Action,
            FromState = entry.FromState,
            ToState = entry.ToState,
            ActorId = entry.By.PersonId,
            PostId = entry.By.ActingPost?.PostId,
            At = entry.At.ToUnixTimeMilliseconds(),
            Words = string.Join(',', entry.Words.Select(text => $"{text.Id}:{text.Commitment}")),
            Facts = JsonSerializer.Serialize(entry.Facts ?? new Dictionary<string, object?>(), Json),
            PrevHash = head.Hash,
        };
        return open with { Hash = open.ComputeHash() };
    }
}
