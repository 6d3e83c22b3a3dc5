using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Matters.Importing;

/// <summary>What the matters of one source came to. Counts and days, never a word of a message.</summary>
/// <param name="Outcomes">By stage, and what the handler said came of it.</param>
/// <param name="Categories">By first level; 未分类 where nobody has said.</param>
/// <param name="Bodies">By the body that has or had it in hand; 未派单 where there is none.</param>
internal sealed record FiguresOfSource(
    IReadOnlyDictionary<string, int> Outcomes, DaysTaken All, IReadOnlyDictionary<string, DaysTaken> Categories,
    IReadOnlyDictionary<string, DaysTaken> Bodies);

/// <summary>
/// Matters, those that were answered, and the days from raising to answer: half and nine tenths took no longer.
/// </summary>
[JsonConverter(typeof(OnOneLine))]
internal sealed record DaysTaken(int Matters, int Answered, double? MedianDays, double? P90Days)
{
    // A table of many groups is read line by line.
    private sealed class OnOneLine : JsonConverter<DaysTaken>
    {
        public override DaysTaken Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("Figures are printed, never read.");

        public override void Write(
            Utf8JsonWriter writer, DaysTaken took, JsonSerializerOptions options) => writer.WriteRawValue(
            $$"""{ "matters": {{took.Matters}}, "answered": {{took.Answered}}, "medianDays": {{Text(took.MedianDays)}}, "p90Days": {{Text(took.P90Days)}} }""");

        private static string Text(double? days) => days?.ToString(CultureInfo.InvariantCulture) ?? "null";
    }
}

/// <summary>
/// Counts the matters of a source for a measurement; the offices' figures are those of the module Figures.
/// </summary>
internal sealed class SourceFigures(BandengDb db, IBodies bodies)
{
    private const string Sql =
        """
        select m.stage, m.handler_outcome, m.raised_at, m.handed_back_at, m.body_id, coalesce(p.name, c.name) as category
        from matters m
        left join categories o on o.code = m.category_code and o.valid_to is null
        left join matters_categories c on c.code = m.category_code
        left join matters_categories p on p.code = o.parent_code
        where m.source = @source
        """;

    private sealed record Row(
        string Stage, string? HandlerOutcome, DateTimeOffset RaisedAt, DateTimeOffset? HandedBackAt, Guid? BodyId,
        string? Category);

    public async Task<FiguresOfSource> OfAsync(string source, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(Sql, new { source }, cancel);
        var names = await bodies.NamesAsync(rows.Select(row => row.BodyId).OfType<Guid>(), cancel);
        return new FiguresOfSource(
            Counted(rows.GroupBy(OutcomeOf), group => group.Count()),
            Took(rows),
            Counted(rows.GroupBy(row => row.Category ?? "未分类"), Took),
            Counted(rows.GroupBy(row => row.BodyId is { } id ? names[id] : "未派单"), Took));
    }

    private static string OutcomeOf(Row row) =>
        row.HandlerOutcome is null ? row.Stage : $"{row.Stage} {row.HandlerOutcome}";

    private static Dictionary<string, T> Counted<T>(
        IEnumerable<IGrouping<string, Row>> groups, Func<IGrouping<string, Row>, T> count) =>
        groups.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, count);

    private static DaysTaken Took(IEnumerable<Row> rows)
    {
        var all = rows.ToList();
        double[] days = [.. all.Select(row => (row.HandedBackAt - row.RaisedAt)?.TotalDays).OfType<double>().Order()];
        return new DaysTaken(all.Count, days.Length, Rank(days, 0.5), Rank(days, 0.9));
    }

    // Nearest rank: a value that really occurred.
    private static double? Rank(double[] sorted, double share) =>
        sorted is [] ? null : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
}
