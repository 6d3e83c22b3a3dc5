using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A body is renamed, gets another telephone, takes matters or no longer does, or is given its last day. With its last day
/// end its posts; what it has in hand then goes to the body that is named, at once where that day has come.
/// </summary>
internal sealed class ChangeBody(BandengDb db, SettleBody settle, HandOverWork handOver, TimeProvider clock)
{
    private const int MostLevels = 50;

    /// <param name="Version">Which state of the body the form showed.</param>
    public sealed record Request(
        Guid BodyId, long Version, string? Name, string? Phone, bool TakesMatters, DateOnly? LastDay)
    {
        /// <summary>The body above it, or null.</summary>
        public Guid? Parent { get; init; }

        public string? Purpose { get; init; }

        public string? Place { get; init; }

        /// <summary>Which body goes on with its open work once it is over; asked where it has any.</summary>
        public Guid? HandOverTo { get; init; }
    }

    /// <param name="Posts">How many posts were given its last day.</param>
    /// <param name="HandedOver">What went to the other body now, each of it more than nothing.</param>
    /// <param name="Later">What goes there once it is over, as of now.</param>
    public sealed record Changed(
        Guid BodyId, int Posts, IReadOnlyList<WorkInHand> HandedOver, IReadOnlyList<WorkInHand> Later);

    public async Task<Result<Changed>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (await db.Bodies.SingleOrDefaultAsync(b => b.Id == request.BodyId, cancel) is not { } body)
        {
            return Refusals.BodyUnknown;
        }

        if (!by.MayManage(body.AreaCode))
        {
            return Refusals.NotYours;
        }

        if (body.Version != request.Version)
        {
            return Refusals.Overtaken;
        }

        if (!BodyFields.Read(request.Name, request.Phone).TryGet(out var fields, out var refusal))
        {
            return refusal;
        }

        if (request.LastDay < body.ValidFrom)
        {
            return BodyFields.OverBeforeItBegins;
        }

        var inHand = request.LastDay is null ? [] : await settle.InHandAsync(body.Id, cancel);
        if ((await FaultOf(request, body, cancel) ?? await HeirFaultAsync(request, body, inHand, cancel)) is { } fault)
        {
            return fault;
        }

        body.Describe(body.Kind, BodyFields.Words(request.Purpose), BodyFields.Words(request.Place));
        body.Under(request.Parent);
        body.Change(fields.Name, fields.Phone, request.TakesMatters, request.LastDay);
        body.LeaveTo(request.LastDay is null ? null : request.HandOverTo);
        var now = clock.GetUtcNow();
        var posts = await db.FollowLastDayAsync(body, by, now, cancel);
        var isOver = request.LastDay <= ChinaTime.DayOf(now);
        IReadOnlyList<WorkInHand> handed = isOver && request.HandOverTo is { } heir
            ? await settle.HandOverAsync(body, heir, by, now, cancel)
            : [];
        if (isOver)
        {
            await handOver.RunAsync([.. posts], null, by, cancel);
        }

        db.Record(Entry(body, by, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Changed(body.Id, posts.Count, handed, isOver ? [] : inHand)
            : Refusals.Overtaken;
    }

    private async Task<Refusal?> HeirFaultAsync(
        Request request, BodyOnFile body, IReadOnlyList<WorkInHand> inHand, CancellationToken cancel) =>
        request.LastDay is null ? null
        : request.HandOverTo is { } heir ? heir == body.HeirId ? null : await settle.WhyNotAsync(body, heir, cancel)
        : inHand.Count > 0 && request.LastDay != body.ValidTo ? StillInHand(inHand)
        : null;

    internal static Refusal StillInHand(IReadOnlyList<WorkInHand> inHand) =>
        new(
            RefusalKind.Invalid, "body.heir-needed",
            $"It still has in hand: {SettleBody.Said(inHand)}. Choose the body that goes on with it.")
        {
            Details = [SettleBody.Said(inHand)],
        };

    private async Task<Refusal?> FaultOf(Request request, BodyOnFile body, CancellationToken cancel)
    {
        var (above, steps, named) = (request.Parent, 0, "");
        while (above is { } id && id != body.Id && steps++ < MostLevels)
        {
            if (await db.Bodies.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } next)
            {
                return Refusals.BodyUnknown;
            }

            (above, named) = (next.ParentId, named.Length == 0 ? next.Name : named);
        }

        return above is not null ? Circle(named.Length == 0 ? body.Name : named)
            : BodyFields.FaultOf(body.Kind, request.Purpose, request.Place, request.LastDay);
    }

    private static Refusal Circle(string parent) =>
        new(RefusalKind.Invalid, "body.circle", $"The bodies above it form a circle: {parent}") { Details = [parent] };

    internal static TrailEntry Entry(BodyOnFile body, Viewer by, DateTimeOffset now) =>
        new("body", body.Id, body.AreaCode, "body.change", by.ActingAt(body.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = body.Name,
                ["takes-matters"] = body.TakesMatters,
                ["last-day"] = body.ValidTo is { } day ? Day.Text(day) : null,
                ["heir"] = body.HeirId,
            },
        };
}
