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
        Guid Id, string? Name, BodyKind Kind, AreaCode Area, IReadOnlyList<AreaCode> Serves, string? Phone = null)
    {
        /// <summary>What it is for; a temporary branch says it.</summary>
        public string? Purpose { get; init; }

        /// <summary>Where it works; a temporary branch says it.</summary>
        public string? Place { get; init; }

        /// <summary>Its last day, included; a temporary branch has one.</summary>
        public DateOnly? LastDay { get; init; }
    }

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

        if (BodyFields.FaultOf(request.Kind, request.Purpose, request.Place, request.LastDay) is { } fault)
        {
            return fault;
        }

        // It begins today.
        if (request.LastDay < ChinaTime.DayOf(clock.GetUtcNow()))
        {
            return BodyFields.OverBeforeItBegins;
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
        body.Describe(request.Kind, BodyFields.Words(request.Purpose), BodyFields.Words(request.Place));
        body.Change(fields.Name, fields.Phone, ImportBodies.TakesMatters(request.Kind), request.LastDay);
        db.Bodies.Add(body);
        db.BodyAreas.AddRange(served.Select(area => new BodyArea(request.Id, area)));
        db.Record(Entry(body, served, by, now));
    }

    internal static TrailEntry Entry(BodyOnFile body, IEnumerable<AreaCode> serves, Viewer by, DateTimeOffset now) =>
        new("body", body.Id, body.AreaCode, "body.add", by.ActingAt(body.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = body.Name,
                ["kind"] = body.Kind.ToString(),
                ["serves"] = string.Join(' ', serves),
            },
        };
}

/// <summary>What is asked of a body's name and public telephone.</summary>
internal sealed record BodyFields(string Name, string? Phone)
{
    private const int PhoneMax = 40;
    private const int WordsMax = 200;

    public static Refusal OverBeforeItBegins { get; } =
        new(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");

    /// <summary>What stands in a field; null when nothing does.</summary>
    public static string? Words(string? typed) => typed?.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>A temporary branch says what for, where and until when.</summary>
    public static Refusal? FaultOf(BodyKind kind, string? purpose, string? place, DateOnly? lastDay) =>
        Words(purpose) is { Length: > WordsMax }
            ? new(RefusalKind.Invalid, "body.purpose-long", $"What it is for has {WordsMax} characters at most.")
        : Words(place) is { Length: > WordsMax }
            ? new(RefusalKind.Invalid, "body.place-long", $"Where it works has {WordsMax} characters at most.")
        : kind is not BodyKind.TemporaryBranch ? null
        : Words(purpose) is null ? new(RefusalKind.Invalid, "body.purpose", "A temporary branch says what it is for.")
        : Words(place) is null ? new(RefusalKind.Invalid, "body.place", "A temporary branch says where it works.")
        : lastDay is null ? new(RefusalKind.Invalid, "body.end", "A temporary branch says its last day.")
        : null;

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
