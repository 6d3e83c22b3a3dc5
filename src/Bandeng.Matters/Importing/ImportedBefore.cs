using Bandeng.Kernel;
using Bandeng.Kernel.Words;

namespace Bandeng.Matters.Importing;

/// <summary>What stands of a matter that an earlier run brought.</summary>
internal sealed record ImportedBefore(
    Guid Id, string SourceId, string? Title, string? Detail, Guid? PlaceId, string? Place, Guid? NoteId, string? Note,
    Guid? ReplyId, string? Reply, DateTimeOffset? AnsweredAt)
{
    private const string Sql =
        """
        select m.id, m.source_id, t.body as title, d.body as detail, m.place_id, p.body as place, i.note_id, n.body as note,
               i.reply_id, r.body as reply, i.answered_at
        from matters m
        join texts t on t.id = m.title_id
        join texts d on d.id = m.detail_id
        left join matter_imports i on i.matter_id = m.id
        left join texts p on p.id = m.place_id
        left join texts n on n.id = i.note_id
        left join texts r on r.id = i.reply_id
        where m.source = @source and m.source_id
        """;

    /// <summary>Words that were erased do not come back: such a matter takes nothing more from a file.</summary>
    public bool IsErased =>
        Title is null || Detail is null || IsGone(PlaceId, Place) || IsGone(NoteId, Note) || IsGone(ReplyId, Reply);

    /// <summary>By number, those that are there.</summary>
    public static async Task<IReadOnlyDictionary<string, ImportedBefore>> FindAsync(
        BandengDb db, string source, string[] ids, CancellationToken cancel)
    {
        // One text for the whole list: a statement of a thousand parameters is slower than the query.
        var rows = await db.RowsAsync<ImportedBefore>(
            $"{Sql} {(db.IsPostgres() ? "= any(@ids)" : "in (select value from json_each(@ids))")}",
            db.IsPostgres()
                ? new { source, ids }
                : new { source, ids = System.Text.Json.JsonSerializer.Serialize(ids) },
            cancel);
        return rows.ToDictionary(row => row.SourceId);
    }

    /// <summary>Whether a text is told as it stands; what a file does not tell has not changed.</summary>
    public static bool IsSame(string? told, string? stands) => told is null || Keeping.Storable(told) == stands;

    private static bool IsGone(Guid? id, string? body) => id is not null && body is null;
}
