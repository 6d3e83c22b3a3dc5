using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.UseCases;

/// <summary>
/// When a linked-household head leaves, the households go to the named successor who is one here too, from the day
/// after the last; without one they are holes from that day. Households of a building or a grid go with the post there.
/// </summary>
internal sealed class HandOverCare(BandengDb db, ReadCare care, IStringLocalizer<HouseholdsText> texts) : IPostEnded
{
    public async Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
    {
        if (ending.Role is not Role.LinkedHead)
        {
            return ending.IsTakenOn ? new(texts["care.handed"], await CountAsync(ending, cancel)) : null;
        }

        var free = ending.LastDay.AddDays(1);
        var links = await db.CareLinks.Where(link =>
            link.PostId == ending.PostId && (link.ValidTo == null || link.ValidTo > free))
            .ToListAsync(cancel);
        var heir = await HeirAsync(ending, free, cancel);
        var handed = links.Count(link => link.ValidTo is null);
        foreach (var link in links)
        {
            HandOver(link, free, heir);
        }

        return new(texts["care.handed"], handed);
    }

    private async Task<long> CountAsync(PostEnding ending, CancellationToken cancel)
    {
        var inside = (await db.RowsAsync<Guid>(
            $"select c.building_id from building_codes c where c.area_code between @first and @last and {CareSql.On("c")}",
            new { day = ending.LastDay, first = ending.Area.Range.First, last = ending.Area.Range.Last }, cancel))
            .ToHashSet();
        var homes = await care.HomesAsync(ending.Area.Community, ending.LastDay, cancel);
        return homes.Count(home => inside.Contains(home.BuildingId));
    }

    private void HandOver(CareLink link, DateOnly free, Guid? heir)
    {
        var wasOpen = link.ValidTo is null;
        if (link.ValidFrom >= free)
        {
            db.CareLinks.Remove(link);
        }
        else
        {
            link.End(free);
        }

        if (heir is { } post && wasOpen)
        {
            db.CareLinks.Add(CareLink.Of(link.HouseholdId, post, free));
        }
    }

    private async Task<Guid?> HeirAsync(PostEnding ending, DateOnly day, CancellationToken cancel) =>
        ending.HandOverTo is not { } person
        ? null
        : (await care.PostsAsync(ending.Area.Community, day, cancel))
            .Where(post => post.PersonId == person && post.Role is Role.LinkedHead && post.Id != ending.PostId)
            .Select(post => (Guid?)post.Id).FirstOrDefault();
}
