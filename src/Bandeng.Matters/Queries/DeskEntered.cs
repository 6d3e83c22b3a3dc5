using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries;

/// <summary>
/// What the viewer entered for somebody else a moment ago: the code to read out, and where it stands.
/// </summary>
internal sealed class DeskEntered(BandengDb db)
{
    public sealed class Row
    {
        public Guid Id { get; init; }

        public string Code { get; init; } = "";

        public string? Title { get; init; }

        public MatterStage Stage { get; init; }

        public Guid? BodyId { get; init; }

        public DateTimeOffset? DueAt { get; init; }
    }

    /// <summary>Null for a matter that somebody else entered.</summary>
    public Task<Row?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) => db.RowAsync<Row>(
        """
        select m.id, v.code, t.body as title, m.stage, m.body_id, m.due_at
        from matters m join matter_voices v on v.matter_id = m.id and v.is_raiser = @yes left join texts t on t.id = m.title_id
        where m.id = @id and m.filed_by = @PersonId
        """,
        new { id, viewer.PersonId, yes = true }, cancel);
}
