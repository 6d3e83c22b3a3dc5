using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel.Words;

/// <summary>Reads words from the erasable store.</summary>
public static class ReadingWords
{
    /// <summary>One text, or null when it was erased or never was.</summary>
    public static Task<string?> TextAsync(this BandengDb db, Guid textId, CancellationToken cancel) =>
        db.RowAsync<string>("select body from texts where id = @textId", new { textId }, cancel);

    /// <summary>Several at once, by id; an erased one has none.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string?>> TextsAsync(
        this BandengDb db, Guid[] textIds, CancellationToken cancel) =>
        textIds is []
            ? new Dictionary<Guid, string?>()
            : (await db.RowsAsync<Text>(
                $"select id, body from texts where {db.In("id", nameof(textIds))}", new { textIds }, cancel))
                .ToDictionary(text => text.Id, text => text.Body);

    private sealed class Text
    {
        public Guid Id { get; init; }

        public string? Body { get; init; }
    }

    /// <summary>The texts that this unit of work keeps and has not saved yet, by id.</summary>
    public static IReadOnlyDictionary<Guid, string?> WordsInHand(this BandengDb db) =>
        db.ChangeTracker.Entries<ErasableText>()
        .Where(entry => entry.State is EntityState.Added)
        .ToDictionary(entry => entry.Entity.Id, entry => entry.Entity.Body);

    /// <summary>Whose texts this unit of work erases.</summary>
    public static IReadOnlyList<Guid> SubjectsErased(this BandengDb db) =>
    [
        .. db.ChangeTracker.Entries<ErasableText>()
            .Where(entry => entry.State is EntityState.Modified && entry.Entity.ErasedAt is not null)
            .Select(entry => entry.Entity.SubjectId),
    ];
}
