using Bandeng.Kernel;
using Dapper;

namespace Bandeng.Matters.Search;

/// <summary>
/// One tier by FTS5, which walks what it finds from the newest on and stops when a page is full. Tokens are letters and
/// digits alone and stand in quotes, so that nothing typed is ever syntax.
/// </summary>
internal sealed class InSqlite(BandengDb db, SearchWords words, SearchScope scope)
{
    public Task<IReadOnlyList<Found>> RunAsync(int tier, long below, int most, CancellationToken cancel)
    {
        var parameters = new DynamicParameters(scope.Parameters);
        parameters.Add("match", Match(tier, scope.ByGuarded is not null));
        parameters.Add("open", Match(tier, false));
        parameters.Add("below", below);
        return db.RowsAsync<Found>(
            $"""
            select s.matter_id, {tier} as tier, s.doc
            from {From}
            where g.matter_search_grams match @match and s.doc < @below and {scope.Where}{Unguarded}
            order by g.rowid desc limit {most}
            """,
            parameters, cancel);
    }

    /// <summary>The question as FTS5 reads it.</summary>
    public string Match(int tier, bool isGuarded)
    {
        var head = $"title{(scope.ByRaiser ? " raiser" : "")}{(isGuarded ? " guarded" : "")}";
        var (phrases, every) = (string.Join(" AND ", words.Terms.Select(Phrase)), $"body {head}");
        var wanted = tier switch
        {
            1 => $"({{{head}}} : ({phrases}))",
            2 => $"(({{{every}}} : ({phrases})) NOT ({{{head}}} : ({phrases})))",
            _ => $"(({{{every}}} : ({string.Join(" AND ", words.Terms.SelectMany(Apart))})) NOT ({{{every}}} : ({phrases})))",
        };
        return scope.Marks is [] ? wanted : $"{wanted} AND ({{marks}} : ({string.Join(" OR ", scope.Marks)}))";
    }

    // Of few matters each is looked at; of many, what was found.
    private string From => scope.Among is { } among
        ? $"""
          (select doc, matter_id from matter_search where matter_id in ({among})) s
          cross join matter_search_grams g on g.rowid = s.doc cross join matters m on m.id = s.matter_id
          """
        : """
          matter_search_grams g cross join matter_search s on s.doc = g.rowid cross join matters m on m.id = s.matter_id
          """;

    // Protected matters that the viewer does not dispatch are found by what is not guarded alone.
    private string Unguarded => scope.ByGuarded is not { } guarded ? "" :
        $"""
         and (not m.protected or {guarded} or exists (
            select 1 from matter_search_grams o where o.matter_search_grams match @open and o.rowid = s.doc))
        """;

    private static string Phrase(SearchWords.Term term) =>
        $"\"{string.Join(' ', term.Tokens)}\"{(term.IsOpenEnded ? " *" : "")}";

    private static IEnumerable<string> Apart(SearchWords.Term term) => term.Tokens.Select((token, at) =>
        $"\"{token}\"{(term.IsOpenEnded && at == term.Tokens.Count - 1 ? " *" : "")}");
}
