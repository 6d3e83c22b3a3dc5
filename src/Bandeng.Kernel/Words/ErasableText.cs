namespace Bandeng.Kernel.Words;

/// <summary>
/// Free or personal text, kept apart from the trail that commits to it, so that it can be erased without breaking
/// the chain. Once erased, text and salt are gone and a tombstone stays.
/// </summary>
internal sealed class ErasableText
{
    public Guid Id { get; private init; }

    /// <summary>The thing the words belong to: a matter, a person.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>16 random bytes in hex; null once erased.</summary>
    public string? Salt { get; private set; }

    public string? Body { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public string? ErasedGround { get; private set; }

    public static ErasableText Of(Guid id, Guid subjectId, string salt, string body) =>
        new() { Id = id, SubjectId = subjectId, Salt = salt, Body = body };

    public void Erase(string ground, DateTimeOffset now) =>
        (Salt, Body, ErasedAt, ErasedGround) = (null, null, now, ground);
}
