using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A person is appointed to a post, from a day on. Somebody who holds it already is not appointed twice.
/// </summary>
internal sealed class AppointToPost(BandengDb db, TimeProvider clock)
{
    /// <param name="Id">Made with the form, so that the same form sent again is the same post.</param>
    /// <param name="Area">Where it counts; for a post in a body null means where the body sits.</param>
    /// <param name="From">The first day; null is today.</param>
    public sealed record Request(Guid Id, Guid PersonId, Role Role, AreaCode? Area, Guid? BodyId, DateOnly? From = null)
    {
        /// <summary>
        /// The last day of the term, included; null while nobody knows one. In a body that has a last day null is the body's.
        /// </summary>
        public DateOnly? LastDay { get; init; }

        /// <summary>How the post is called here: 第一书记.</summary>
        public string? Title { get; init; }
    }

    public sealed record Appointed(Guid PostId);

    public async Task<Result<Appointed>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!(await PlaceAsync(request, cancel)).TryGet(out var place, out var refusal))
        {
            return refusal;
        }

        var area = place.Area;
        request = request with { LastDay = request.LastDay ?? place.LastDay };

        if (request.Title?.Trim().Length > Post.TitleMax)
        {
            return new Refusal(
                RefusalKind.Invalid, "post.title-long", $"A title has {Post.TitleMax} characters at most.");
        }

        if (request.Role is Role.BuildingHead && area.Level is not AreaLevel.Building && !by.IsSystem
            && await HasBuildingsAsync(area, cancel))
        {
            return new Refusal(
                RefusalKind.Invalid, "post.building", "A building head is appointed to a building: enter its area code.");
        }

        if (!by.MayAppoint(request.Role, area))
        {
            return Refusals.NotYours;
        }

        if (!await db.People.AnyAsync(person => person.Id == request.PersonId, cancel))
        {
            return Refusals.PersonUnknown;
        }

        return await db.Posts.AnyAsync(post => post.Id == request.Id, cancel)
            ? new Appointed(request.Id)
            : await AppointAsync(request, area, place.LastDay, by, cancel);
    }

    private async Task<Result<Appointed>> AppointAsync(
        Request request, AreaCode area, DateOnly? bodyEnds, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var from = request.From ?? ChinaTime.DayOf(now);
        if (bodyEnds < from || request.LastDay > bodyEnds)
        {
            return Refusals.PastBranch(bodyEnds.Value);
        }

        if (request.LastDay < from)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        if (await HeldAsync(request, area, from, cancel))
        {
            return Held;
        }

        var post = Post.Of(request.Id, request.PersonId, request.Role, area, request.BodyId, from)
            .Told(string.IsNullOrWhiteSpace(request.Title) ? null : request.Title.Trim(), request.LastDay);
        db.Posts.Add(post);
        db.Record(Entry(post, by, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new Appointed(request.Id) : Held;
    }

    internal static TrailEntry Entry(Post post, Viewer by, DateTimeOffset now) =>
        new("post", post.Id, post.AreaCode, "post.appoint", by.ActingAt(post.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["person"] = post.PersonId,
                ["role"] = post.Role.ToString(),
                ["area"] = post.AreaCode.ToString(),
                ["body"] = post.BodyId,
                ["from"] = Day.Text(post.ValidFrom),
                ["last-day"] = post.ValidTo is { } day ? Day.Text(day) : null,
            },
        };

    internal static Refusal Held { get; } =
        new(RefusalKind.Conflict, "post.held", "This person holds this very post already.");

    private Task<bool> HeldAsync(
        Request request, AreaCode area, DateOnly from, CancellationToken cancel) => db.Posts.AnyAsync(
        post => post.PersonId == request.PersonId && post.Role == request.Role && post.AreaCode == area
            && post.BodyId == request.BodyId && post.EndedAt == null && (post.ValidTo == null || post.ValidTo >= from)
            && (request.LastDay == null || post.ValidFrom <= request.LastDay),
        cancel);

    // Before the grids are drawn no building has a code that a head could be appointed to.
    private async Task<bool> HasBuildingsAsync(AreaCode area, CancellationToken cancel) =>
        (await db.RowsAsync<Guid>(
            """
            select building_id from building_codes
            where area_code between @First and @Last and area_code % 1000 <> 0 and valid_to is null limit 1
            """,
            new { area.Range.First, area.Range.Last }, cancel)).Count > 0;

    /// <param name="LastDay">The last day that a post there may have; null: none set.</param>
    private sealed record Place(AreaCode Area, DateOnly? LastDay);

    private async Task<Result<Place>> PlaceAsync(Request request, CancellationToken cancel)
    {
        if (request.BodyId is not { } bodyId)
        {
            return request.Role is Role.Handler
                ? new Refusal(RefusalKind.Invalid, "post.body", "A handler's post is in a body: choose one.")
                : request.Area is { } area
                    ? new Place(area, null)
                    : new Refusal(
                        RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.");
        }

        return await db.Bodies.SingleOrDefaultAsync(body => body.Id == bodyId, cancel) is { } found
            ? new Place(request.Area ?? found.AreaCode, found.ValidTo)
            : Refusals.BodyUnknown;
    }
}
