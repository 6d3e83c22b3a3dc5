using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries.Board;

namespace Bandeng.Matters.Search;

/// <summary>A matter with the words that it is searched by, and its number in the index where it has one.</summary>
internal sealed record SearchSource(
    Guid Id, AreaCode AreaCode, DateTimeOffset RaisedAt, bool Protected, bool IsOpen, string? Title, string? Body,
    string? Place, string? Name, long? Doc)
{
    private const string Sql =
        $"""
        select m.id, m.area_code, m.raised_at, m.protected, ({BoardConditions.Readable}) as is_open, t.body as title, d.body as body, p.body as place, n.body as name, s.doc
        from matters m
        left join texts t on t.id = m.title_id
        left join texts d on d.id = m.detail_id
        left join texts p on p.id = m.place_id
        left join texts n on n.id = (select v.name_id from matter_voices v where v.matter_id = m.id and v.is_raiser limit 1)
        left join matter_search s on s.matter_id = m.id
        """;

    /// <summary>Some matters as they stand in the database.</summary>
    public static Task<IReadOnlyList<SearchSource>> OfAsync(BandengDb db, Guid[] ids, CancellationToken cancel) =>
        db.RowsAsync<SearchSource>($"{Sql} where {db.In("m.id", nameof(ids))}", new { ids }, cancel);

    /// <summary>The matters behind an id, in order of ids.</summary>
    public static Task<IReadOnlyList<SearchSource>> AfterAsync(
        BandengDb db, Guid after, int most, CancellationToken cancel) =>
        db.RowsAsync<SearchSource>($"{Sql} where m.id > @after order by m.id limit {most}", new { after }, cancel);

    /// <summary>A new matter whose words are all at hand.</summary>
    public static SearchSource Of(Matter matter, Voice? raiser, Func<Guid, string?> words) => new(
        matter.Id, matter.AreaCode, matter.RaisedAt, matter.Protected, IsReadable(matter), words(matter.TitleId),
        words(matter.DetailId),
        matter.PlaceId is { } place ? words(place) : null, raiser?.NameId is { } name ? words(name) : null, null);

    /// <summary>What the index holds of it.</summary>
    public SearchRow Row()
    {
        var raiser = string.Join('\n', new[] { Place, Name }.OfType<string>());
        return new SearchRow(
            Doc ?? SearchRow.NewDoc(RaisedAt), Id, AreaCode, IsOpen, Title ?? "", Body ?? "", Protected ? "" : raiser,
            Protected ? raiser : "");
    }

    // As BoardConditions.Readable says it in SQL.
    private static bool IsReadable(Matter matter) =>
        matter is { LetOutAt: not null, Protected: false, RequestType: not (RequestType.Complaint or RequestType.Report) };
}
