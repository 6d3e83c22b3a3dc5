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

    private sealed record HeadOf(long Chain, long Seq, string Hash);

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

    private const string MoveHeads =
        """
        update chain_heads h set seq = n.seq, hash = n.hash
        from unnest(@chains, @seqs, @hashes) as n(chain, seq, hash) where h.chain = n.chain
        """;

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
        if (entries is [])
        {
            return;
        }

        // Nearly every act writes on one chain that has long begun: then one statement finds and holds its head.
        var first = ChainOf(entries[0]);
        if (entries.All(entry => ChainOf(entry) == first) && await HoldAsync(db, first, cancel) is { Seq: > 0 } head)
        {
            await StoreAsync(db, [.. Chained(entries, first, head)], cancel);
            return;
        }

        var all = (await BeginAsync(db, entries, cancel)).Concat(entries).ToLookup(ChainOf);
        long[] chains = [.. all.Select(group => group.Key).Order()];
        var heads = await HoldAsync(db, chains, cancel);
        await StoreAsync(
            db, [.. chains.SelectMany(chain => Chained(all[chain], chain, heads[chain]))], cancel);
    }

    private static IEnumerable<TrailEvent> Chained(IEnumerable<TrailEntry> entries, long chain, Head head)
    {
        foreach (var entry in entries)
        {
            var written = Chained(entry, chain, head);
            head = new(written.Seq, written.Hash);
            yield return written;
        }
    }

    private static async Task StoreAsync(BandengDb db, List<TrailEvent> written, CancellationToken cancel)
    {
        if (written is [var one])
        {
            await db.ExecuteAsync($"{Insert}; {MoveHead}", one, cancel);
            return;
        }

        await InsertAsync(db, written, cancel);
        var last = written.GroupBy(e => e.Chain).Select(chain => chain.Last()).ToList();
        if (last.Count > 1 && db.IsPostgres())
        {
            await db.ExecuteAsync(
                MoveHeads,
                new
                {
                    chains = last.Select(e => e.Chain).ToArray(),
                    seqs = last.Select(e => e.Seq).ToArray(),
                    hashes = last.Select(e => e.Hash).ToArray(),
                },
                cancel);
            return;
        }

        foreach (var head in last)
        {
            await db.ExecuteAsync(MoveHead, head, cancel);
        }
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
        await HoldAsync(db, [Installation], cancel);
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

    /// <summary>Finds and holds the heads of chains, in order; what has no head yet gets one.</summary>
    private static async Task<Dictionary<long, Head>> HoldAsync(BandengDb db, long[] chains, CancellationToken cancel)
    {
        // SQLite has one writer, and it is us; PostgreSQL locks the rows of these communities until the commit.
        var sql = $"select chain, seq, hash from chain_heads where {db.In("chain", nameof(chains))} order by chain{ForUpdate(db)}";
        var heads = (await db.RowsAsync<HeadOf>(sql, new { chains }, cancel))
            .ToDictionary(head => head.Chain, head => new Head(head.Seq, head.Hash));
        foreach (var chain in chains.Where(chain => !heads.ContainsKey(chain)))
        {
            await db.ExecuteAsync(
                "insert into chain_heads (chain, seq, hash) values (@chain, 0, @Genesis) on conflict (chain) do nothing",
                new { chain, TrailEvent.Genesis },
                cancel);
            heads[chain] = (await HoldAsync(db, chain, cancel))!;
        }

        return heads;
    }

    private static Task<Head?> HoldAsync(BandengDb db, long chain, CancellationToken cancel) => db.RowAsync<Head>(
        $"select seq, hash from chain_heads where chain = @chain{ForUpdate(db)}", new { chain }, cancel);

    private static string ForUpdate(BandengDb db) => db.IsPostgres() ? " for update" : "";

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
