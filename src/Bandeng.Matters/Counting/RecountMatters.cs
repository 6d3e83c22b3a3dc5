using Bandeng.Kernel;
using Bandeng.Kernel.Trail;

namespace Bandeng.Matters.Counting;

/// <summary>Counts every matter again and holds the totals against it.</summary>
internal sealed class RecountMatters(BandengDb db) : IVerification
{
    private const string Differing =
        """
        select day, area_code, body_id, measure, cast(sum(counted) as bigint) as counted, cast(sum(told) as bigint) as told
        from (select day, area_code, body_id, measure, is_excluded, 1 as counted, 0 as told from matters_measures
              union all
              select day, area_code, body_id, measure, is_excluded, 0 as counted, number as told from matters_daily) both_sides
        group by day, area_code, body_id, measure, is_excluded
        having sum(counted) <> sum(told)
        order by day, area_code, measure
        limit 1
        """;

    private sealed record Difference(string Day, AreaCode AreaCode, Guid BodyId, string Measure, long Counted, long Told);

    public string Name => "matters.counts";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel) =>
        await db.RowAsync<Difference>(Differing, null, cancel) is { } found
            ? $"{found.Measure} on {found.Day} in {found.AreaCode}, body {found.BodyId}: {found.Counted} counted, {found.Told} told"
            : null;
}
