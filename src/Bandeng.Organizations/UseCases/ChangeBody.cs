using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A body is renamed, gets another telephone, takes matters or no longer does, or is given its last day.</summary>
internal sealed class ChangeBody(BandengDb db, TimeProvider clock)
{
    /// <param name="Version">Which state of the body the form showed.</param>
    public sealed record Request(
        Guid BodyId, long Version, string? Name, string? Phone, bool TakesMatters, DateOnly? LastDay);

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
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        body.Change(fields.Name, fields.Phone, request.TakesMatters, request.LastDay);
        db.Record(new TrailEntry("body", body.Id, body.AreaCode, "body.change", by.ActingAt(body.AreaCode), clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = fields.Name,
                ["takes-matters"] = request.TakesMatters,
                ["last-day"] = request.LastDay is { } day ? Day.Text(day) : null,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? body.Id : Refusals.Overtaken;
    }
}
