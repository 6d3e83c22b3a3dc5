using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries.Board;
using Bandeng.Matters.Search;
using Bandeng.Organizations;
using Bandeng.Territory;
using Dapper;

namespace Bandeng.Matters.Queries;

/// <summary>A matter that was found, with what its finder may read of it.</summary>
public sealed record FoundMatter(
    Guid Id, IReadOnlyList<Piece> Title, IReadOnlyList<Piece> Snippet, MatterStage Stage, string Place, string? Category, DateTimeOffset RaisedAt);

/// <summary>
/// Search for everybody: what one's posts are over, what one's body has, what one raised oneself, and what everyone may
/// read. Nobody is led to a matter by words that they may not read.
/// </summary>
internal sealed class SearchAll(BandengDb db, FindMatters find, DeskNames names)
{
    private const int PageSize = 20;
    private const string Own = "select v.matter_id from matter_voices v where v.person_id = @me and v.is_raiser";

    private sealed record Row(
        Guid Id, MatterStage Stage, AreaCode AreaCode, string? CategoryCode, DateTimeOffset RaisedAt, string? Title, string? Body);

    /// <summary>One page, the best fit first.</summary>
    /// <param name="Next">The key of its last row when more follow.</param>
    public sealed record Page(IReadOnlyList<FoundMatter> Matters, string? Next);

    /// <summary>Nothing to look for finds nothing.</summary>
    public async Task<Page> RunAsync(string? typed, string? after, Viewer viewer, CancellationToken cancel)
    {
        if (SearchWords.Read(typed) is not { } words)
        {
            return new([], null);
        }

        var hits = new List<Found>();
        foreach (var scope in ScopesOf(viewer))
        {
            hits.AddRange(await find.RunAsync(words, scope, SearchKey.Read(after), PageSize + 1, cancel));
        }

        var shown = hits.OrderBy(hit => hit.Tier).ThenByDescending(hit => hit.Doc).Take(PageSize).ToList();
        return new(
            await TellAsync(shown, words, cancel),
            hits.Count > PageSize ? new SearchKey(shown[^1].Tier, shown[^1].Doc).ToString() : null);
    }

    /// <summary>What the viewer may find, each matter in the first scope that has it.</summary>
    internal IReadOnlyList<SearchScope> ScopesOf(Viewer viewer)
    {
        var parameters = new DynamicParameters();
        parameters.Add("bodies", viewer.PostsWith(Permission.HandleMatters).Select(post => post.BodyId).OfType<Guid>().Distinct().ToArray());
        parameters.Add("me", viewer.PersonId);
        var offices = viewer.PostsWith(Permission.ReadMatters).ToList();
        List<SearchScope> scopes = [];
        var earlier = "1 = 1";
        void Add(string where, SearchScope scope)
        {
            scopes.Add(scope with { Where = $"{where} and {earlier}", Parameters = parameters });
            earlier += $" and not ({where})";
        }

        var none = new SearchScope("", parameters);
        if (offices is not [])
        {
            Add(Reach.In("m.area_code", offices), none with
            {
                ByRaiser = true,
                ByGuarded = viewer.May(Permission.DispatchMatters) ? Reach.Dispatched(viewer) : null,
                Areas = [.. offices.Select(post => post.Area).Distinct()],
            });
        }

        if (viewer.May(Permission.HandleMatters))
        {
            Add($"m.id in ({Handled})", none with { ByRaiser = true, Among = Handled });
        }

        if (viewer.IsSignedIn)
        {
            Add($"m.id in ({Own})", none with { Among = Own });
        }

        Add($"{BoardConditions.Counted} and {BoardConditions.Readable}", none with { IsOpen = true });
        return scopes;
    }

    private string Handled =>
        $"""
        select h.id from matters h where {db.In("h.body_id", "bodies")} or h.handler_id = @me
        union select a.matter_id from matter_assists a where {db.In("a.body_id", "bodies")}
        """;

    private async Task<IReadOnlyList<FoundMatter>> TellAsync(IReadOnlyList<Found> shown, SearchWords words, CancellationToken cancel)
    {
        Guid[] ids = [.. shown.Select(hit => hit.MatterId)];
        var rows = ids is [] ? [] : await db.RowsAsync<Row>(
            $"""
            select m.id, m.stage, m.area_code, m.category_code, m.raised_at, t.body as title, d.body
            from matters m left join texts t on t.id = m.title_id left join texts d on d.id = m.detail_id
            where {db.In("m.id", nameof(ids))}
            """,
            new { ids }, cancel);
        var called = await names.OfAsync(rows.Select(row => row.AreaCode), [], cancel);
        var byId = rows.ToDictionary(row => row.Id);
        return
        [
            .. shown.Select(hit => byId[hit.MatterId]).Select(row => new FoundMatter(
                row.Id, row.Title is { } title ? Snippet.Whole(title, words) : [],
                row.Body is { } body && body != row.Title ? Snippet.Around(body, words) : [],
                row.Stage, called.Area(row.AreaCode), called.Category(row.CategoryCode), row.RaisedAt)),
        ];
    }
}
