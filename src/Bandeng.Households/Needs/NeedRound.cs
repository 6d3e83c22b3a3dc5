using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs;

/// <summary>
/// Looks after consents: what has run out ends by itself, the clerk hears of it a month before, and whoever cares for
/// the household hears when a visit is due.
/// </summary>
internal sealed class NeedRound(BandengDb db, ReadCare care, INotices notices, TimeProvider clock)
{
    private const int Batch = 200;

    // The nearest link that may see it is told: who lives next door before who lives across the village.
    private static readonly CareLevel[] NearestFirst =
        [CareLevel.Household, CareLevel.Area, CareLevel.Block, CareLevel.Village];

    private sealed record Home(Guid HouseholdId, AreaCode AreaCode, string Name);

    /// <summary>One round; says how many lines of care it touched.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        var soon = today.AddDays(ReadNeeds.Soon);
        var members = db.Members;
        var needs = await db.Needs
            .Where(need => need.EndedOn == null && (need.EndsOn < today
                || (need.EndsOn <= soon && (need.EndTold == null || need.EndTold != need.EndsOn))
                || (need.NextDue <= today && (need.DueTold == null || need.DueTold != need.NextDue))
                || !members.Any(m => m.ResidentId == need.ResidentId && m.ValidTo == null)))
            .OrderBy(need => need.Id).Take(Batch).ToListAsync(cancel);
        foreach (var need in needs)
        {
            await LookAsync(need, today, soon, now, cancel);
        }

        await db.SaveAsync(cancel);
        return needs.Count;
    }

    private async Task LookAsync(Need need, DateOnly today, DateOnly soon, DateTimeOffset now, CancellationToken cancel)
    {
        var home = await db.RowAsync<Home>(
            """
            select m.household_id, d.area_code, r.name from residents r join household_members m on m.resident_id = r.id and m.valid_to is null
                join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
            where r.id = @ResidentId order by m.valid_from limit 1
            """,
            new { need.ResidentId },
            cancel);
        if (home is null || need.EndsOn < today)
        {
            var why = need.EndsOn < today ? NeedEnd.Expired : NeedEnd.Over;
            need.End(today, why);
            db.Record(new TrailEntry("need", need.Id, home?.AreaCode, "need.end", Viewer.System, now)
            {
                Facts = new Dictionary<string, object?> { ["resident"] = need.ResidentId, ["why"] = why.ToString() },
            });
            Tell(need.EnteredBy, "need.ended", need, home?.Name, now);
            return;
        }

        if (need.EndsOn <= soon && need.EndTold != need.EndsOn)
        {
            need.ToldOfEnd();
            Tell(need.EnteredBy, "need.ending", need, home.Name, now);
        }

        if (need.NextDue <= today && need.DueTold != need.NextDue)
        {
            need.ToldOfDue();
            Tell(await WhoAsync(need, home.HouseholdId, today, cancel) ?? need.EnteredBy, "need.due", need, home.Name, now);
        }
    }

    private async Task<Guid?> WhoAsync(Need need, Guid household, DateOnly today, CancellationToken cancel)
    {
        var chain = await care.ChainAsync(household, today, cancel);
        var seers = need.Seers.ToHashSet();
        return NearestFirst.Where(seers.Contains)
            .Select(level => chain.FirstOrDefault(link => link.Level == level)?.Post?.PersonId)
            .FirstOrDefault(person => person is not null);
    }

    private void Tell(Guid person, string code, Need need, string? name, DateTimeOffset now) =>
        notices.Tell(person, new(NoticeKind.Work, code, name ?? "", $"/needs/{need.Id}", now) { IsInner = true, About = $"{code} {need.Id}" });
}
