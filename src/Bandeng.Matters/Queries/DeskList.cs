using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>
/// The inbox of a viewer: what lies inside the areas of their posts, what burns first; closed ones newest first. Pages
/// by key, so that nothing is lost or shown twice while others work.
/// </summary>
internal sealed class DeskList(BandengDb db, DeskSearch search, RuleBook rules, TimeProvider clock)
{
    public const int PageSize = 50;

    private const int FoundBatch = 500;

    /// <summary>One page of the list.</summary>
    /// <param name="Next">The key of its last row when more follow.</param>
    public sealed record Page(IReadOnlyList<DeskRow> Rows, string? Next);

    private const string ByDue = $"{DeskDue.Sql}, m.id";

    private const string Columns =
        $"""
        m.id, m.version, m.kind, m.stage, m.request_type, m.channel, t.body as title, p.body as place_words, m.category_code, m.area_code,
        m.body_id, m.voices, m.urgent, m.protected, m.placed, m.raised_at, m.dispatched_at, m.handed_back_at, m.signed_off_at, m.closed_at,
        m.asked_at, m.due_at, m.outer_due_at, m.limit_amount, m.limit_class, m.overdue, m.returns, m.redos, m.reopenings,
        m.reminders, m.extension_days, m.handler_outcome, m.raiser_outcome, m.rating, {DeskDue.Sql} as due
        """;

    // In one column, so that the index is gone into once for each row.
    private const string Newest =
        """
        , (select e.at || ' ' || e.action from trail_events e where e.subject_id = m.id order by e.at desc, e.seq desc limit 1) as newest
        """;

    private sealed record PauseRow(Guid MatterId, DateTimeOffset Since, DateTimeOffset? Until);

    /// <summary>One page as a screen shows it.</summary>
    public async Task<Page> RunAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        if (filter.Q is not null)
        {
            return await FoundAsync(filter, viewer, cancel);
        }

