using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>One look at a raiser's telephone number.</summary>
/// <param name="Body">The body of the post on which it was opened, or null.</param>
/// <param name="Role">The role of that post, or null when it is not held any more.</param>
public sealed record ContactSeen(DateTimeOffset At, string? Who, string? Body, string? Role, string? Purpose);

/// <summary>谁看过我的电话: for the voice itself, from the trail.</summary>
internal sealed class WhoSawMyNumber(BandengDb db, VoicesOfMatter voices, IPeople people, IBodies bodies)
{
    private sealed record Event(DateTimeOffset At, Guid? ActorId, Guid? PostId, string Words, string Facts);

    private const string Sql =
        """
        select at, actor_id, post_id, words, facts from trail_events
        where subject_kind = 'matter' and subject_id = @matterId and action = @Action
        order by at desc, seq desc
        """;

    /// <returns>Null when the reader has no voice in this matter.</returns>
    public async Task<IReadOnlyList<ContactSeen>?> FindAsync(
        Guid matterId, string? secret, Viewer viewer, CancellationToken cancel)
    {
        if (await voices.OwnAsync(matterId, viewer, secret, cancel) is not { } voice)
        {
            return null;
        }

        var seen = new List<ContactSeen>();
        foreach (var look in await db.RowsAsync<Event>(Sql, new { matterId, SeeContact.Action }, cancel))
        {
            using var facts = JsonDocument.Parse(look.Facts);
            if (facts.RootElement.TryGetProperty("voice", out var whose) && whose.GetGuid() == voice.Id)
            {
                seen.Add(await NamedAsync(look, await PurposeAsync(look.Words, cancel), cancel));
            }
        }

        return seen;
    }

    private async Task<ContactSeen> NamedAsync(Event look, string? purpose, CancellationToken cancel)
    {
        if (look.ActorId is not { } actor)
        {
            return new ContactSeen(look.At, null, null, null, purpose);
        }

        var names = await people.NamesAsync([actor], cancel);
        var post = (await people.ViewerAsync(actor, cancel)).Posts.FirstOrDefault(post => post.PostId == look.PostId);
        var body = post?.BodyId is { } id ? await bodies.FindAsync(id, cancel) : null;
        return new ContactSeen(look.At, names.GetValueOrDefault(actor), body?.Name, post?.Role, purpose);
    }

    // An act's words stand on the trail as id:commitment.
    private async Task<string?> PurposeAsync(string words, CancellationToken cancel) =>
        Guid.TryParse(words.Split(':')[0], out var text) ? await db.TextAsync(text, cancel) : null;
}
