using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// 分组轮值: the groups of a temporary branch take turns. Groups that are not there yet are founded below it; an order of
/// turns that stands ends as the new one begins.
/// </summary>
internal sealed class SetRotation(BandengDb db, TimeProvider clock)
{
    /// <param name="Version">Of the body, as the form showed it.</param>
    /// <param name="StartsAt">On the wall.</param>
    public sealed record Request(Guid BodyId, long Version, DateTime? StartsAt, int Hours, int Groups);

    public async Task<Result<Guid>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (await db.Bodies.SingleOrDefaultAsync(one => one.Id == request.BodyId, cancel) is not { } body)
        {
            return Refusals.BodyUnknown;
        }

        if (WhyNot(request, body, by) is { } refusal)
        {
            return refusal;
        }

        var (now, starts) = (clock.GetUtcNow(), ChinaTime.ToInstant(request.StartsAt!.Value));
        if (await db.Rotations.SingleOrDefaultAsync(one => one.BodyId == body.Id && one.EndsAt == null, cancel)
            is { } standing)
        {
            standing.End(starts < now ? now : starts);
        }

        var groups = await GroupsAsync(body, request.Groups, by, now, cancel);
        var rotation = Rotation.Of(body.Id, starts, request.Hours);
        db.Rotations.Add(rotation);
        db.RotationGroups.AddRange(groups.Select((group, at) => new RotationGroup(rotation.Id, at, group)));
        db.Record(new TrailEntry("body", body.Id, body.AreaCode, "body.rotation", by.ActingAt(body.AreaCode), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["starts"] = starts,
                ["hours"] = request.Hours,
                ["groups"] = groups,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? body.Id : Refusals.Overtaken;
    }

    private static Refusal? WhyNot(Request request, BodyOnFile body, Viewer by) =>
        !by.MayManage(body.AreaCode) ? Refusals.NotYours
        : body.Version != request.Version ? Refusals.Overtaken
        : body.Kind is not BodyKind.TemporaryBranch ? new(
            RefusalKind.Invalid, "rotation.kind", "Groups of a temporary branch take turns.")
        : request.StartsAt is not { } starts || !Inside(body, starts)
            ? new(RefusalKind.Invalid, "rotation.start", "The first turn begins within the days of the branch.")
        : request.Hours is < 1 or > 48 ? new(RefusalKind.Invalid, "rotation.hours", "A turn has 1 to 48 hours.")
        : request.Groups is < 2 or > Rotation.MostGroups
            ? new(RefusalKind.Invalid, "rotation.groups", $"2 to {Rotation.MostGroups} groups take turns.")
        : null;

    private static bool Inside(BodyOnFile body, DateTime starts) =>
        starts.Year > 2000 && body.IsThereOn(DateOnly.FromDateTime(starts));

    private async Task<List<Guid>> GroupsAsync(
        BodyOnFile body, int count, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(now);
        var standing = await db.Bodies.AsNoTracking()
            .Where(one =>
                one.ParentId == body.Id && one.Kind == BodyKind.DutyGroup
                    && (one.ValidTo == null || one.ValidTo >= today))
            .ToListAsync(cancel);
        var before = await BeforeAsync(body, cancel);
        var there = standing.OrderBy(one => before.GetValueOrDefault(one.Id, long.MaxValue)).ThenBy(one => one.ValidFrom)
            .ThenBy(one => one.Name.Length).ThenBy(one => one.Name, StringComparer.Ordinal)
            .Take(count).Select(one => one.Id).ToList();
        for (var number = there.Count + 1; there.Count < count; number++)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{body.Name[..Math.Min(body.Name.Length, BodyOnFile.NameMax - 6)]}第{number}组");
            if (standing.Exists(one => one.Name == name))
            {
                continue;
            }

            var group = BodyOnFile.Of(Guid.CreateVersion7(), name, BodyKind.DutyGroup, body.AreaCode, body.ValidFrom);
            group.Under(body.Id);
            group.Change(name, null, takesMatters: false, body.ValidTo);
            db.Bodies.Add(group);
            db.BodyAreas.Add(new(group.Id, body.AreaCode));
            db.Record(AddBody.Entry(group, [body.AreaCode], by.ActingAt(body.AreaCode), now));
            there.Add(group.Id);
        }

        return there;
    }

    /// <summary>The order in which groups took turns last.</summary>
    private async Task<Dictionary<Guid, long>> BeforeAsync(BodyOnFile body, CancellationToken cancel)
    {
        var last = await db.Rotations.Where(one => one.BodyId == body.Id).OrderByDescending(one => one.StartsAt)
            .ThenByDescending(one => one.Id).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancel);
        return await db.RotationGroups.Where(one => one.RotationId == last)
            .ToDictionaryAsync(one => one.GroupId, one => one.Position, cancel);
    }
}
