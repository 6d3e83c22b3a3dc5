using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Workforce.Queries;

/// <summary>The figures of an area. Averages of pay are those released; null where none is.</summary>
/// <param name="Committee">两委委员.</param>
/// <param name="Secretaries">Communities with a secretary; <paramref name="Both"/>: of them those whose secretary is
/// also chair (一肩挑).</param>
/// <param name="PayFen">The released average of the month.</param>
internal sealed record WorkforceFigure(
    AreaCode Area, string Name, long Workers, long Committee, long College, double? Age, long Secretaries, long Both,
    long? PayFen, long? PayPersons);

/// <summary>
/// The figures of an area and of what lies directly inside: degrees, age, one person on both chairs, released average
/// pay.
/// </summary>
internal sealed class WorkforceFigures(BandengDb db, IAreas areas)
{
    private sealed record CountRow(AreaCode AreaCode, long Workers, long Committee, long College, long BornSum);

    private sealed record ChairRow(AreaCode AreaCode, Guid PersonId, string Kind);

    private sealed record AverageRow(AreaCode AreaCode, long Persons, long Fen);

    private sealed record MonthRow(string Month);

    public async Task<IReadOnlyList<WorkforceFigure>> RunAsync(
        AreaCode area, DateOnly day, string? month, CancellationToken cancel)
    {
        var values = new { day, first = area.Range.First, last = area.Range.Last };
        var counts = await db.RowsAsync<CountRow>(
            $"""
            select area_code, count(*) as workers, cast(sum(committee) as bigint) as committee, cast(sum(committee * college) as bigint) as college,
                cast(sum(committee * born_year) as bigint) as born_sum
            from (select w.area_code, w.born_year, case when {ReadWorkers.Committee} then 1 else 0 end as committee,
                    case when {ReadWorkers.College} then 1 else 0 end as college
                from workers w where w.area_code between @first and @last and {ReadWorkers.Employed}) t
            group by area_code
            """,
            values, cancel);
        var chairs = await db.RowsAsync<ChairRow>(
            """
            select b.area_code, o.person_id, b.kind from post_facts o join body_facts b on b.id = o.body_id
            where o.role = 'Head' and b.kind in ('Branch', 'Committee') and b.area_code between @first and @last
                and o.valid_from <= @day and (o.valid_to is null or o.valid_to >= @day)
            """,
            values, cancel);
        var released = month is null ? [] : await db.RowsAsync<AverageRow>(
            "select a.area_code, a.persons, a.fen from pay_averages a join pay_releases r on r.id = a.release_id where r.month = @month", new { month }, cancel);
        var inside = (await areas.ChildrenAsync(area, cancel))
            .Where(one => one.Code.Level <= AreaLevel.Village).ToList();
        var own = (await areas.NamesAsync([area], cancel)).GetValueOrDefault(area)
            ?? new AreaName(area, area.ToString(), area.ToString());
        return [.. inside.Prepend(own).Select(one => Of(one, counts, chairs, released, day.Year))];
    }

    /// <summary>Months whose averages are released, newest first.</summary>
    public async Task<IReadOnlyList<string>> MonthsAsync(CancellationToken cancel) =>
        [.. (await db.RowsAsync<MonthRow>("select distinct month from pay_releases order by month desc", null, cancel))
            .Select(row => row.Month)];

    private static WorkforceFigure Of(
        AreaName area, IEnumerable<CountRow> counts, IEnumerable<ChairRow> chairs, IEnumerable<AverageRow> released,
        int year)
    {
        var mine = counts.Where(row => area.Code.Contains(row.AreaCode)).ToList();
        var heads = chairs.Where(row => area.Code.Contains(row.AreaCode)).ToLookup(row => row.Kind);
        var chairOf = heads["Committee"].Select(row => (row.AreaCode, row.PersonId)).ToHashSet();
        var secretaries = heads["Branch"].Select(row => row.AreaCode).Distinct().ToList();
        var committee = mine.Sum(row => row.Committee);
        var average = released.FirstOrDefault(row => row.AreaCode == area.Code);
        return new(
            area.Code, area.Name, mine.Sum(row => row.Workers), committee, mine.Sum(row => row.College),
            committee == 0 ? null : Math.Round(year - (double)mine.Sum(row => row.BornSum) / committee, 1),
            secretaries.Count,
            heads["Branch"].Where(row => chairOf.Contains((row.AreaCode, row.PersonId)))
                .Select(row => row.AreaCode).Distinct().Count(),
            average?.Fen, average?.Persons);
    }
}
