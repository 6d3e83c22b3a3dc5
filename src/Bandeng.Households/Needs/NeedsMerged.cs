using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs;

/// <summary>Care goes on where a community becomes part of another: nobody has moved.</summary>
internal sealed class NeedsMerged(BandengDb db) : IAreaMerged
{
    public async Task<string?> GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        if (merged.Area.Level is AreaLevel.Village)
        {
            foreach (var need in await db.Needs.Where(need => need.AreaCode == merged.Area).ToListAsync(cancel))
            {
                need.GoAlong(merged.Into);
            }
        }

        return null;
    }
}
