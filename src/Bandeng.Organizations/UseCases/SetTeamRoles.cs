using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>Which three posts the team of every grid has, from a day on; the days before keep theirs.</summary>
internal sealed class SetTeamRoles(BandengDb db, TimeProvider clock)
{
    private const int Three = 3;

    public static IReadOnlyList<Role> Choices { get; } =
        [Role.GridWorker, Role.PartTimeGridWorker, Role.BuildingHead, Role.UnitHead, Role.LinkedHead, Role.CareLeader];

    public async Task<Result<DateSet>> RunAsync(
        IReadOnlyList<Role> roles, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        if (!by.IsSystem && !by.May(Permission.ManageRules))
        {
            return Refusals.NotYours;
        }

        var wanted = roles.Distinct().ToList();
        if (wanted.Count != Three || wanted.Except(Choices).Any())
        {
            return new Refusal(RefusalKind.Invalid, "teams.three", "A team has three posts.");
        }

        var (now, day) = (clock.GetUtcNow(), from ?? ChinaTime.DayOf(clock.GetUtcNow()));
        var standing = await db.TeamRoles.Where(one => one.ValidTo == null).ToListAsync(cancel);
        if (standing.Exists(one => one.ValidFrom >= day && !wanted.Contains(one.Role)))
        {
            return new Refusal(
                RefusalKind.Invalid, "teams.from", "A later setting stands already: choose a day after it.");
        }

        standing.FindAll(one => !wanted.Contains(one.Role)).ForEach(one => one.End(day.AddDays(-1)));
        db.TeamRoles.AddRange(wanted.Except(standing.Select(one => one.Role)).Select(role => TeamRole.Of(role, day)));
        db.Record(new TrailEntry("setting", Guid.CreateVersion7(now), null, "teams.set", by with { ActingPost = by.PostsWith(Permission.ManageRules).FirstOrDefault() }, now)
        {
            Facts = new Dictionary<string, object?> { ["roles"] = string.Join(' ', wanted), ["from"] = Day.Text(day) },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new DateSet(day) : Refusals.Overtaken;
    }

    /// <summary>From which day it holds.</summary>
    public sealed record DateSet(DateOnly From);
}
