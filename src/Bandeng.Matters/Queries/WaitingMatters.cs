using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>A matter that waits for somebody who did not handle it.</summary>
internal sealed record WaitingLine(
    Guid Id, long Version, string? Title, AreaCode Area, MatterStage Stage, Guid? BodyId, HandlerOutcome? Outcome,
    DateTimeOffset? StageDueAt, DateTimeOffset? HandedBackAt, long Voices, long Attempts);

/// <summary>What waits for a check, and what waits for a call; never what the viewer's own bodies handled or are complained of in.</summary>
internal sealed class WaitingMatters(BandengDb db)
{
    /// <summary>How many a list shows at most.</summary>
    public const int Shown = 100;

    private sealed record Row(
        Guid Id, long Version, string? Title, AreaCode AreaCode, string Stage, Guid? BodyId, string? HandlerOutcome,
        DateTimeOffset? StageDueAt, DateTimeOffset? HandedBackAt, long Voices, long Attempts);

    /// <summary>核查: handed back, the longest waiting first.</summary>
    public Task<IReadOnlyList<WaitingLine>> ForCheckAsync(Viewer viewer, CancellationToken cancel) =>
        ListAsync("'Handled'", Permission.CheckMatters, viewer, cancel);

    /// <summary>回访: nearest to silence first.</summary>
    public Task<IReadOnlyList<WaitingLine>> ForCallAsync(Viewer viewer, CancellationToken cancel) =>
        ListAsync("'Checked', 'Answered'", Permission.CallBack, viewer, cancel);

    private async Task<IReadOnlyList<WaitingLine>> ListAsync(
        string stages, Permission permission, Viewer viewer, CancellationToken cancel)
    {
        var sql =
            $"""
            select m.id, m.version, t.body as title, m.area_code, m.stage, m.body_id, m.handler_outcome, m.stage_due_at,
                   m.handed_back_at, m.voices, m.attempts
            from matters m left join texts t on t.id = m.title_id
            where m.stage in ({stages}) and {Reach.In("m.area_code", viewer.PostsWith(permission))}
              and (m.handler_id is null or m.handler_id <> @me)
              and (m.body_id is null or not {db.In("m.body_id", "bodies")})
              and (m.respondent_body_id is null or not {db.In("m.respondent_body_id", "bodies")})
            order by coalesce(m.stage_due_at, {long.MaxValue}), m.id
            limit {Shown}
            """;
        var rows = await db.RowsAsync<Row>(
            sql, new { me = viewer.PersonId ?? Guid.Empty, bodies = Reach.BodiesOf(viewer) }, cancel);
        return
        [
            .. rows.Select(row => new WaitingLine(
                row.Id, row.Version, row.Title, row.AreaCode, Enum.Parse<MatterStage>(row.Stage), row.BodyId,
                row.HandlerOutcome is { } outcome ? Enum.Parse<HandlerOutcome>(outcome) : null,
                row.StageDueAt, row.HandedBackAt, row.Voices, row.Attempts)),
        ];
    }
}
