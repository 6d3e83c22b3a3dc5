using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>The lists of a handler.</summary>
internal enum HandlingTab
{
    /// <summary>待签收.</summary>
    Sign,

    /// <summary>办理中.</summary>
    Hand,

    /// <summary>即将到期: before the end of tomorrow.</summary>
    Due,

    /// <summary>已提交, or resting with somebody else.</summary>
    Done,

    /// <summary>协办.</summary>
    Assist,
}

/// <summary>A matter in the hands of a body.</summary>
/// <param name="DueAt">What is due next: to sign for it, or to hand it back.</param>
internal sealed record HandlingLine(
    Guid Id, long Version, string? Title, AreaCode Area, string? CategoryCode, MatterStage Stage, Guid? BodyId,
    Guid? HandlerId,
    DateTimeOffset? DueAt, DateTimeOffset RaisedAt, long Voices, bool Urgent, bool Protected, bool IsAsked,
    bool IsExtensionAsked,
    long Redos);

/// <summary>
/// What is in the hands of the viewer's bodies, whatever estate or community it lies in; what is due first comes first.
/// </summary>
internal sealed class HandlingInbox(BandengDb db, TimeProvider clock)
{
    /// <summary>How many stand on a page, the most urgent first.</summary>
    public const int Shown = 200;

    private static readonly string Due =
        $"coalesce(case when m.stage = 'Dispatched' then m.stage_due_at else m.due_at end, {long.MaxValue})";

    private sealed record Row(
        Guid Id, long Version, string? Title, AreaCode AreaCode, string? CategoryCode, string Stage, Guid? BodyId,
        Guid? HandlerId,
        DateTimeOffset? DueAt, DateTimeOffset RaisedAt, long Voices, bool Urgent, bool Protected,
        DateTimeOffset? AskedAt,
        long? ExtensionDays, long Redos);

    private sealed record Count(string Tab, long Number);

    /// <param name="within">Only what lies inside this area; null for everywhere.</param>
    /// <param name="after">What <see cref="NextOf"/> gave for the page before, or null.</param>
    public async Task<IReadOnlyList<HandlingLine>> ListAsync(
        HandlingTab tab, AreaCode? within, string? after, Viewer viewer, CancellationToken cancel)
    {
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var from = DeskKey.TryRead(after, out var key) ? key : new DeskKey(long.MinValue, Guid.Empty);
        var sql =
            $"""
            select m.id, m.version, t.body as title, m.area_code, m.category_code, m.stage, m.body_id, m.handler_id,
                   case when m.stage = 'Dispatched' then m.stage_due_at else m.due_at end as due_at,
                   m.raised_at, m.voices, m.urgent, m.protected, m.asked_at, m.extension_days, m.redos
            from matters m left join texts t on t.id = m.title_id
            where {Where(tab)} and m.area_code between @first and @last and ({Due}, m.id) > (@At, @Id)
            order by {Due}, m.id
            limit {Shown}
            """;
        var rows = await db.RowsAsync<Row>(sql, Parameters(viewer, first, last, from), cancel);
        return
        [
            .. rows.Select(row => new HandlingLine(
                row.Id, row.Version, row.Title, row.AreaCode, row.CategoryCode, Enum.Parse<MatterStage>(row.Stage),
                row.BodyId,
                row.HandlerId, row.DueAt, row.RaisedAt, row.Voices, row.Urgent, row.Protected, row.AskedAt is not null,
                row.ExtensionDays is not null, row.Redos)),
        ];
    }

    /// <summary>From where the page after these goes on; null when these are fewer than a page holds.</summary>
    public static string? NextOf(IReadOnlyList<HandlingLine> lines) => lines.Count < Shown
        ? null
        : new DeskKey(lines[^1].DueAt?.ToUnixTimeMilliseconds() ?? long.MaxValue, lines[^1].Id).ToString();

    /// <summary>How many each list holds.</summary>
    public async Task<IReadOnlyDictionary<HandlingTab, long>> CountAsync(Viewer viewer, CancellationToken cancel)
    {
        var sql = string.Join(" union all ", Enum.GetValues<HandlingTab>().Select(tab =>
            $"select '{tab}' as tab, count(*) as number from matters m where {Where(tab)}"));
        var counts = await db.RowsAsync<Count>(sql, Parameters(viewer, 0, long.MaxValue, default), cancel);
        return counts.ToDictionary(count => Enum.Parse<HandlingTab>(count.Tab), count => count.Number);
    }

    private string Where(HandlingTab tab)
    {
        var mine = $"({db.In("m.body_id", "bodies")} or (@loose = @yes and m.handler_id = @me))";
        return tab switch
        {
            HandlingTab.Sign => $"m.stage = 'Dispatched' and {mine}",
            HandlingTab.Hand => $"m.stage = 'Accepted' and {mine}",
            HandlingTab.Due =>
                $"m.stage in ('Dispatched', 'Accepted') and m.asked_at is null and m.due_at < @soon and {mine}",
            HandlingTab.Done => $"m.stage in ('Handled', 'Checked', 'Returned', 'Suspended') and {mine}",
            _ => $"""
                m.stage in ('Dispatched', 'Accepted') and exists (select 1 from matter_assists a
                where a.matter_id = m.id and {db.In("a.body_id", "bodies")})
                """,
        };
    }

    private object Parameters(Viewer viewer, long first, long last, DeskKey from)
    {
        var posts = viewer.PostsWith(Permission.HandleMatters).ToList();
        return new
        {
            bodies = posts.Select(post => post.BodyId).OfType<Guid>().Distinct().ToArray(),
            loose = posts.Any(post => post.BodyId is null),
            yes = true,
            me = viewer.PersonId ?? Guid.Empty,
            soon = ChinaTime.ToInstant(ChinaTime.DayOf(clock.GetUtcNow()).AddDays(2).ToDateTime(TimeOnly.MinValue)),
            first,
            last,
            from.At,
            from.Id,
        };
    }
}
