using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Matters;

/// <summary>
/// Matters keep the code of their day when their area goes into another. Those that are open then belong to nobody
/// there any more: whoever merges is told how many the desk above has to place anew.
/// </summary>
internal sealed class MattersLeftBehind(BandengDb db) : IAreaMerged
{
    public async Task<string?> GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        var open = await db.RowAsync<long>(
            """
            select count(*) from matters where area_code between @First and @Last
                and stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn')
            """,
            new { merged.Area.Range.First, merged.Area.Range.Last },
            cancel);
        return open == 0 ? null
            : $"{open} open matters lie at {merged.Area} and below; "
                + $"whoever has a post above places them anew in {merged.Into}.";
    }
}
