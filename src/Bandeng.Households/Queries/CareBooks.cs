using Bandeng.Households.Care;
using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Households.Queries;

/// <summary>A community's chain laid out for a page or for proposals.</summary>
internal sealed class CareBooks(LandToDivide lands, CountCare counts, ReadCare care, TimeProvider clock)
{
    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<CareSheet> SheetAsync(AreaCode community, DateOnly day, CancellationToken cancel) => new(
        community, day, await lands.OfAsync(community, cancel), await counts.OfBuildingsAsync(community, day, cancel),
        await care.PostsAsync(community, day, cancel));

    public Task<IReadOnlyList<HomeOfCare>> HomesAsync(CareSheet sheet, CancellationToken cancel) =>
        care.HomesAsync(sheet.Community, sheet.Day, cancel);
}
