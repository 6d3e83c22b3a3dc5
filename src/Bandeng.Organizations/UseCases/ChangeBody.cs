using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A body is renamed, gets another telephone, takes matters or no longer does, or is given its last day.
/// </summary>
internal sealed class ChangeBody(BandengDb db, TimeProvider clock)
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
    }

    public async Task<Result<Guid>> RunAsync(Request request, Viewer by, CancellationToken cancel)
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

        if (await FaultOf(request, body, cancel) is { } fault)
        {
            return fault;
        }

        body.Describe(body.Kind, BodyFields.Words(request.Purpose), BodyFields.Words(request.Place));
        body.Under(request.Parent);
        body.Change(fields.Name, fields.Phone, request.TakesMatters, request.LastDay);
        await db.FollowLastDayAsync(body, by, clock.GetUtcNow(), cancel);
        db.Record(Entry(body, by, clock.GetUtcNow()));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? body.Id : Refusals.Overtaken;
    }

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
            },
        };
}
