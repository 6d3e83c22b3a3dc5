using Bandeng.Kernel;
using Bandeng.Kernel.Trail;

namespace Bandeng.Matters.Counting;

/// <summary>
/// Counts every matter again and holds the sums against it: the finest of them against the matters, all others against
/// the finest.
/// </summary>
internal sealed class RecountMatters(BandengDb db) : IVerification
{
    private const string Keys = "level, grain, area_code, cut, day, measure, mark, is_excluded";

    // Folded or not.
    private const string Sums =
        $"(select {Keys}, number from matter_sums union all select {Keys}, number from matter_sums_since)";

    private static readonly (string Finer, string Told)[] Sides =
    [
        ("select 5, 'D', area_code, '', day, measure, mark, is_excluded, number from matters_measures", "level = 5 and grain = 'D'"),
        ($"""
         select 4, 'D', area_code / 1000000000 * 1000000000, '', day, measure, mark, is_excluded, number
         from {Sums} finer where level = 5 and grain = 'D'
         """, "level = 4 and grain = 'D'"),
        ($"""
         select 3, 'D', area_code / 1000000000000 * 1000000000000, '', day, measure, mark, is_excluded, number
         from {Sums} finer where level = 4 and grain = 'D'
         """, "level = 3 and grain = 'D' and cut = ''"),
        ($"""
         select level, 'M', area_code, cut, substr(day, 1, 7), measure, mark, is_excluded, number
         from {Sums} finer where grain = 'D' and cut = ''
         """, "grain = 'M' and cut = ''"),
        ("""
         select 3, g.grain, area_code / 1000000000000 * 1000000000000,
                case when body_id = '00000000-0000-0000-0000-000000000000' then 'none' else lower(cast(body_id as text)) end,
                substr(day, 1, g.length), measure, mark, is_excluded, number
         from matters_measures cross join (select 'D' as grain, 10 as length union all select 'M', 7) g
         where g.grain = 'M' or measure not in (
             'RaisedThenClosed', 'RaisedThenHandedBack', 'DispatchedThenContacted', 'TookHandling', 'TookWhole')
         """, "cut <> ''"),
    ];

    private sealed record Difference(
        string Day, long AreaCode, string Cut, string Measure, long Mark, long Counted, long Told);

    public string Name => "matters.counts";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        foreach (var (finer, told) in Sides)
        {
            if (await db.RowAsync<Difference>(Differing(finer, told), null, cancel) is { } found)
            {
                return $"{found.Measure} {found.Mark} on {found.Day} in {found.AreaCode}, body {found.Cut}: {found.Counted} counted, {found.Told} told";
            }
        }

        return null;
    }

    private static string Differing(string finer, string told) =>
        $"""
        with counted({Keys}, number) as ({finer})
        select day, area_code, cut, measure, mark, cast(sum(counted) as bigint) as counted, cast(sum(told) as bigint) as told
        from (select {Keys}, number as counted, 0 as told from counted
              union all
              select {Keys}, 0, number from {Sums} told where {told}) both_sides
        group by {Keys} having sum(counted) <> sum(told)
        order by day, area_code, measure
        limit 1
        """;
}
