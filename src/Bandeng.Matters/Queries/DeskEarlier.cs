using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>
/// What is known already while a matter is entered: the raiser's earlier ones, and open ones that say the same.
/// </summary>
internal sealed class DeskEarlier(BandengDb db, SecretBox box)
{
    private const int EarlierShown = 8;
    private const int AlikeShown = 5;
    private const int AlikeRead = 300;
    private const double AlikeFrom = 0.25;

    /// <summary>A matter beside the entry form.</summary>
    public sealed class Row
    {
        public Guid Id { get; init; }

        public string? Title { get; init; }

        public string? Detail { get; init; }

        public MatterStage Stage { get; init; }

        public DateTimeOffset RaisedAt { get; init; }

        public AreaCode AreaCode { get; init; }

        public long Voices { get; init; }
    }

    private const string Columns =
        """
        select m.id, t.body as title, d.body as detail, m.stage, m.raised_at, m.area_code, m.voices
        from matters m left join texts t on t.id = m.title_id left join texts d on d.id = m.detail_id
        """;

    /// <summary>Matters that this telephone raised or joined, newest first, inside the viewer's posts.</summary>
    public async Task<IReadOnlyList<Row>> OfPhoneAsync(string? phone, Viewer viewer, CancellationToken cancel)
    {
        if (!PhoneNumber.Normalize(phone).TryGet(out var number, out _))
        {
            return [];
        }

        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add(
            $"m.id in (select v.matter_id from matter_voices v where {db.In("v.phone_fingerprint", "marks")})",
            "marks", box.Fingerprints(number));
        return await db.RowsAsync<Row>(
            $"{Columns} where {conditions.Sql} order by m.raised_at desc, m.id limit {EarlierShown}",
            conditions.Parameters, cancel);
    }

    /// <summary>
    /// Open matters of the place, inside the viewer's posts, whose words overlap with these, likest first.
    /// </summary>
    public async Task<IReadOnlyList<Row>> AlikeAsync(
        string? words, AreaCode? area, Viewer viewer, CancellationToken cancel)
    {
        var said = Pairs(words);
        if (said.Count == 0)
        {
            return [];
        }

        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add(DeskDue.Open);
        if (area is { } place)
        {
            conditions.Add("m.area_code between @areaFirst and @areaLast", "areaFirst", place.Range.First);
            conditions.Parameters.Add("areaLast", place.Range.Last);
        }

        var open = await db.RowsAsync<Row>(
            $"{Columns} where {conditions.Sql} order by m.raised_at desc, m.id limit {AlikeRead}",
            conditions.Parameters, cancel);
        return
        [
            .. open.Select(row => (row, Share: Overlap(said, Pairs($"{row.Title}\n{row.Detail}"))))
                .Where(pair => pair.Share >= AlikeFrom)
                .OrderByDescending(pair => pair.Share)
                .Take(AlikeShown)
                .Select(pair => pair.row),
        ];
    }

    /// <summary>
    /// The share of the shorter text's pairs of neighbouring characters that the other has too, 0 to 1.
    /// </summary>
    internal static double Overlap(HashSet<(char, char)> left, HashSet<(char, char)> right) =>
        left.Count == 0 || right.Count == 0
            ? 0
            : (double)left.Count(right.Contains) / Math.Min(left.Count, right.Count);

    internal static HashSet<(char, char)> Pairs(string? text)
    {
        var letters = (text ?? "").Where(char.IsLetterOrDigit).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }
}
