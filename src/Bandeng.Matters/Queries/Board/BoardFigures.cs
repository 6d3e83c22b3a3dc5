using Bandeng.Kernel;

namespace Bandeng.Matters.Queries.Board;

/// <summary>
/// Matters raised within a time, and how they stand now. <c>Received = Settled + Unconfirmed + Open + Other</c>;
/// overdue ones are among all of these. Merged and withdrawn ones do not count.
/// </summary>
/// <param name="Voices">Persons: each matter's first voice and those who joined.</param>
internal sealed record BoardFigures(
    long Received, long Settled, long Unconfirmed, long Open, long Overdue, long Other, long Voices);

/// <summary>How many a list holds, and what it only counts.</summary>
/// <param name="Listed">Matters shown one by one.</param>
/// <param name="Unlisted">Complaints and reports by category code; an empty code for those without a category.</param>
internal sealed record BoardCount(long Listed, IReadOnlyDictionary<string, long> Unlisted)
{
    public long Total => Listed + Unlisted.Values.Sum();
}

/// <summary>The figures over the board.</summary>
internal sealed class CountBoard(BandengDb db)
{
    private sealed record Part(string? CategoryCode, string RequestType, long Matters);

    private static readonly string Figures =
        $"""
        select count(*) as received,
               count(case when {BoardConditions.Of(BoardGroup.Settled)} then 1 end) as settled,
               count(case when {BoardConditions.Of(BoardGroup.Unconfirmed)} then 1 end) as unconfirmed,
               count(case when {BoardConditions.Of(BoardGroup.Open)} then 1 end) as open,
               count(case when {BoardConditions.Late} then 1 end) as overdue,
               count(case when {BoardConditions.Of(BoardGroup.Other)} then 1 end) as other,
               cast(coalesce(sum(m.voices), 0) as bigint) as voices
        from matters m
        """;

    public async Task<BoardFigures> FiguresAsync(BoardQuestion question, CancellationToken cancel) =>
        (await db.RowAsync<BoardFigures>($"{Figures} where {question.Where(db)}", question.Parameters(), cancel))!;

    /// <summary>Counts the list of the question, paging aside.</summary>
    public async Task<BoardCount> CountAsync(BoardQuestion question, CancellationToken cancel)
    {
        var parts = await db.RowsAsync<Part>(
            $"""
            select m.category_code, m.request_type, count(*) as matters from matters m
            where {question.Where(db)} group by m.category_code, m.request_type order by m.category_code
            """,
            question.Parameters(), cancel);
        var unlisted = parts.Where(part => part.RequestType is "Complaint" or "Report").ToList();
        return new BoardCount(
            parts.Except(unlisted).Sum(part => part.Matters),
            unlisted.GroupBy(part => part.CategoryCode ?? "")
                .ToDictionary(group => group.Key, group => group.Sum(part => part.Matters)));
    }
}
