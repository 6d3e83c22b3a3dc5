namespace Bandeng.Organizations;

/// <summary>How another module tells somebody something. Nobody is told of an act that was lost: it is saved with the act.</summary>
public interface INotices
{
    /// <summary>Adds a line to a person's notices.</summary>
    /// <param name="code">Names the sentence in both languages: <c>matter.dispatched</c>.</param>
    /// <param name="title">What it is about, as the reader knows it.</param>
    void Tell(Guid personId, string code, string title, string link, DateTimeOffset at);

    /// <summary>Adds a short message to a telephone to the outbox; it leaves at once, or in the morning if it is night.</summary>
    void Text(string phone, string message, DateTimeOffset at);
}

/// <summary>How a module words the notices it tells; each registers its own.</summary>
public interface INoticeWords
{
    /// <summary>The sentence of a code in the reader's language, or null when it is another module's.</summary>
    string? Sentence(string code);
}