        var rows = await ReadAsync(filter, viewer, PageSize + 1, Newest, cancel);
        var shown = rows.Take(PageSize).ToList();
        await MeasureAsync(shown, cancel);
        return new(shown, rows.Count > PageSize ? KeyOf(filter, shown[^1]) : null);
    }

    /// <summary>Everything of a filter, batch by batch, for a file.</summary>
    public async IAsyncEnumerable<DeskRow> AllAsync(
        DeskFilter filter, Viewer viewer, int most,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        const int batch = 1_000;
        if (filter.Q is not null)
        {
            await foreach (var row in AllFoundAsync(filter, viewer, most, cancel))
            {
                yield return row;
            }

            yield break;
        }

        for (var left = most; left > 0;)
        {
            var rows = await ReadAsync(filter, viewer, Math.Min(batch, left), "", cancel);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < batch)
            {
                yield break;
            }

            left -= rows.Count;
            filter = filter with { After = KeyOf(filter, rows[^1]) };
        }
    }

    // By words, what fits best stands first, whatever is due.
    private async Task<Page> FoundAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var found = await search.RunAsync(filter, viewer, PageSize, cancel);
        var shown = await InOrderAsync(found.Ids, viewer, cancel);
        await MeasureAsync(shown, cancel);
        await search.ShowAsync(shown, filter.Q!, cancel);
        return new(shown, found.Next);
    }

    private async IAsyncEnumerable<DeskRow> AllFoundAsync(
        DeskFilter filter, Viewer viewer, int most,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var (left, after) = (most, filter.After); left > 0;)
        {
            var found = await search.RunAsync(
                filter with { After = after }, viewer, Math.Min(FoundBatch, left), cancel);
            foreach (var row in await InOrderAsync(found.Ids, viewer, cancel))
            {
                yield return row;
            }

            left -= found.Ids.Count;
            if ((after = found.Next) is null)
            {
                yield break;
            }
        }
    }

    private async Task<List<DeskRow>> InOrderAsync(IReadOnlyList<Guid> ids, Viewer viewer, CancellationToken cancel)
    {
        var rows = ids is [] ? [] : await ChosenAsync([.. ids], viewer, cancel);
        var byId = rows.ToDictionary(row => row.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <summary>Chosen matters in the order of the list; those outside the viewer's posts are missing.</summary>
    public async Task<IReadOnlyList<DeskRow>> ChosenAsync(Guid[] ids, Viewer viewer, CancellationToken cancel)
    {
        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add(db.In("m.id", "ids"), "ids", ids);
        return await RowsAsync(conditions, "m.raised_at, m.id", ids.Length, Newest, cancel);
    }

    /// <summary>
    /// Matters that wait for something, inside the posts that carry a permission; what is due first at the top.
    /// </summary>
    /// <param name="condition">From the code, never from a person.</param>
    public Task<IReadOnlyList<DeskRow>> WaitingAsync(
        string condition, Permission permission, int most, Viewer viewer, CancellationToken cancel)
    {
        var conditions = DeskConditions.Of(db, viewer, permission);
        conditions.Add(condition);
        return RowsAsync(conditions, ByDue, most, Newest, cancel);
    }

    private static string KeyOf(DeskFilter filter, DeskRow row) =>
        new DeskKey(filter.IsBeyondOpen ? row.RaisedAt.ToUnixTimeMilliseconds() : row.Due, row.Id).ToString();

    private static string Order(DeskFilter filter) => filter.IsBeyondOpen ? "m.raised_at desc, m.id desc" : ByDue;

    // The few are chosen first, in an index alone where there is one: rows, words and trail are read for them only.
    private static string Sql(DeskConditions conditions, string order, int most, string newest) =>
        $"""
        select {Columns}{newest}
        from (select m.id from {conditions.From} where {conditions.Sql} order by {order} limit {most}) few
             join matters m on m.id = few.id
             left join texts t on t.id = m.title_id left join texts p on p.id = m.place_id
        order by {order}
        """;

    private async Task<DeskConditions> ConditionsAsync(DeskFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var unsigned = Unsigned.By(await rules.OnAsync(ChinaTime.DayOf(now), cancel));
        var conditions = DeskConditions.Of(db, viewer, filter, unsigned, now);
        conditions.AddAfter(filter);
        conditions.AddNear(filter, viewer);
        return conditions;
    }

    private async Task<IReadOnlyList<DeskRow>> ReadAsync(
        DeskFilter filter, Viewer viewer, int most, string newest, CancellationToken cancel) =>
        await RowsAsync(await ConditionsAsync(filter, viewer, cancel), Order(filter), most, newest, cancel);

    private async Task<IReadOnlyList<DeskRow>> RowsAsync(
        DeskConditions conditions, string order, int most, string newest, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<DeskRow>(Sql(conditions, order, most, newest), conditions.Parameters, cancel);
        var today = await rules.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        foreach (var row in rows.Where(row => row is { Stage: MatterStage.Handled, SignedOffAt: null }))
        {
            row.AwaitsSignature = today.AsksSignature(row.Kind, row.RequestType);
        }

        return rows;
    }

    private async Task MeasureAsync(List<DeskRow> rows, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Guid[] ids = [.. rows.Where(row => row.DispatchedAt is not null).Select(row => row.Id)];
        var pauses = ids is [] ? [] : await db.RowsAsync<PauseRow>(
            $"select matter_id, since, until from matter_pauses where {db.In("matter_id", nameof(ids))}", new { ids },
            cancel);
        var byMatter = pauses.ToLookup(pause => pause.MatterId);
        foreach (var row in rows)
        {
            row.Used = UsedBy(row, byMatter[row.Id], now);
        }
    }

    private static double? UsedBy(DeskRow row, IEnumerable<PauseRow> pauses, DateTimeOffset now) =>
        row is { LimitAmount: { } amount, LimitClass: { } kind, DispatchedAt: { } start, BodyId: not null }
            ? new Clock(
                new Limit((int)amount, kind), start,
                [.. pauses.Where(pause => pause.Since >= start).Select(pause => new Pause(pause.Since, pause.Until))])
                .Used(row.HandedBackAt ?? now, WorkCalendar.Official)
            : null;
}
