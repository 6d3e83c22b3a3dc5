using Bandeng.Kernel;
using Bandeng.Kernel.Trail;

namespace Bandeng.Matters.Search;

/// <summary>
/// Holds the index against the words: every matter stands in it with the words it has now, and nothing else does.
/// </summary>
internal sealed class CheckIndex(BandengDb db) : IVerification
{
    private const int Batch = 500;

    private sealed record Stored(
        Guid MatterId,
        long Doc,
        AreaCode AreaCode,
        string? Title,
        string? Body,
        string? Raiser,
        string? Guarded,
        string? Marks,
        long Tokens);

    private const string InPostgres =
        """
        select s.matter_id, s.doc, s.area_code, s.title, s.body, s.raiser, s.guarded,
               (select string_agg(substr(lexeme, 2), ' ' order by lexeme) from unnest(s.grams) where lexeme like '+%') as marks,
               cast(length(s.grams) as bigint) as tokens
        from matter_search s where 
        """;

    private const string InSqlite =
        """
        select s.matter_id, s.doc, s.area_code, g.title, g.body, g.raiser, g.guarded, g.marks, 0 as tokens
        from matter_search s left join matter_search_grams g on g.rowid = s.doc where 
        """;

    public string Name => "matters.search";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        for (var after = Guid.Empty; ;)
        {
            var sources = await SearchSource.AfterAsync(db, after, Batch, cancel);
            if (sources is [])
            {
                return await FirstStrayAsync(cancel);
            }

            Guid[] ids = [.. sources.Select(source => source.Id)];
            var stored = (await db.RowsAsync<Stored>(
                (db.IsPostgres() ? InPostgres : InSqlite) + db.In("s.matter_id", nameof(ids)), new { ids }, cancel))
                .ToDictionary(row => row.MatterId);
            foreach (var source in sources)
            {
                if (await FaultAsync(source, stored.GetValueOrDefault(source.Id), cancel) is { } fault)
                {
                    return fault;
                }
            }

            after = ids[^1];
        }
    }

    private async Task<string?> FaultAsync(SearchSource source, Stored? stored, CancellationToken cancel)
    {
        if (stored is null)
        {
            return await IsToBeFilledAsync(source.Id, cancel)
                ? null
                : $"matter {source.Id} is not in the index of words";
        }

        var (row, isPostgres) = (source.Row(), db.IsPostgres());
        string Told(string text) => isPostgres ? Grams.Spaced(text) : SearchIndex.GramsOf(text);
        var isSame = (stored.Title, stored.Body, stored.Raiser, stored.Guarded, stored.AreaCode, stored.Marks ?? "")
            == (Told(row.Title), Told(row.Body), Told(row.Raiser), Told(row.Guarded), row.Area, SearchIndex.MarksOf(row));
        var tokens = new[] { row.Title, row.Body, row.Raiser, row.Guarded }.SelectMany(Grams.Of)
            .Distinct(StringComparer.Ordinal).Count();
        return isSame && (!isPostgres || stored.Tokens == tokens + row.Marks.Count())
            ? null
            : $"matter {source.Id} stands in the index with words that it has not";
    }

    private async Task<bool> IsToBeFilledAsync(Guid id, CancellationToken cancel) => await db.RowAsync<long>(
        "select count(*) from matter_search_filling where after_id < @id", new { id }, cancel) > 0;

    private async Task<string?> FirstStrayAsync(CancellationToken cancel)
    {
        const string stray = "select doc from matter_search s where not exists (select 1 from matters m where m.id = s.matter_id) limit 1";
        const string orphan =
            "select id from matter_search_grams_docsize where id not in (select doc from matter_search) limit 1";
        return await db.RowAsync<long?>(stray, null, cancel) is { } doc ? $"row {doc} of the index belongs to no matter"
            : !db.IsPostgres() && await db.RowAsync<long?>(orphan, null, cancel) is { } row ? $"row {row} of the index belongs to no matter"
            : null;
    }
}
