using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Needs;

/// <summary>Care goes on where a community becomes part of another: nobody has moved.</summary>
internal sealed class NeedsMerged(BandengDb db, IStringLocalizer<HouseholdsText> texts) : IAreaMerged
{
    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel) =>
        [new(texts["merge.needs"], await In(area).CountAsync(need => need.EndedOn == null, cancel), MergeFate.Moves)];

    public async Task GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        foreach (var need in await In(merged.Area).ToListAsync(cancel))
        {
            need.GoAlong(merged.Into);
        }
    }

    // Of a community: what is inside one has the community's care.
    private IQueryable<Need> In(AreaCode area) =>
        db.Needs.Where(need => need.AreaCode == area && area.Level == AreaLevel.Village);
}
