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

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Insert =
        """
        insert into trail_events (chain, seq, id, subject_kind, subject_id, action, from_state, to_state, actor_id,
            post_id, at, words, facts, prev_hash, hash)
        values (@Chain, @Seq, @Id, @SubjectKind, @SubjectId, @Action, @FromState, @ToState, @ActorId,
            @PostId, @At, @Words, @Facts, @PrevHash, @Hash)
        """;

    private const string MoveHead = "update chain_heads set seq = @Seq, hash = @Hash where chain = @Chain";

    private const int Many = 8;

    private static readonly string[] Columns =
    [
        "chain", "seq", "id", "subject_kind", "subject_id", "action", "from_state", "to_state", "actor_id", "post_id",
        "at", "words", "facts", "prev_hash", "hash",
    ];

    /// <summary>
    /// The event on the installation's chain that says a community's chain exists, so that none can vanish.
    /// </summary>
    public const string Begin = "chain.begin";

    private const long Installation = 0;

    /// <summary>
    /// Must run inside the transaction of the act. Chains are taken in order, so two acts never deadlock.
    /// </summary>
    public static async Task WriteAsync(BandengDb db, IReadOnlyList<TrailEntry> entries, CancellationToken cancel)
    {
        // Nearly every act writes on one chain that has long begun: then one statement finds and holds its head.
        if (entries is [var first, ..] && entries.All(entry => ChainOf(entry) == ChainOf(first))
            && await HoldAsync(db, ChainOf(first), cancel) is { Seq: > 0 } head)
        {
            await WriteAsync(db, ChainOf(first), head, entries, cancel);
            return;
        }

        var begun = await BeginAsync(db, entries, cancel);
        foreach (var chain in begun.Concat(entries).GroupBy(ChainOf).OrderBy(group => group.Key))
        {
            await WriteAsync(db, chain.Key, await LockAsync(db, chain.Key, cancel), chain, cancel);
        }
    }

    private static async Task WriteAsync(
        BandengDb db, long chain, Head head, IEnumerable<TrailEntry> entries, CancellationToken cancel)
    {
        var written = new List<TrailEvent>();
        foreach (var entry in entries)
        {
            written.Add(Chained(entry, chain, head));
            head = new(written[^1].Seq, written[^1].Hash);
        }

        if (written is [var one])
        {
            await db.ExecuteAsync($"{Insert}; {MoveHead}", one, cancel);
            return;
        }

        await InsertAsync(db, written, cancel);
        await db.ExecuteAsync(MoveHead, written[^1], cancel);
    }

    // An act writes one or two; an import thousands. Starting a copy costs PostgreSQL more than a few inserts do.
    private static async Task InsertAsync(BandengDb db, List<TrailEvent> written, CancellationToken cancel)
    {
        if (written.Count >= Many)
        {
            await db.InsertManyAsync("trail_events", Columns, written.Select(Values), cancel);
            return;
        }

        foreach (var one in written)
        {
            await db.ExecuteAsync(Insert, one, cancel);
        }
    }

    private static object?[] Values(TrailEvent e) =>
    [
        e.Chain, e.Seq, e.Id, e.SubjectKind, e.SubjectId, e.Action, e.FromState, e.ToState, e.ActorId, e.PostId, e.At,
        e.Words, e.Facts, e.PrevHash, e.Hash,
    ];

    /// <summary>Says on the installation's chain which chains begin with these entries.</summary>
    private static async Task<IReadOnlyList<TrailEntry>> BeginAsync(
        BandengDb db, IReadOnlyList<TrailEntry> entries, CancellationToken cancel)
    {
        long[] chains = [.. entries.Select(ChainOf).Where(chain => chain != Installation).Distinct().Order()];
        if (chains is [] || (await NotBegunAsync(db, chains, cancel)).Count is 0)
        {
            return [];
        }

        // Only who holds the installation's chain begins another, so the second look is the one that counts.
        await LockAsync(db, Installation, cancel);
        return
        [
            .. from chain in await NotBegunAsync(db, chains, cancel)
               select new TrailEntry("chain", Guid.Empty, null, Begin, Viewer.System, entries[0].At)
               {
                   Facts = new Dictionary<string, object?> { ["chain"] = chain },
               },
        ];
    }

    private static async Task<IReadOnlyList<long>> NotBegunAsync(BandengDb db, long[] chains, CancellationToken cancel)
    {
        var begun = await db.RowsAsync<long>(
            $"select chain from chain_heads where {db.In("chain", nameof(chains))}", new { chains }, cancel);
        return [.. chains.Except(begun)];
    }

    private static long ChainOf(TrailEntry entry)
    {
        var area = entry.Area;
        while (area is { Level: > AreaLevel.Village } inside)
        {
            area = inside.Parent;
        }

        return area?.Value ?? Installation;
    }

    private static async Task<Head> LockAsync(BandengDb db, long chain, CancellationToken cancel)
    {
        // SQLite has one writer, and it is us; PostgreSQL locks the row of this community until the commit.
        await db.ExecuteAsync(
            "insert into chain_heads (chain, seq, hash) values (@chain, 0, @Genesis) on conflict (chain) do nothing",
            new { chain, TrailEvent.Genesis },
            cancel);
        return (await HoldAsync(db, chain, cancel))!;
    }

    private static Task<Head?> HoldAsync(BandengDb db, long chain, CancellationToken cancel) => db.RowAsync<Head>(
        $"select seq, hash from chain_heads where chain = @chain{(db.IsPostgres() ? " for update" : "")}",
        new { chain }, cancel);

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
            Words = string.Join(',', entry.Words.Select(text => text.Named(entry.SubjectId))),
            Facts = JsonSerializer.Serialize(entry.Facts ?? new Dictionary<string, object?>(), Json),
            PrevHash = head.Hash,
        };
        return open with { Hash = open.ComputeHash() };
    }
}
