using Bandeng.Kernel;
using Bandeng.Matters.Queries.Board;

namespace Bandeng.Matters.Open311;

/// <summary>One row, with what was sent along for who reads with the key it came in with.</summary>
internal sealed class ReportRow : BoardRow
{
    public bool IsOwn { get; init; }

    public string? PlaceWords { get; init; }

    public string? Aside { get; init; }
}

/// <summary>
/// Reads requests as the board hides them: to everyone neither complaints nor reports, nor words before they were let
/// out; to the key a matter came in with, all that came in with it.
/// </summary>
internal sealed class ReportRows(BandengDb db)
{
    private const string Own = "r.matter_id is not null";
    private const string Seen = $"({Own} or ({BoardConditions.Readable}))";

    private const string Columns =
        $"""
        {BoardList.Row}, detail.body as detail, {Own} as is_own, place.body as place_words, aside.body as aside
        from matters m
        left join open311_requests r on r.matter_id = m.id and r.token_id = @TokenId
        left join texts title on title.id = m.title_id and {Seen}
        left join texts detail on detail.id = m.detail_id and {Seen}
        left join texts place on place.id = m.place_id and {Own}
        left join texts aside on aside.id = r.aside_id
        """;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<ReportRow>> ListAsync(
        ReportQuestion question, ReportReader reader, CancellationToken cancel) =>
        db.RowsAsync<ReportRow>(
            $"""
            {Columns}
            where {Shown(reader)} and m.raised_at between @From and @To{Narrowed(question)}
            order by m.raised_at desc, m.id desc limit @PageSize offset @Skip
            """,
            new { question.From, question.To, question.PageSize, question.Skip, reader.TokenId, Codes = question.Codes.ToArray() },
            cancel);

    /// <summary>
    /// Those named that the reader may see; one that was merged or taken back is still found by its id.
    /// </summary>
    public Task<IReadOnlyList<ReportRow>> NamedAsync(Guid[] ids, ReportReader reader, CancellationToken cancel) =>
        db.RowsAsync<ReportRow>(
            $"{Columns} where {db.In("m.id", nameof(ids))} and ({BoardConditions.Listed} or {Own}) order by m.raised_at desc, m.id desc",
            new { ids, reader.TokenId },
            cancel);

    // Without a key the words are the board's own, and so is the index.
    private static string Shown(ReportReader reader) => reader.HasKey
        ? $"(({BoardConditions.Counted} and {BoardConditions.Listed}) or {Own})"
        : $"{BoardConditions.Counted} and {BoardConditions.Listed}";

    private string Narrowed(ReportQuestion question)
    {
        var codes = question.Codes is [] ? "" : $" and {db.In("m.category_code", "Codes")}";
        return question.IsOpen is { } isOpen
            ? $"{codes} and {(isOpen ? "" : "not ")}({BoardConditions.Of(BoardGroup.Open)})"
            : codes;
    }
}
