using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>A matter that waits for somebody who did not handle it.</summary>
internal sealed record WaitingLine(
    Guid Id, long Version, string? Title, AreaCode Area, MatterStage Stage, Guid? BodyId, HandlerOutcome? Outcome,
    DateTimeOffset? StageDueAt, DateTimeOffset? HandedBackAt, long Voices, long Attempts);

/// <summary>A page of them.</summary>
/// <param name="Next">From where the next page goes on, or null at the end.</param>
/// <param name="Total">How many wait in all.</param>
internal sealed record WaitingPage(IReadOnlyList<WaitingLine> Lines, string? Next, long Total);

/// <summary>
/// What waits for a check, and what waits for a call; never what the viewer's own bodies handled or are complained of
/// in.
/// </summary>
internal sealed class WaitingMatters(BandengDb db, RuleBook rules, TimeProvider clock)
{
    /// <summary>How many a list of lines shows at a time.</summary>
    public const int Shown = 100;

    private static readonly Unsigned Nothing = new([], []);

    private static readonly string Due = $"coalesce(m.stage_due_at, {long.MaxValue})";

    private const string Reached =
        """
        (select max(e.at) from trail_events e
         where e.subject_id = m.id and e.to_state = m.stage and coalesce(e.from_state, '') <> m.stage)
        """;

    private sealed record Row(
        Guid Id, long Version, string? Title, AreaCode AreaCode, string Stage, Guid? BodyId, string? HandlerOutcome,
        DateTimeOffset? StageDueAt, DateTimeOffset? HandedBackAt, long Voices, long Attempts);

    /// <summary>核查: handed back, and signed where the rules ask for it; the longest waiting first.</summary>
    /// <param name="after">What a page before gave as its next, or null.</param>
    public async Task<WaitingPage> ForCheckAsync(Viewer viewer, string? after, int most, CancellationToken cancel)
    {
        var unsigned = Unsigned.By(await rules.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel));
        return await PageAsync(
            $"m.stage = 'Handled' and not ({unsigned.Sql(db)})", unsigned, DateTimeOffset.MaxValue,
            Permission.CheckMatters, viewer, after, most, cancel);
    }

    /// <summary>回访: nearest to silence first, from the day on which the rules want the raiser asked.</summary>
    /// <inheritdoc cref="ForCheckAsync" path="/param"/>
    public async Task<WaitingPage> ForCallAsync(Viewer viewer, string? after, int most, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var days = (await rules.OnAsync(today, cancel)).CallBackAfter;
        var which = "m.stage in ('Checked', 'Answered')";
        return days == 0
            ? await PageAsync(which, Nothing, DateTimeOffset.MaxValue, Permission.CallBack, viewer, after, most, cancel)
            : await PageAsync(
                $"{which} and {Reached} < @before", Nothing, CallDay.Before(today, days), Permission.CallBack, viewer,
                after, most, cancel);
    }

    private async Task<WaitingPage> PageAsync(
        string which, Unsigned unsigned, DateTimeOffset before, Permission permission, Viewer viewer, string? after,
        int most, CancellationToken cancel)
    {
        var from = DeskKey.TryRead(after, out var key) ? key : new DeskKey(long.MinValue, Guid.Empty);
        var ask = new
        {
            me = viewer.PersonId ?? Guid.Empty,
            bodies = Reach.BodiesOf(viewer),
            from.At,
            from.Id,
            before,
            unsigned.Kinds,
            unsigned.Types,
            most = most + 1,
        };
        var where =
            $"""
            from matters m
            where {which} and {Reach.In("m.area_code", viewer.PostsWith(permission))}
              and (m.handler_id is null or m.handler_id <> @me)
              and (m.body_id is null or not {db.In("m.body_id", "bodies")})
              and (m.respondent_body_id is null or not {db.In("m.respondent_body_id", "bodies")})
            """;
        var rows = await db.RowsAsync<Row>(
            $"""
            select m.id, m.version, (select t.body from texts t where t.id = m.title_id) as title, m.area_code, m.stage, m.body_id,
                   m.handler_outcome, m.stage_due_at, m.handed_back_at, m.voices, m.attempts
            {where} and ({Due}, m.id) > (@At, @Id)
            order by {Due}, m.id
            limit @most
            """,
            ask,
            cancel);
        var total = await db.RowAsync<long>($"select count(*) {where}", ask, cancel);
        var lines = rows.Take(most).Select(LineOf).ToList();
        return new(lines, rows.Count > most ? KeyOf(lines[^1]) : null, total);
    }

    private static string KeyOf(WaitingLine last) =>
        new DeskKey(last.StageDueAt?.ToUnixTimeMilliseconds() ?? long.MaxValue, last.Id).ToString();

    private static WaitingLine LineOf(Row row) => new(
        row.Id, row.Version, row.Title, row.AreaCode, Enum.Parse<MatterStage>(row.Stage), row.BodyId,
        row.HandlerOutcome is { } outcome ? Enum.Parse<HandlerOutcome>(outcome) : null,
        row.StageDueAt, row.HandedBackAt, row.Voices, row.Attempts);
}
