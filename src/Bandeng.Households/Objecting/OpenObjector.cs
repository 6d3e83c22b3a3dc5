using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Objecting;

/// <summary>The telephone of who objected, opened.</summary>
internal sealed record OpenedObjector(string Name, string Phone);

/// <summary>
/// Opens the telephone of who objected, for a stated purpose. Every look is on the trail, where the person reads it.
/// </summary>
internal sealed class OpenObjector(BandengDb db, SecretBox box, IPeople people, TimeProvider clock)
{
    /// <summary>The trail's action for a look.</summary>
    public const string Action = "grid-objection.look";

    /// <summary>An objection whose sender the viewer may call; else null.</summary>
    public async Task<GridObjection?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        await db.Objections.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } found
            && viewer.May(Permission.OpenNumbers, found.AreaCode) && viewer.May(Permission.DivideGrids, found.AreaCode)
            ? found
            : null;

    /// <param name="purpose">2–200 characters.</param>
    public async Task<Result<OpenedObjector>> RunAsync(
        Guid id, string? purpose, Viewer viewer, CancellationToken cancel)
    {
        if (await FindAsync(id, viewer, cancel) is not { } objection)
        {
            return new Refusal(RefusalKind.NotFound, "objection.unknown", "There is no such objection.");
        }

        if (!StatedPurpose.Read(purpose).TryGet(out var stated, out var refusal))
        {
            return refusal;
        }

        if (await WhoAsync(objection, cancel) is not { } opened)
        {
            return new Refusal(RefusalKind.Conflict, "contact.none", "No number was left.");
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("grid-objection", id, objection.AreaCode, Action, viewer.ActingOn(Permission.OpenNumbers, objection.AreaCode), now)
        {
            Words = [db.Keep(id, stated, now)],
        });
        await db.SaveAsync(cancel);
        return opened;
    }

    private async Task<OpenedObjector?> WhoAsync(GridObjection objection, CancellationToken cancel) =>
        objection.PersonId is { } person
        ? await people.PhoneAsync(person, cancel) is { } known
            ? new((await people.NamesAsync([person], cancel)).GetValueOrDefault(person, ""), known) : null
        : box.Unprotect(objection.Phone) is { } phone ? new(box.Unprotect(objection.Name) ?? "", phone) : null;
}
