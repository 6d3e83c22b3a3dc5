using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// Opens the telephone of one voice for a stated purpose. Every look is on the trail, and the raiser can read there
/// who looked and why.
/// </summary>
internal sealed class SeeContact(BandengDb db, VoicesOfMatter voices, RaisersOfMatter raisers, TimeProvider clock)
{
    /// <summary>The trail's action for a look.</summary>
    public const string Action = "matter.SeeContact";

    /// <summary>An opened number.</summary>
    /// <param name="Name">As the raiser gave it, or null.</param>
    public sealed record Seen(string? Name, string Phone);

    /// <param name="code">The voice's enquiry code; null for the raiser's own.</param>
    /// <param name="purpose">2–200 characters.</param>
    public async Task<Result<Seen>> RunAsync(
        Guid matterId, string? code, string? purpose, Viewer viewer, CancellationToken cancel)
    {
        var matter = await db.Matters.AsNoTracking().SingleOrDefaultAsync(m => m.Id == matterId, cancel);
        var assistants = await db.Assists.Where(a => a.MatterId == matterId).Select(a => a.BodyId).ToListAsync(cancel);
        if (matter is null || Sights.Of(viewer, matter, null, assistants) <= Sight.Raiser)
        {
            return new Refusal(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");
        }

        var voice = await voices.SpokenForAsync(matterId, code, cancel);
        var own = voice is null || voice.MatterId == matterId
            ? null
            : await db.Matters.AsNoTracking().SingleAsync(m => m.Id == voice.MatterId, cancel);
        if (viewer.AsContact(matter, assistants, own) is not { } by)
        {
            return new Refusal(RefusalKind.Forbidden, "contact.forbidden", "The number is not for you: ask the clerk.");
        }

        if (!StatedPurpose.Read(purpose).TryGet(out var stated, out var refusal))
        {
            return refusal;
        }

        if (voice is null)
        {
            return new Refusal(RefusalKind.NotFound, "voice.unknown", "Nobody here answers to this code.");
        }

        if (await raisers.PhoneAsync(voice, cancel) is not { } phone)
        {
            return new Refusal(RefusalKind.Conflict, "contact.none", "No number was left.");
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("matter", matterId, matter.AreaCode, Action, by, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Words = [db.Keep(matterId, stated, now)],
            Facts = new Dictionary<string, object?> { ["voice"] = voice.Id },
        });
        await db.SaveAsync(cancel);
        return new Seen(await raisers.NameAsync(voice, cancel), phone);
    }
}
