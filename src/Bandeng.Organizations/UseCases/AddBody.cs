using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A body is entered, with the areas it serves. A form sent twice enters one.</summary>
internal sealed class AddBody(BandengDb db, TimeProvider clock)
{
    /// <param name="Area">Where it sits; it serves that area.</param>
    /// <param name="Serves">Further areas it serves.</param>
    public sealed record Request(
        Guid Id, string? Name, BodyKind Kind, AreaCode Area, IReadOnlyList<AreaCode> Serves, string? Phone = null);

    public async Task<Result<Body>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        AreaCode[] served = [.. request.Serves.Prepend(request.Area).Distinct()];
        if (!served.All(by.MayManage))
        {
            return Refusals.NotYours;
        }

        if (!BodyFields.Read(request.Name, request.Phone).TryGet(out var fields, out var refusal))
        {
            return refusal;
        }

        if (!await db.Bodies.AnyAsync(body => body.Id == request.Id, cancel))
        {
            Add(request, fields, served, by);
            if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
            {
                return Refusals.Overtaken;
            }
        }

        return new Body(request.Id, fields.Name, request.Kind.ToString(), request.Area, null, fields.Phone);
    }

    private void Add(Request request, BodyFields fields, AreaCode[] served, Viewer by)
    {
        var now = clock.GetUtcNow();
        var body = BodyOnFile.Of(request.Id, fields.Name, request.Kind, request.Area, ChinaTime.DayOf(now));
        body.Change(fields.Name, fields.Phone, takesMatters: true, lastDay: null);
        db.Bodies.Add(body);
        db.BodyAreas.AddRange(served.Select(area => new BodyArea(request.Id, area)));
        db.Record(new TrailEntry("body", request.Id, request.Area, "body.add", by.ActingAt(request.Area), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = fields.Name,
                ["kind"] = request.Kind.ToString(),
                ["serves"] = string.Join(' ', served),
            },
        });
    }
}

/// <summary>What is asked of a body's name and public telephone.</summary>
internal sealed record BodyFields(string Name, string? Phone)
{
    private const int PhoneMax = 40;

    public static Result<BodyFields> Read(string? name, string? phone)
    {
        if ((name ?? "").Trim() is not { Length: > 0 and <= BodyOnFile.NameMax } readName)
        {
            return new Refusal(RefusalKind.Invalid, "body.name", $"A name has 1 to {BodyOnFile.NameMax} characters.");
        }

        // Hotlines and extensions are allowed here: the number is shown, not dialled by us.
        var readPhone = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim();
        return readPhone is { Length: > PhoneMax } ? PhoneNumber.Unreadable : new BodyFields(readName, readPhone);
    }
}
