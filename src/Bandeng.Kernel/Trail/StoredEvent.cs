namespace Bandeng.Kernel.Trail;

/// <summary>
/// A row of <c>trail_events</c> as it is stored, with the head of its chain. Ids are text, so that a row which
/// somebody spoilt can still be read and named.
/// </summary>
internal sealed record StoredEvent
{
    public long Chain { get; init; }

    public long Seq { get; init; }

    public string Id { get; init; } = "";

    public string SubjectKind { get; init; } = "";

    public string SubjectId { get; init; } = "";

    public string Action { get; init; } = "";

    public string? FromState { get; init; }

    public string? ToState { get; init; }

    public string? ActorId { get; init; }

    public string? PostId { get; init; }

    public long At { get; init; }

    public string Words { get; init; } = "";

    public string Facts { get; init; } = "";

    public string PrevHash { get; init; } = "";

    public string Hash { get; init; } = "";

    public long? HeadSeq { get; init; }

    public string? HeadHash { get; init; }

    public string Name => $"chain {Chain}, event {Seq}";

    /// <summary>One page after a place in the order of chain and number.</summary>
    public static Task<IReadOnlyList<StoredEvent>> PageAsync(
        BandengDb db, long afterChain, long afterSeq, int rows, CancellationToken cancel) => db.RowsAsync<StoredEvent>(
        $"""
        select e.chain, e.seq, {StoredId.Select("e.id")}, e.subject_kind, {StoredId.Select("e.subject_id")}, e.action,
               e.from_state, e.to_state, {StoredId.Select("e.actor_id")}, {StoredId.Select("e.post_id")}, e.at,
               e.words, e.facts, e.prev_hash, e.hash, h.seq as head_seq, h.hash as head_hash
        from trail_events e left join chain_heads h on h.chain = e.chain
        where (e.chain, e.seq) > (@afterChain, @afterSeq)
        order by e.chain, e.seq limit @rows
        """,
        new { afterChain, afterSeq, rows },
        cancel);

    public string ComputeHash(bool isPostgres) => TrailEvent.HashOf(
    [
        TrailEvent.Number(Chain), TrailEvent.Number(Seq), StoredId.Hashed(Id, isPostgres), SubjectKind,
        StoredId.Hashed(SubjectId, isPostgres), Action, FromState, ToState, StoredId.Hashed(ActorId, isPostgres),
        StoredId.Hashed(PostId, isPostgres), TrailEvent.Number(At), Words, Facts, PrevHash,
    ]);
}

/// <summary>Ids as they stand in the tables: a uuid in PostgreSQL, upper-case text in SQLite.</summary>
internal static class StoredId
{
    public static string Select(string column) => $"cast({column} as text) as {column[(column.IndexOf('.') + 1)..]}";

    /// <summary>The id as it was hashed; one that is not written as we write it never has the same hash.</summary>
    public static string? Hashed(string? stored, bool isPostgres)
    {
        if (isPostgres || stored is null)
        {
            return stored;
        }

        return Guid.TryParseExact(stored, "D", out var id) && Stored(id, isPostgres) == stored
            ? id.ToString()
            : $"not {stored}";
    }

    public static string Stored(Guid id, bool isPostgres) =>
        isPostgres ? id.ToString() : id.ToString().ToUpperInvariant();
}
