using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries.Board;
using Bandeng.Matters.Search;
using Bandeng.Organizations;
using Bandeng.Territory;
using Dapper;

namespace Bandeng.Matters.Queries;

/// <summary>A matter that was found, with what its finder may read of it.</summary>
public sealed record FoundMatter(
    Guid Id, IReadOnlyList<Piece> Title, IReadOnlyList<Piece> Snippet, MatterStage Stage, string Place,
    string? Category, DateTimeOffset RaisedAt);

/// <summary>What somebody looks for.</summary>
/// <param name="Typed">Words, or exactly a number of another platform.</param>
internal sealed record SearchQuestion(string? Typed)
{
    /// <summary>The key of the last row of the page before; null: the first page.</summary>
    public string? After { get; init; }

    /// <summary>An area with all inside it; null: everywhere.</summary>
    public AreaCode? Area { get; init; }

    /// <summary>Codes; empty: every category and what has none.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>How far it came.</summary>
    public BoardGroup Group { get; init; }

    /// <summary>Raised at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>
/// Search for everybody: what one's posts are over, what one's body has, what one raised oneself, and what everyone may
/// read. Nobody is led to a matter by words that they may not read.
/// </summary>
internal sealed class SearchAll(BandengDb db, FindMatters find, DeskNames names, TimeProvider clock)
{
    private const int PageSize = 20;
    private const string Own = "select v.matter_id from matter_voices v where v.person_id = @me and v.is_raiser";

    private sealed record Row(
        Guid Id, MatterStage Stage, AreaCode AreaCode, string? CategoryCode, DateTimeOffset RaisedAt, string? Title,
        string? Body);

    /// <summary>One page, the best fit first.</summary>
    /// <param name="Next">The key of its last row when more follow.</param>
    public sealed record Page(IReadOnlyList<FoundMatter> Matters, string? Next);

    /// <summary>
    /// What has exactly the number that was typed, then by words. Nothing to look for finds nothing.
    /// </summary>
    public async Task<Page> RunAsync(SearchQuestion question, Viewer viewer, CancellationToken cancel)
    {
        var after = SearchKey.Read(question.After);
        var exact = after == SearchKey.Beginning ? await ExactAsync(question, viewer, cancel) : [];
        var words = SearchWords.Read(question.Typed);
        var hits = new List<Found>();
        foreach (var scope in words is null ? [] : ScopesOf(question, viewer))
        {
            hits.AddRange(await find.RunAsync(words!, scope, after, PageSize + 1, cancel));
        }

        var shown = hits.OrderBy(hit => hit.Tier).ThenByDescending(hit => hit.Doc).Take(PageSize).ToList();
        return new(
            await TellAsync([.. exact.Union(shown.Select(hit => hit.MatterId))], words, cancel),
            hits.Count > PageSize ? new SearchKey(shown[^1].Tier, shown[^1].Doc).ToString() : null);
    }

    // 工单编号 of another platform: known to the offices that it lies with and to who handles it.
    private async Task<IReadOnlyList<Guid>> ExactAsync(SearchQuestion question, Viewer viewer, CancellationToken cancel)
    {
        List<string> known =
        [
            .. viewer.May(Permission.ReadMatters)
            ? [Reach.In("m.area_code", viewer.PostsWith(Permission.ReadMatters))]
            : Array.Empty<string>(),
            .. viewer.May(Permission.HandleMatters) ? [$"m.id in ({Handled})"] : Array.Empty<string>(),
        ];
        if (known is [] || string.IsNullOrWhiteSpace(question.Typed))
        {
            return [];
        }

        var (narrowed, parameters) = Narrowed(question, viewer);
        parameters.Add("exact", Keeping.Storable(question.Typed).Trim());
        return await db.RowsAsync<Guid>(
            $"""
            select m.id from matters m
            where m.id in (select matter_id from matter_numbers where number = @exact)
             and ({string.Join(" or ", known)}) and {narrowed}
            order by m.raised_at desc, m.id desc limit {PageSize}
            """,
            parameters, cancel);
    }

    /// <summary>What the viewer may find, each matter in the first scope that has it.</summary>
    internal IReadOnlyList<SearchScope> ScopesOf(SearchQuestion question, Viewer viewer)
    {
        var (narrowed, parameters) = Narrowed(question, viewer);
        var offices = viewer.PostsWith(Permission.ReadMatters).ToList();
        List<SearchScope> scopes = [];
        var earlier = "1 = 1";
        void Add(string where, SearchScope scope)
        {
            scopes.Add(scope with { Where = $"{where} and {earlier} and {narrowed}", Parameters = parameters });
            earlier += $" and not ({where})";
        }

        var none = new SearchScope("", parameters);
        if (offices is not [])
        {
            Add(Reach.In("m.area_code", offices), none with
            {
                ByRaiser = true,
                ByGuarded = viewer.May(Permission.DispatchMatters) ? Reach.Dispatched(viewer) : null,
                Areas = question.Area is { } area ? [area] : [.. offices.Select(post => post.Area).Distinct()],
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

    private (string Where, DynamicParameters Parameters) Narrowed(SearchQuestion question, Viewer viewer)
    {
        var parameters = new DynamicParameters();
        parameters.Add(
            "bodies",
            viewer.PostsWith(Permission.HandleMatters).Select(post => post.BodyId).OfType<Guid>().Distinct().ToArray());
        parameters.Add("me", viewer.PersonId);
        List<string> conditions = [BoardConditions.Of(question.Group)];
        parameters.Add("Now", clock.GetUtcNow());
        if (question.Area is { } area)
        {
            conditions.Add("m.area_code between @areaFirst and @areaLast");
            parameters.Add("areaFirst", area.Range.First);
            parameters.Add("areaLast", area.Range.Last);
        }

        if (question.Categories is not [])
        {
            conditions.Add(db.In("m.category_code", "categories"));
            parameters.Add("categories", question.Categories.ToArray());
        }

        if (question.Since is { } since)
        {
            conditions.Add("m.raised_at >= @since");
            parameters.Add("since", since);
        }

        return (string.Join(" and ", conditions), parameters);
    }

    private string Handled =>
        $"""
        select h.id from matters h where {db.In("h.body_id", "bodies")} or h.handler_id = @me
        union select a.matter_id from matter_assists a where {db.In("a.body_id", "bodies")}
        """;

    private async Task<IReadOnlyList<FoundMatter>> TellAsync(Guid[] ids, SearchWords? words, CancellationToken cancel)
    {
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
            .. ids.Select(id => byId[id]).Select(row => new FoundMatter(
                row.Id,
                row.Title is not { } title ? [] : words is null ? [new(title, false)] : Snippet.Whole(title, words),
                row.Body is { } body && body != row.Title && words is not null ? Snippet.Around(body, words) : [],
                row.Stage, called.Area(row.AreaCode), called.Category(row.CategoryCode), row.RaisedAt)),
        ];
    }
}
