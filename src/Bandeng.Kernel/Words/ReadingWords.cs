namespace Bandeng.Kernel.Words;

/// <summary>Reads words from the erasable store.</summary>
public static class ReadingWords
{
    /// <summary>One text, or null when it was erased or never was.</summary>
    public static Task<string?> TextAsync(this BandengDb db, Guid textId, CancellationToken cancel) =>
        db.RowAsync<string>("select body from texts where id = @textId", new { textId }, cancel);

    /// <summary>Several at once, by id; an erased one has none.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string?>> TextsAsync(this BandengDb db, Guid[] textIds, CancellationToken cancel) =>
        textIds is []
            ? new Dictionary<Guid, string?>()
            : (await db.RowsAsync<Text>($"select id, body from texts where {db.In("id", nameof(textIds))}", new { textIds }, cancel))
                .ToDictionary(text => text.Id, text => text.Body);

    private sealed class Text
    {
        public Guid Id { get; init; }

        public string? Body { get; init; }
    }
}
