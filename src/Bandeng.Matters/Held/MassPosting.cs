using System.Net;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;

namespace Bandeng.Matters.Held;

/// <summary>
/// Tells a flood from a busy morning, over all nodes: the same words again and again, or one client that does not stop.
/// Short words are left alone, for 停水了 is what two hundred honest people write; so is who holds a post, and the machine
/// itself: a proxy that does not say for whom it asks must not hold back the whole town.
/// </summary>
internal sealed class MassPosting(BandengDb db, SecretBox box, HoldLimits limits, TimeProvider clock)
{
    /// <summary>Letters and digits that a text needs before its being the same means anything.</summary>
    public const int Telling = 12;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private sealed record Counted(long Words, long Client);

    /// <summary>Remembers what is sent, and says whether a person looks first.</summary>
    public async Task<Hold?> LookAsync(
        Guid id, string? detail, Viewer viewer, IPAddress? client, CancellationToken cancel)
    {
        if (viewer.HoldsOffice() || Pace.ClientOf(client) is not { } address)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var words = Marked("words", Folded(detail) is { Length: >= Telling } telling ? telling : null);
        var from = Marked("address", viewer.IsSignedIn ? null : address);
        if (words.Length == 0 && from.Length == 0)
        {
            return null;
        }

        await db.ExecuteAsync("delete from raise_marks where at < @before", new { before = now - Kept }, cancel);
        await db.ExecuteAsync(
            "insert into raise_marks (id, words, client, at) values (@id, @words, @from, @now) on conflict (id) do nothing",
            new { id, words, from, now }, cancel);
        var counted = (await db.RowAsync<Counted>(
            """
            select (select count(*) from raise_marks where words = @words and words <> '' and at > @since) as words,
                   (select count(*) from raise_marks where client = @from and client <> '' and at > @since) as client
            """,
            new { words, from, since = now - Window }, cancel))!;
        return counted.Words > limits.SameWords ? new(HoldReason.SameWords, words)
            : counted.Client > limits.SameClient ? new(HoldReason.SameClient, from)
            : null;
    }

    // Spaces, punctuation and width change nothing: who sends a thousand changes just those.
    private static string Folded(string? detail) => string.Concat(
        (detail ?? "").Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    private string Marked(string kind, string? text) => text is null ? "" : box.Fingerprint($"{kind} {text}");
}
