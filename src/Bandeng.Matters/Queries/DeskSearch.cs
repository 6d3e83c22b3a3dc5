using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Search;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>
/// What of an inbox has the words that were typed: first what has exactly this outside number, enquiry code or, for who
/// may see telephones, this number; then by words, the best first.
/// </summary>
internal sealed class DeskSearch(
    BandengDb db, FindMatters find, SecretBox box, RuleBook rules, TimeProvider clock)
{
    private const int ExactMost = 20;

    private sealed record Detail(Guid Id, string? Body);

    /// <summary>A page of what was found, the best first.</summary>
    public sealed record Page(IReadOnlyList<Guid> Ids, string? Next);

    public async Task<Page> RunAsync(DeskFilter filter, Viewer viewer, int most, CancellationToken cancel)
    {
        var after = SearchKey.Read(filter.After);
        var exact = after == SearchKey.Beginning ? await ExactAsync(filter, viewer, cancel) : [];
        if (SearchWords.Read(filter.Q) is not { } words)
        {
            return new(exact, null);
        }

        var found = await find.RunAsync(words, await ScopeAsync(filter, viewer, cancel), after, most + 1, cancel);
        var shown = found.Take(most).ToList();
        return new(
            [.. exact.Union(shown.Select(hit => hit.MatterId))],
            found.Count > most ? new SearchKey(shown[^1].Tier, shown[^1].Doc).ToString() : null);
    }

    /// <summary>Marks what was looked for in the titles, and shows some of the words around it.</summary>
    public async Task ShowAsync(IReadOnlyList<DeskRow> rows, string typed, CancellationToken cancel)
    {
        if (rows is [] || SearchWords.Read(typed) is not { } words)
        {
            return;
        }

        Guid[] ids = [.. rows.Select(row => row.Id)];
        var told = (await db.RowsAsync<Detail>(
            $"select m.id, d.body from matters m join texts d on d.id = m.detail_id where {db.In("m.id", nameof(ids))}",
            new { ids }, cancel)).ToDictionary(one => one.Id);
        foreach (var row in rows)
        {
            row.TitlePieces = row.Title is { } title ? Snippet.Whole(title, words) : [];
            row.Snippet = told.GetValueOrDefault(row.Id)?.Body is { } body && body != row.Title
                ? Snippet.Around(body, words)
                : [];
        }
    }

    private async Task<SearchScope> ScopeAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var conditions = await ConditionsAsync(filter, viewer, cancel);
        return new SearchScope(conditions.Sql, conditions.Parameters)
        {
            ByRaiser = true,
            ByGuarded = viewer.May(Permission.DispatchMatters) ? Reach.Dispatched(viewer) : null,
            Areas = filter.AreaCode is { } area
                ? [area]
                : [.. viewer.PostsWith(Permission.ReadMatters).Select(post => post.Area).Distinct()],
        };
    }

    private async Task<DeskConditions> ConditionsAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var unsigned = Unsigned.By(await rules.OnAsync(ChinaTime.DayOf(now), cancel));
        return DeskConditions.Of(db, viewer, filter, unsigned, now);
    }

    private async Task<IReadOnlyList<Guid>> ExactAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var conditions = await ConditionsAsync(filter, viewer, cancel);
        var exact = "m.id in (select matter_id from matter_numbers where number = @exact)";
        conditions.Parameters.Add("exact", Keeping.Storable(filter.Q!).Trim());
        if (EnquiryCode.Read(filter.Q) is { } code)
        {
            exact += " or m.id in (select matter_id from matter_voices where code = @code)";
            conditions.Parameters.Add("code", code);
        }

        if (viewer.May(Permission.SeeContacts) && PhoneNumber.Normalize(filter.Q).TryGet(out var number, out _))
        {
            exact += $" or (m.id in (select matter_id from matter_voices where {db.In("phone_fingerprint", "phones")}) and {MayCall(viewer)})";
            conditions.Parameters.Add("phones", box.Fingerprints(number));
            conditions.Parameters.Add("bodies", Reach.BodiesOf(viewer));
            conditions.Parameters.Add("me", viewer.PersonId);
        }

        conditions.Add($"({exact})");
        return await db.RowsAsync<Guid>(
            $"select m.id from matters m where {conditions.Sql} order by m.raised_at desc, m.id desc limit {ExactMost}",
            conditions.Parameters, cancel);
    }

    // As RaiserSight.AsContact has it: over the place, not complained of, and no handler of a protected matter.
    private string MayCall(Viewer viewer)
    {
        var assists = $"select 1 from matter_assists a where a.matter_id = m.id and {db.In("a.body_id", "bodies")}";
        var handles = $"({db.In("m.body_id", "bodies")} or m.handler_id = @me or exists ({assists}))";
        return $"""
            {Reach.In("m.area_code", viewer.PostsWith(Permission.SeeContacts))}
             and not coalesce({db.In("m.respondent_body_id", "bodies")}, false)
             and (not m.protected or {Reach.Dispatched(viewer)} or not coalesce({handles}, false))
            """;
    }
}
