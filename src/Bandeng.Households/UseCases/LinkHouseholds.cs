using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.UseCases;

/// <summary>
/// From today on a linked-household head looks after these households; who did before does so no more.
/// </summary>
internal sealed class LinkHouseholds(BandengDb db, ReadCare care, TimeProvider clock)
{
    private const int Part = 500;

    private static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "care.unknown", "Nobody looks after households on this post here.");

    /// <summary>One household by hand.</summary>
    /// <param name="building">The code of its building today.</param>
    public async Task<Result<Guid>> RunAsync(
        Guid household, AreaCode building, Guid post, Viewer by, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        if (!by.May(Permission.KeepCare, building))
        {
            return Scopes.NotYours;
        }

        if (await care.PostAsync(post, today, cancel) is not { Role: Role.LinkedHead } head
            || head.AreaCode.Community != building.Community)
        {
            return Unknown;
        }

        var chain = await care.ChainAsync(household, today, cancel);
        if (chain is [] || chain[^1].Post?.Id == post)
        {
            return chain is [] ? Unknown : household;
        }

        await LinkAsync(post, [household], building.Community, by.ActingOn(Permission.KeepCare, building), cancel);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? household : FillHoles.Changed;
    }

    /// <summary>Changes the unit of work; the caller, who checked the viewer's post, saves it.</summary>
    public async Task LinkAsync(
        Guid post, IReadOnlyCollection<Guid> households, AreaCode community, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        foreach (var part in households.Chunk(Part))
        {
            var before = await db.CareLinks.Where(link =>
                part.Contains(link.HouseholdId) && (link.ValidTo == null || link.ValidTo > today))
                .ToListAsync(cancel);
            before.ForEach(link => End(link, today));
            db.CareLinks.AddRange(part.Select(household => CareLink.Of(household, post, today)));
        }

        db.Record(new TrailEntry("care", post, community, "care.link", by, now)
        {
            Facts = new Dictionary<string, object?> { ["post"] = post, ["households"] = households.Count },
        });
    }

    // Twice on one day is a correction: what never lasted a day never was.
    private void End(CareLink link, DateOnly today)
    {
        if (link.ValidFrom >= today)
        {
            db.CareLinks.Remove(link);
        }
        else
        {
            link.End(today);
        }
    }
}
