namespace Bandeng.Kernel.Words;

/// <summary>Reads words from the erasable store.</summary>
public static class ReadingWords
{
    /// <summary>One text, or null when it was erased or never was.</summary>
    public static Task<string?> TextAsync(this BandengDb db, Guid textId, CancellationToken cancel) =>
        db.RowAsync<string>("select body from texts where id = @textId", new { textId }, cancel);
}
