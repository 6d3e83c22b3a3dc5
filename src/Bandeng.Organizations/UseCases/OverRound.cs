using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// 到期交接: the day after a body or a term is over, what still rested on it goes on, each once. A body's work goes to
/// the one it named, a post's back to its body or its place; whoever answers there is told how much it is.
/// </summary>
internal sealed class OverRound(
    BandengDb db, SettleBody settle, HandOverWork handOver, IPeople people, INotices notices, TimeProvider clock)
{
    private const int Batch = 200;

    // The nearest clerk, else who administrates the town or the district.
    private static readonly Role[] Offices = [Role.Clerk, Role.Town, Role.District];

    /// <summary>One round; says how many bodies and posts it settled.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (now, settled) = (clock.GetUtcNow(), 0);
        var today = ChinaTime.DayOf(now);
        foreach (var body in await db.Bodies.Where(body => body.ValidTo < today && body.SettledAt == null)
            .OrderBy(body => body.Id).Take(Batch).ToListAsync(cancel))
        {
            await SettleAsync(body, now, cancel);
            settled++;
        }

        // A body's work goes first: what was in somebody's hand there is then in the other body's.
        await db.SaveAsync(cancel);
        foreach (var post in await db.Posts.Where(post => post.ValidTo < today && post.SettledAt == null)
            .OrderBy(post => post.Id).Take(Batch).ToListAsync(cancel))
        {
            await SettleAsync(post, now, cancel);
            settled++;
        }

        await db.SaveAsync(cancel);
        return settled;
    }

    private async Task SettleAsync(BodyOnFile body, DateTimeOffset now, CancellationToken cancel)
    {
        var handed = body.HeirId is { } heir ? await settle.HandOverAsync(body, heir, Viewer.System, now, cancel) : [];
        body.Settle(now);
        db.Record(new TrailEntry("body", body.Id, body.AreaCode, "body.over", Viewer.System, now)
        {
            Facts = new Dictionary<string, object?> { ["heir"] = body.HeirId, ["handed"] = SettleBody.Said(handed) },
        });
        await db.SaveAsync(cancel);
        if (await settle.InHandAsync(body.Id, cancel) is { Count: > 0 } left)
        {
            await TellOfficeAsync(
                body.AreaCode, Told("body.left", body.Id, $"{body.Name}：{SettleBody.Said(left)}", "/desk", now), cancel);
        }
    }

    private async Task SettleAsync(Post post, DateTimeOffset now, CancellationToken cancel)
    {
        var handed = await handOver.RunAsync([post], null, Viewer.System, cancel);
        post.Settle(now);
        if (handed.Count == 0)
        {
            return;
        }

        var name = (await people.NamesAsync([post.PersonId], cancel)).GetValueOrDefault(post.PersonId);
        var title = $"{name}：{SettleBody.Said(handed)}";
        if (post.BodyId is not { } body
            || !await settle.TellAsync(body, Told("post.ran-out", post.Id, title, "/handling", now), cancel))
        {
            await TellOfficeAsync(post.AreaCode, Told("post.ran-out", post.Id, title, "/desk", now), cancel);
        }
    }

    private async Task TellOfficeAsync(AreaCode area, News news, CancellationToken cancel)
    {
        foreach (var role in Offices)
        {
            if (await people.HoldersAsync(role, area, cancel) is { Count: > 0 } holders)
            {
                holders.Select(one => one.Id).Distinct().ToList().ForEach(person => notices.Tell(person, news));
                return;
            }
        }
    }

    private static News Told(string code, Guid about, string title, string link, DateTimeOffset now) =>
        new(NoticeKind.Work, code, title, link, now) { About = $"over {about}" };
}
