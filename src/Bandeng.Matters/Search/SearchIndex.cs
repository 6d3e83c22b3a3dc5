using Bandeng.Kernel;

namespace Bandeng.Matters.Search;

/// <summary>Writes rows of the index, inside the transaction that is open.</summary>
internal static class SearchIndex
{
    private const string Postgres =
        """
        insert into matter_search (doc, matter_id, area_code, title, body, raiser, guarded, head_grams, grams)
        select doc, matter_id, area_code, title, body, raiser, guarded,
               array_to_tsvector(string_to_array(head, ' ')), array_to_tsvector(string_to_array(every, ' '))
        from unnest(@docs, @ids, @areas, @titles, @bodies, @raisers, @guarded, @heads, @every)
             as row(doc, matter_id, area_code, title, body, raiser, guarded, head, every)
        on conflict (matter_id) do update set area_code = excluded.area_code, title = excluded.title, body = excluded.body,
            raiser = excluded.raiser, guarded = excluded.guarded, head_grams = excluded.head_grams, grams = excluded.grams
        """;

    /// <summary>Adds rows, or puts them in the place of what their matters had.</summary>
    public static async Task PutAsync(BandengDb db, IReadOnlyList<SearchSource> sources, CancellationToken cancel)
    {
        // In order of their numbers: out of order, FTS5 would write each row by itself.
        SearchRow[] rows = [.. (await ApartAsync(db, sources, cancel)).OrderBy(row => row.Doc)];
        if (rows is [])
        {
            return;
        }

        if (db.IsPostgres())
        {
            await PutInPostgresAsync(db, rows, cancel);
            return;
        }

        await RemoveAsync(db, [.. sources.Select(source => source.Doc).OfType<long>()], cancel);
        await db.InsertManyAsync(
            "matter_search", ["doc", "matter_id", "area_code"],
            rows.Select(row => new object?[] { row.Doc, row.MatterId, row.Area.Value }), cancel);
        await db.InsertManyAsync(
            "matter_search_grams", ["rowid", "title", "body", "raiser", "guarded", "marks"],
            rows.Select(row => new object?[]
            {
                row.Doc, GramsOf(row.Title), GramsOf(row.Body), GramsOf(row.Raiser), GramsOf(row.Guarded), MarksOf(row),
            }),
            cancel);
    }

    /// <summary>The tokens of a text as one column of FTS5.</summary>
    public static string GramsOf(string text) => string.Join(' ', Grams.Of(text));

    /// <summary>The marks as one column of FTS5.</summary>
    public static string MarksOf(SearchRow row) => string.Join(' ', row.Marks);

    // An import brings many of one moment, and another may have brought some before: then the counter alone does not
    // part them.
    private static async Task<IReadOnlyList<SearchRow>> ApartAsync(
        BandengDb db, IReadOnlyList<SearchSource> sources, CancellationToken cancel)
    {
        SearchRow[] rows = [.. sources.Select(source => source.Row())];
        if (rows.Length < 2)
        {
            return rows;
        }

        var taken = new HashSet<long>();
        foreach (var docs in sources.Zip(rows).Where(pair => pair.First.Doc is null)
            .Select(pair => pair.Second.Doc).Chunk(500))
        {
            taken.UnionWith(await db.RowsAsync<long>(
                $"select doc from matter_search where {db.In("doc", nameof(docs))}", new { docs }, cancel));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            while (sources[i].Doc is null && !taken.Add(rows[i].Doc))
            {
                rows[i] = rows[i] with { Doc = SearchRow.NewDoc(sources[i].RaisedAt) };
            }
        }

        return rows;
    }

    private static async Task RemoveAsync(BandengDb db, long[] docs, CancellationToken cancel)
    {
        foreach (var doc in docs)
        {
            await db.ExecuteAsync("delete from matter_search_grams where rowid = @doc", new { doc }, cancel);
            await db.ExecuteAsync("delete from matter_search where doc = @doc", new { doc }, cancel);
        }
    }

    private static Task<int> PutInPostgresAsync(
        BandengDb db, SearchRow[] rows, CancellationToken cancel) => db.ExecuteAsync(
        Postgres,
        new
        {
            docs = Array.ConvertAll(rows, row => row.Doc),
            ids = Array.ConvertAll(rows, row => row.MatterId),
            areas = Array.ConvertAll(rows, row => row.Area.Value),
            titles = Array.ConvertAll(rows, row => Grams.Spaced(row.Title)),
            bodies = Array.ConvertAll(rows, row => Grams.Spaced(row.Body)),
            raisers = Array.ConvertAll(rows, row => Grams.Spaced(row.Raiser)),
            guarded = Array.ConvertAll(rows, row => Grams.Spaced(row.Guarded)),
            heads = Array.ConvertAll(rows, row => Distinct(row, row.Title, row.Raiser, row.Guarded)),
            every = Array.ConvertAll(rows, row => Distinct(row, row.Title, row.Raiser, row.Guarded, row.Body)),
        },
        cancel);

    // No token of a text begins with a plus.
    private static string Distinct(SearchRow row, params IEnumerable<string> texts) =>
        string.Join(
            ' ',
            texts.SelectMany(Grams.Of).Distinct(StringComparer.Ordinal).Concat(row.Marks.Select(mark => $"+{mark}")));
}
