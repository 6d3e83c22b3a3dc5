namespace Bandeng.Kernel.Words;

/// <summary>Keeps the words of many subjects and stores them in one go: for imports, beside the unit of work.</summary>
public sealed class ManyWords(BandengDb db)
{
    private readonly Dictionary<Guid, ErasableText> _texts = [];

    /// <inheritdoc cref="Keeping.Keep"/>
    public KeptText Keep(Guid subjectId, string text, DateTimeOffset now)
    {
        var (kept, stored) = Keeping.Close(subjectId, text, now);
        _texts.Add(kept.Id, stored);
        return kept;
    }

    /// <summary>A text that is kept and not stored yet; null for any other.</summary>
    public string? Find(Guid textId) => _texts.GetValueOrDefault(textId)?.Body;

    /// <summary>
    /// Stores them inside the transaction that is open; an act of the same transaction must name each.
    /// </summary>
    public async Task StoreAsync(CancellationToken cancel)
    {
        await db.InsertManyAsync(_texts.Values, cancel);
        _texts.Clear();
    }
}
