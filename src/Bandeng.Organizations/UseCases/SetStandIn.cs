using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Somebody stands in for the holder of a post for some days (AB角), or no longer does; both are told.
/// </summary>
internal sealed class SetStandIn(BandengDb db, INotices notices, TimeProvider clock)
{
    /// <param name="Version">Which state of the post the form showed.</param>
    /// <param name="StandIn">Who, from which day to which; null takes the stand-in back.</param>
    internal sealed record Request(Guid PostId, long Version, StandIn? StandIn);

    public async Task<Result<Guid>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!(await db.PostToChangeAsync(request.PostId, request.Version, by, cancel)).TryGet(out var post, out var refusal)
            || !post.LetStandIn(request.StandIn).TryGet(out _, out refusal))
        {
            return refusal;
        }

        if (request.StandIn is { } named && !await db.People.AnyAsync(person => person.Id == named.PersonId, cancel))
        {
            return Refusals.PersonUnknown;
        }

        await RecordAsync(post, request.StandIn, by, cancel);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? post.PersonId : Refusals.Overtaken;
    }

    private async Task RecordAsync(Post post, StandIn? standIn, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("post", post.Id, post.AreaCode, "post.stand-in", by.ActingAt(post.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["person"] = standIn?.PersonId,
                ["from"] = standIn is null ? null : Day.Text(standIn.From),
                ["to"] = standIn is null ? null : Day.Text(standIn.To),
            },
        });
        if (standIn is not null)
        {
            var days = $"{Day.Text(standIn.From)} – {Day.Text(standIn.To)}";
            var holder = await db.People.Where(p => p.Id == post.PersonId)
                .Select(p => p.DisplayName).SingleAsync(cancel);
            notices.Tell(
                standIn.PersonId, new(NoticeKind.Account, "post.stand-in", $"{holder} {days}", "/account", now));
            notices.Tell(post.PersonId, new(NoticeKind.Account, "post.stood-in-for", days, "/account", now));
        }
    }
}
