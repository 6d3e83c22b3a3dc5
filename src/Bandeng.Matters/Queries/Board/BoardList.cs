using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries.Board;

/// <summary>
/// The lists of the board. Words are joined only where everyone may read them, so that nothing else ever leaves the
/// database.
/// </summary>
internal sealed class BoardList(BandengDb db, BoardNames names)
{
    /// <summary>What every list reads of a matter; the title where everyone may read it.</summary>
    internal const string Row =
        """
        select m.id, m.stage, m.category_code, m.area_code, m.body_id, m.voices, m.rating, m.overdue, m.longitude, m.latitude,
               m.raised_at, m.dispatched_at, m.signed_at, m.handed_back_at, m.checked_at, m.closed_at, m.due_at, m.asked_at,
               m.let_out_at, title.body as title, title.id as readable
        """;

    private const string Title =
        $" from matters m left join texts title on title.id = m.title_id and {BoardConditions.Readable}";
    private const string Columns = Row + Title;

    private const string WithDetail =
        $"{Row}, detail.body as detail{Title} left join texts detail on detail.id = m.detail_id and {BoardConditions.Readable}";

    private const string InHand =
        $"""
        {Columns}
        where m.due_at is not null and m.handed_back_at is null and {BoardConditions.Counted} and {BoardConditions.Listed}
        """;

    /// <summary>The newest first, behind the question's key.</summary>
    /// <param name="take">At most this many.</param>
    public Task<IReadOnlyList<BoardMatter>> NewestAsync(
        BoardQuestion question, int take, bool withDetail, CancellationToken cancel) =>
        ReadAsync(
            $"""
            {(withDetail ? WithDetail : Columns)}
            where {question.Where(db)} and {BoardConditions.Listed}{(question.After is null ? "" : " and " + BoardKey.Condition)}
            order by m.raised_at desc, m.id desc limit @Take
            """,
            question, take, cancel);

    /// <summary>In hand, what is due first at the head.</summary>
    public Task<IReadOnlyList<BoardMatter>> InHandAsync(
        BoardQuestion question, int take, CancellationToken cancel) => ReadAsync(
        $"{InHand} and {Within} and {BoardConditions.Of(BoardGroup.Open)} order by m.due_at, m.id limit @Take",
        question, take, cancel);

    /// <summary>Settled as the raisers say, with words that everyone may read; the last settled first.</summary>
    public Task<IReadOnlyList<BoardMatter>> SettledAsync(
        BoardQuestion question, int take, bool withDetail, CancellationToken cancel) =>
        ReadAsync(
            $"""
            {FromShown(withDetail ? WithDetail : Columns)}
            where m.stage = 'Settled' and {BoardConditions.Readable} and {Within}
            order by m.closed_at desc, m.id desc limit @Take
            """,
            question, take, cancel);

    // SQLite would rather read every settled matter and sort; the index already lies in this order.
    private string FromShown(string columns) => db.IsPostgres()
        ? columns
        : columns.Replace("from matters m", "from matters m indexed by matters_shown", StringComparison.Ordinal);

    private string Within =>
        db.IsPostgres() ? "m.area_code between @First and @Last" : "+m.area_code between @First and @Last";

    private async Task<IReadOnlyList<BoardMatter>> ReadAsync(
        string sql, BoardQuestion question, int take, CancellationToken cancel) =>
        await names.AddAsync(
            await db.RowsAsync<BoardRow>(sql, question.Parameters(take), cancel), question.Now, cancel);
}

/// <summary>One row as the database has it.</summary>
internal class BoardRow
{
    public Guid Id { get; init; }

    public required string Stage { get; init; }

    public string? CategoryCode { get; init; }

    public AreaCode AreaCode { get; init; }

    public Guid? BodyId { get; init; }

    public long Voices { get; init; }

    public string? Rating { get; init; }

    public bool Overdue { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? DispatchedAt { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public DateTimeOffset? HandedBackAt { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? LetOutAt { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    /// <summary>Not null where everyone may read the words, erased or not.</summary>
    public Guid? Readable { get; init; }

    public bool IsReadable => Readable is not null;

    public MatterStage At => Enum.Parse<MatterStage>(Stage);

    /// <summary>The code as deep as everyone may know it: the community, unless the matter was let out.</summary>
    public AreaCode Place => IsReadable ? AreaCode : AreaCode.Community;

    /// <summary>
    /// The end of the limit while it runs: not once it was handed back, nor while the clock stands still.
    /// </summary>
    public DateTimeOffset? RunsUntil =>
        HandedBackAt is null && AskedAt is null && Stages.Running.Contains(At) ? DueAt : null;

    public bool IsLate(DateTimeOffset now) => Overdue || RunsUntil < now;

    public DateTimeOffset UpdatedAt => new[]
    {
        RaisedAt, DispatchedAt ?? RaisedAt, SignedAt ?? RaisedAt, HandedBackAt ?? RaisedAt, CheckedAt ?? RaisedAt,
        ClosedAt ?? RaisedAt, LetOutAt ?? RaisedAt,
    }.Max();
}
