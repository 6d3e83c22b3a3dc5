using Bandeng.Kernel;
using Bandeng.Kernel.Words;

namespace Bandeng.Matters.Importing;

/// <summary>What stands of a matter that an earlier run brought.</summary>
internal sealed record ImportedBefore(
    Guid Id, string SourceId, string? Title, string? Detail, Guid? PlaceId, string? Place, Guid? NoteId, string? Note,
    Guid? ReplyId, string? Reply, DateTimeOffset? AnsweredAt)
{
    // Each text by its own id: joined, PostgreSQL would read through all texts there are for a few thousand of them.
    private const string Sql =
        """
        select m.id, m.source_id, (select body from texts where id = m.title_id) as title,
               (select body from texts where id = m.detail_id) as detail,
               m.place_id, (select body from texts where id = m.place_id) as place,
               i.note_id, (select body from texts where id = i.note_id) as note,
               i.reply_id, (select body from texts where id = i.reply_id) as reply, i.answered_at
        from matters m left join matter_imports i on i.matter_id = m.id
        where m.id
        """;

    /// <summary>Words that were erased do not come back: such a matter takes nothing more from a file.</summary>
    public bool IsErased =>
        Title is null || Detail is null || IsGone(PlaceId, Place) || IsGone(NoteId, Note) || IsGone(ReplyId, Reply);

    /// <summary>By number, those that are there.</summary>
    public static async Task<IReadOnlyDictionary<string, ImportedBefore>> FindAsync(
        BandengDb db, string source, string[] ids, CancellationToken cancel)
    {
        // One text for the whole list: a statement of a thousand parameters is slower than the query.
        var here = await db.RowsAsync<Guid>(
            $"select id from matters where source = @source and source_id {In(db)}",
            db.IsPostgres() ? new { source, list = ids } : new { source, list = Json(ids) }, cancel);
        if (here is [])
        {
            return new Dictionary<string, ImportedBefore>();
        }

        var rows = await db.RowsAsync<ImportedBefore>(
            $"{Sql} {In(db)}", db.IsPostgres() ? new { list = here.ToArray() } : new { list = Json([.. here.Select(Stored)]) }, cancel);
        return rows.ToDictionary(row => row.SourceId);
    }

    /// <summary>The condition that a column is one of some thousand, which stand in <c>@list</c>.</summary>
    internal static string In(BandengDb db) => db.IsPostgres() ? "= any(@list)" : "in (select value from json_each(@list))";

    internal static string Json(string[] list) => System.Text.Json.JsonSerializer.Serialize(list);

    // As SQLite holds it.
    private static string Stored(Guid id) => id.ToString().ToUpperInvariant();

    /// <summary>Whether a text is told as it stands; what a file does not tell has not changed.</summary>
    public static bool IsSame(string? told, string? stands) => told is null || Keeping.Storable(told) == stands;

    private static bool IsGone(Guid? id, string? body) => id is not null && body is null;
}
