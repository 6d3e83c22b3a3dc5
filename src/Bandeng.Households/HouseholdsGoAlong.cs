using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households;

/// <summary>
/// Households go along with their doors, and what they told of themselves waits for the clerk of the other area. While
/// a division of either area into grids is shown or waits for its day, nothing is merged: it would begin without the
/// buildings that came.
/// </summary>
internal sealed class HouseholdsGoAlong(BandengDb db, IStringLocalizer<HouseholdsText> texts) : IAreaMerged
{
    private const string Told = "state = 'Waiting'";

    private sealed record Standing(long Households, long Shown, long Ahead);

    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel)
    {
        var found = (await db.RowAsync<Standing>(
            """
            select
                (select count(*) from households h join dwelling_facts d on d.id = h.dwelling_id
                    where h.valid_to is null and d.area_code between @First and @Last) as households,
                (select count(*) from grid_showings where ended_at is null and area_code in (@area, @into)) as shown,
                (select count(*) from grid_plans
                    where valid_from is not null and begun_on is null and area_code in (@area, @into)) as ahead
            """,
            new { area.Range.First, area.Range.Last, area = area.Community.Value, into = into.Community.Value },
            cancel))!;
        return
        [
            new(texts["merge.households"], found.Households, MergeFate.Moves),
            new(texts["merge.told"], await db.CountOpenAsync("home_tellings", Told, area, cancel), MergeFate.Moves),
            new(texts["merge.shown"], found.Shown, MergeFate.Stops),
            new(texts["merge.ahead"], found.Ahead, MergeFate.Stops),
        ];
    }

    public Task GoAlongAsync(MergedArea merged, CancellationToken cancel) =>
        db.MoveOpenAsync("home_tellings", Told, merged, cancel);
}
