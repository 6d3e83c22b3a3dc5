namespace Bandeng.Organizations;

/// <summary>
/// How another module tells somebody something. Nobody is told of an act that was lost: it is saved with the act.
/// </summary>
public interface INotices
{
    /// <summary>
    /// Adds a line to a person's notices, and what they asked for beside it: a short message or a mail, at once or once
    /// a day. A thousand people are told with one statement when the act is saved.
    /// </summary>
    void Tell(Guid personId, News news);

    /// <summary>
    /// Adds a short message to a telephone to the outbox; it leaves at once, or in the morning if it is night.
    /// </summary>
    void Text(string phone, string message, DateTimeOffset at);
}

/// <summary>Something that happened, as it is told to those concerned.</summary>
/// <param name="Code">Names the sentence in both languages: <c>matter.dispatched</c>.</param>
/// <param name="Title">What it is about, as the reader knows it.</param>
/// <param name="Link">Where it is read.</param>
public sealed record News(NoticeKind Kind, string Code, string Title, string Link, DateTimeOffset At)
{
    /// <summary>Of several unread lines about the same thing the last one stays; null for a line of its own.</summary>
    public string? About { get; init; }

    /// <summary>
    /// The title stays in the house: whoever picks up the telephone need not be who reported a neighbour.
    /// </summary>
    public bool IsInner { get; init; }
}

/// <summary>What a notice is about, as people choose how to be told.</summary>
public enum NoticeKind
{
    /// <summary>What I raised or joined.</summary>
    Progress,

    /// <summary>What is my body's to handle.</summary>
    Work,

    /// <summary>My posts and my account.</summary>
    Account,
}

/// <summary>How a person is told, beside the line on the page that is always there.</summary>
public enum NoticeWay
{
    /// <summary>On the page alone.</summary>
    Page,

    Sms,

    Mail,

    /// <summary>In one mail a day.</summary>
    Digest,
}

/// <summary>How a module words the notices it tells; each registers its own.</summary>
public interface INoticeWords
{
    /// <summary>The sentence of a code in the reader's language, or null when it is another module's.</summary>
    string? Sentence(string code);
}
