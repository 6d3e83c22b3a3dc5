using Bandeng.Households.Care;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs;

/// <summary>
/// Looks after consents: what has run out ends by itself, and so does what was agreed with a community that somebody
/// has left; the clerk hears of an end a month before, and whoever cares for the household when a visit is due.
/// </summary>
internal sealed class NeedRound(BandengDb db, ReadCare care, KeepNeed keep, NeedKeepers keepers, TimeProvider clock)
{
    private const int Batch = 200;

    // The nearest link that may see it is told: who lives next door before who lives across the village.
    private static readonly CareLevel[] NearestFirst =
        [CareLevel.Household, CareLevel.Area, CareLevel.Block, CareLevel.Village];

    private sealed record Home(Guid HouseholdId, string Name);

    // Who is cared for and lives no more in the community that they agreed with.
    private const string Gone =
        """
        select n.id from needs n where n.ended_on is null and not exists (
            select 1 from household_members m join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
            where m.resident_id = n.resident_id and m.valid_to is null and d.area_code between n.area_code and n.area_code + 999999)
        order by n.id limit 200
        """;

    /// <summary>One round; says how many lines of care it touched.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        var soon = today.AddDays(ReadNeeds.Soon);
        Guid[] gone = [.. await db.RowsAsync<Guid>(Gone, null, cancel)];
        var needs = await db.Needs
            .Where(need => need.EndedOn == null && (need.EndsOn < today
                || (need.EndsOn <= soon && (need.EndTold == null || need.EndTold != need.EndsOn))
                || (need.NextDue <= today && (need.DueTold == null || need.DueTold != need.NextDue))
                || gone.Contains(need.Id)))
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
            select m.household_id, r.name from residents r join household_members m on m.resident_id = r.id and m.valid_to is null
                join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
            where r.id = @ResidentId and d.area_code between @First and @Last order by m.valid_from limit 1
            """,
            new { need.ResidentId, need.AreaCode.Range.First, need.AreaCode.Range.Last },
            cancel);
        if (home is null || need.EndsOn < today)
        {
            var why = need.EndsOn < today ? NeedEnd.Expired : NeedEnd.Over;
            await keep.CeaseAsync(need, why, cancel);
            return;
        }

        if (need.EndsOn <= soon && need.EndTold != need.EndsOn
            && await keepers.TellAsync(need, "need.ending", home.Name, now, cancel))
        {
            need.ToldOfEnd();
        }

        if (need.NextDue <= today && need.DueTold != need.NextDue
            && await DueAsync(need, home, today, now, cancel))
        {
            need.ToldOfDue();
        }
    }

    private async Task<bool> DueAsync(
        Need need, Home home, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        if (await WhoAsync(need, home.HouseholdId, today, cancel) is not { } nearest)
        {
            return await keepers.TellAsync(need, "need.due", home.Name, now, cancel);
        }

        keepers.Tell(nearest, need, "need.due", home.Name, now);
        return true;
    }

    private async Task<Guid?> WhoAsync(Need need, Guid household, DateOnly today, CancellationToken cancel)
    {
        var chain = await care.ChainAsync(household, today, cancel);
        var seers = need.Seers.ToHashSet();
        return NearestFirst.Where(seers.Contains)
            .Select(level => chain.FirstOrDefault(link => link.Level == level)?.Post?.PersonId)
            .FirstOrDefault(person => person is not null);
    }
}
