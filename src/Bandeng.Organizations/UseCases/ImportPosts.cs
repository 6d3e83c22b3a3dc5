using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Importing;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Brings in posts from a table, a row each with its holder, in one piece. A post is known by who, what, where and in
/// which body; run again, everything is unchanged. A last day that a list brings ends the post as <see cref="EndPost"/>
/// does, with its open work left to the body or the office.
/// </summary>
public sealed class ImportPosts(
    BandengDb db, TimeProvider clock, ListBooks books, HandOverWork handOver,
    SheetReasons<OrganizationsText> reasons)
{
    private sealed record Taken(Post Post, bool IsNew, bool IsChanged, bool IsEnded = false);

    /// <summary>Which columns are looked for.</summary>
    public static SheetGuide Guide => PostGuide.All;

    /// <exception cref="MistakeException">The file cannot be read, or the columns of names or posts are
    /// missing.</exception>
    public async Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel)
    {
        var table = SheetTable.Open(list.Path, PostGuide.All, list.Columns).Needing(PostGuide.Name, PostGuide.Post);
        using var refused = new RefusedRows(list.Path, table.Header);
        var refusals = new SheetRefusals(refused, table, reasons);
        await using var whole = await OneImport.BeginAsync(db, list.DryRun, cancel);
        var told = await ReadAsync(table, list.Within, by, refusals, cancel);
        var standing = await StandingAsync(told, cancel);
        var people = await books.PeopleAsync(told.Select(one => one.Phone).OfType<string>(), standing, cancel);
        var taken = TakeAll(told, standing, people, refusals);
        if (!list.DryRun)
        {
            await handOver.RunAsync([.. taken.Where(one => one.IsEnded).Select(one => one.Post)], null, by, cancel);
        }

        var report = new ImportReport(
            taken.Count(one => one.IsNew), taken.Count(one => one.IsChanged),
            taken.Count(one => one is { IsNew: false, IsChanged: false }), refusals.Count);
        await whole.KeepAsync(cancel, list.DryRun ? [] : Entries(taken, people.Added, report, list, by));
        return new(report, table.Dropped, table.Unread, refusals.Path);
    }

    private async Task<List<ToldPost>> ReadAsync(
        SheetTable table, AreaCode? within, Viewer by, SheetRefusals refusals, CancellationToken cancel)
    {
        var (line, told) = (await books.PostLineAsync(table, within, cancel), new List<ToldPost>());
        foreach (var row in table.Rows())
        {
            var one = line.Read(row, out var fault);
            fault ??= by.MayManage(one!.Area) ? null : new("admin.area");
            if (fault is null)
            {
                told.Add(one!);
                continue;
            }

            refusals.Add(row, fault);
            refusals.StopIfHopeless(told.Count);
        }

        return told;
    }

    /// <summary>Posts of the communities that the list tells of, those that are over too.</summary>
    private async Task<List<Post>> StandingAsync(List<ToldPost> told, CancellationToken cancel)
    {
        var standing = new List<Post>();
        foreach (var place in told.Select(one => one.Area.Community).Distinct())
        {
            var (first, last) = place.Level is AreaLevel.Village
                ? (place, AreaCode.FromValue(place.Range.Last)) : (place, place);
            standing.AddRange(
                await db.Posts.Where(post => post.AreaCode >= first && post.AreaCode <= last).ToListAsync(cancel));
        }

        return standing;
    }

    private List<Taken> TakeAll(
        List<ToldPost> told, List<Post> standing, PersonBook people, SheetRefusals refusals)
    {
        var (taken, seen) = (new List<Taken>(), new HashSet<Guid>());
        var held = standing.ToLookup(post => (post.PersonId, post.Role, post.AreaCode, post.BodyId));
        var byKey = held.ToDictionary(group => group.Key, group => group.ToList());
        foreach (var one in told)
        {
            var person = people.Find(one, clock.GetUtcNow(), out var fault);
            var key = (person?.Id ?? default, one.Role, one.Area, one.BodyId);
            var same = person is null ? null : (byKey.GetValueOrDefault(key) ?? []).Find(post => IsSame(post, one));
            fault ??= same is not null ? seen.Add(same.Id) ? null : new("post.twice", PostGuide.Name)
                : one.IsOver ? new("list.first-day", PostGuide.From)
                : null;
            if (fault is not null)
            {
                refusals.Add(one.Row, fault);
                continue;
            }

            taken.Add(same is null ? Add(one, person!) : Change(one, same));
            seen.Add(taken[^1].Post.Id);
            (byKey.TryGetValue(key, out var those) ? those : byKey[key] = []).Add(taken[^1].Post);
        }

        return taken;
    }

    private static bool IsSame(Post post, ToldPost told) =>
        post.ValidFrom == told.From
            || (post.ValidTo is not { } last ? told.To is null || told.To >= post.ValidFrom : last >= told.From);

    private Taken Add(ToldPost told, PersonOnFile person)
    {
        var post = Post.Of(Guid.CreateVersion7(), person.Id, told.Role, told.Area, told.BodyId, told.From)
            .Told(told.Title, told.To ?? told.UsualTo);
        db.Posts.Add(post);
        return new(post, IsNew: true, IsChanged: false);
    }

    private static Taken Change(ToldPost told, Post post)
    {
        var ends = told.To is { } last && post.ValidTo != last;
        var changes = ends || (told.Title is { } title && post.Title != title);
        if (changes)
        {
            post.Told(told.Title, told.To);
        }

        return new(post, IsNew: false, changes, ends);
    }

    private IEnumerable<TrailEntry> Entries(
        List<Taken> taken, List<PersonOnFile> added, ImportReport report, ListToImport list, Viewer by)
    {
        var now = clock.GetUtcNow();
        foreach (var person in added)
        {
            yield return AddPerson.Entry(db, person, by, now);
        }

        foreach (var one in taken.Where(one => one.IsNew))
        {
            yield return AppointToPost.Entry(one.Post, by, now);
        }

        foreach (var one in taken.Where(one => one.IsChanged))
        {
            var acting = by.ActingAt(one.Post.AreaCode);
            yield return one.IsEnded ? EndPost.Entry(one.Post, null, acting, now) : Renamed(one.Post, acting, now);
        }

        yield return new TrailEntry("post", Guid.CreateVersion7(now), list.Within, "post.import", by, now)
        {
            Facts = report.Facts,
        };
    }

    // A new title is no end, and the trail must not say so.
    private static TrailEntry Renamed(Post post, Viewer acting, DateTimeOffset now) =>
        new("post", post.Id, post.AreaCode, "post.title", acting, now)
        {
            Facts = new Dictionary<string, object?> { ["title"] = post.Title },
        };
}
