using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Kernel.Words;

/// <summary>A text that was put into the erasable store, and what the trail says of it.</summary>
/// <param name="Id">Under which id the words stand in <c>texts</c>.</param>
/// <param name="Commitment">SHA-256 over salt and text, in hex; reveals nothing without the salt.</param>
public sealed record KeptText(Guid Id, string Commitment)
{
    internal Guid SubjectId { get; init; }

    /// <summary>How an event names the text; the subject is said only when it is another than the event's.</summary>
    internal string Named(Guid eventSubject) =>
        SubjectId == eventSubject ? $"{Id}:{Commitment}" : $"{Id}:{Commitment}:{SubjectId}";
}

/// <summary>Puts words into the unit of work.</summary>
public static class Keeping
{
    /// <summary>Keeps a text of a subject; an act that names it commits to it on the trail.</summary>
    public static KeptText Keep(this BandengDb db, Guid subjectId, string text, DateTimeOffset now)
    {
        var (kept, stored) = Close(subjectId, text, now);
        db.Set<ErasableText>().Add(stored);
        return kept;
    }

    /// <summary>A text under its salt, and what the trail says of it.</summary>
    internal static (KeptText Kept, ErasableText Stored) Close(Guid subjectId, string text, DateTimeOffset now)
    {
        text = Storable(text);
        var salt = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var kept = new KeptText(Guid.CreateVersion7(now), Commit(salt, text)) { SubjectId = subjectId };
        return (kept, ErasableText.Of(kept.Id, subjectId, salt, text));
    }

    /// <summary>
    /// The text as both databases give it back: without NUL, which PostgreSQL refuses, and without halves of
    /// characters, which UTF-8 cannot write.
    /// </summary>
    public static string Storable(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal)));

    internal static string Commit(string salt, string text) =>
        Convert.ToHexString(SHA256.HashData([.. Convert.FromHexString(salt), .. Encoding.UTF8.GetBytes(text)]));
}
