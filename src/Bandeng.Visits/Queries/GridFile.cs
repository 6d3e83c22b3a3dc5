using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory.Queries;
using Bandeng.Visits.Life;
using NetTopologySuite.Geometries;

namespace Bandeng.Visits.Queries;

/// <summary>People of an age, by sex.</summary>
internal sealed record AgeBand(int From, int? To, long Women, long Men, long Unknown)
{
    public long All => Women + Men + Unknown;
}

/// <summary>Somebody who works for the grid.</summary>
internal sealed record GridWorkerRow(string Name, Role Role, string? Title, AreaCode AreaCode, DateOnly ValidFrom);

/// <summary>Matters of the period by category.</summary>
internal sealed record KindOfMatter(string? Code, long Raised, long Settled);

/// <summary>How many are cared for in a way; null: too few to be told.</summary>
internal sealed record CareCounted(string Kind, long? Number);

/// <summary>Where the buildings of a grid belonged before.</summary>
internal sealed record FormerGrid(AreaCode Grid, DateOnly ValidFrom, DateOnly ValidTo, long Buildings);

/// <summary>The file of conditions (民情档案) of an area on a day, with what happened in a period before.</summary>
internal sealed record GridFileSheet(AreaCode Area, DateOnly From, DateOnly To)
{
    public long Buildings { get; init; }

    public long Doors { get; init; }

    public long Households { get; init; }

    public long Tenants { get; init; }

    public IReadOnlyList<AgeBand> Ages { get; init; } = [];

    public long UnknownAge { get; init; }

    public IReadOnlyList<CareCounted> Care { get; init; } = [];

    public IReadOnlyList<WalkPlace> Facilities { get; init; } = [];

    public IReadOnlyList<(HazardKind Kind, long Number)> Hazards { get; init; } = [];

    public long OpenMatters { get; init; }

    public long Raised { get; init; }

    public long Settled { get; init; }

    public long Again { get; init; }

    public double? MedianDays { get; init; }

    public IReadOnlyList<KindOfMatter> Kinds { get; init; } = [];

    public long Visits { get; init; }

    public long NobodyHome { get; init; }

    public long Refused { get; init; }

    public long PromisesOpen { get; init; }

    public long PromisesMade { get; init; }

    public long OnTheSpot { get; init; }

    public IReadOnlyList<GridWorkerRow> Workers { get; init; } = [];

    public DateOnly? DrawnOn { get; init; }

    public IReadOnlyList<FormerGrid> Former { get; init; } = [];

    public long People => Ages.Sum(band => band.All) + UnknownAge;
}

/// <summary>Reckons the file from the records, for any day and period; nothing in it is typed.</summary>
internal sealed class GridFile(BandengDb db, WalkLand lands)
{
    /// <summary>Below so many, how many are cared for in a way is not told: the number would say who.</summary>
    public const int FewCare = 5;

    private static readonly (int From, int? To)[] Bands = [(0, 5), (6, 17), (18, 34), (35, 59), (60, 79), (80, null)];

    // Days of posts include the last one; days of everything else name the first day that is no more.
    private const string Codes = "building_codes c on c.building_id = h.building_id and c.valid_from <= @to and (c.valid_to is null or c.valid_to > @to)";
    private const string Inside = "c.area_code between @first and @last";
    private const string There = "h.valid_from <= @to and (h.valid_to is null or h.valid_to > @to)";

    private sealed record MemberRow(string? Sex, DateOnly? BirthDate);

    private sealed record Numbers(long Buildings, long Doors, long Households, long Tenants);

    private sealed record CareRow(string Kind, long Number);

    private sealed record MatterRow(
        string? CategoryCode, DateTimeOffset RaisedAt, DateTimeOffset? ClosedAt, bool Again);

    private sealed record VisitCount(string Outcome, long Number);

    private sealed record PromiseCount(long Open, long Made, long Spot);

    private sealed record HazardCount(HazardKind Kind, long Number);

    public async Task<GridFileSheet> RunAsync(AreaCode area, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var of = new
        {
            first = area.Range.First,
            last = area.Range.Last,
            from,
            to,
            community = area.Community.Value,
            fromAt = ChinaTime.ToInstant(from.ToDateTime(TimeOnly.MinValue)),
            toAt = ChinaTime.ToInstant(to.AddDays(1).ToDateTime(TimeOnly.MinValue)),
        };
        var numbers = (await db.RowAsync<Numbers>(
            $"""
            select (select count(*) from building_codes c where {Inside} and c.valid_from <= @to and (c.valid_to is null or c.valid_to > @to)) as buildings,
                (select count(*) from dwelling_facts h join {Codes} where {Inside} and {There}) as doors,
                (select count(*) from household_facts h join {Codes} where {Inside} and {There}) as households,
                (select count(distinct m.household_id) from member_facts m join household_facts h on h.id = m.household_id join {Codes}
                    where {Inside} and {There} and m.valid_from <= @to and (m.valid_to is null or m.valid_to > @to) and m.relation like '%租%') as tenants
            """,
            of, cancel))!;
        var people = await db.RowsAsync<MemberRow>(
            $"""
            select h.sex, h.birth_date from member_facts h join {Codes} where {Inside} and {There}
            """,
            of, cancel);
        var care = await db.RowsAsync<CareRow>(
            $"""
            select h.kind, count(distinct h.id) as number from need_facts h join {Codes}
            where {Inside} and h.valid_from <= @to and coalesce(h.ended_on, h.ends_on) >= @to group by h.kind order by h.kind
            """,
            of, cancel);
        var matters = await db.RowsAsync<MatterRow>(
            """
            select category_code, raised_at, closed_at, (voices > 1 or reopenings > 0 or continues is not null) as again
            from matters_facts where area_code between @first and @last and merged_into is null and raised_at < @toAt
                and (closed_at is null or closed_at >= @fromAt)
            """,
            of, cancel);
        var visits = (await db.RowsAsync<VisitCount>(
            "select outcome, count(*) as number from visits where area_code between @first and @last and day between @from and @to group by outcome", of, cancel))
            .ToDictionary(row => row.Outcome, row => row.Number);
        var promises = (await db.RowAsync<PromiseCount>(
            $"""
            select cast(coalesce(sum(case when p.matter_id is not null and p.made_on <= @to and (m.stage is null or m.stage not in {VisitLog.Over}) then 1 else 0 end), 0) as bigint) as open,
                cast(coalesce(sum(case when p.settlement = 'Matter' and p.made_on between @from and @to then 1 else 0 end), 0) as bigint) as made,
                cast(coalesce(sum(case when p.settlement = 'OnTheSpot' and p.made_on between @from and @to then 1 else 0 end), 0) as bigint) as spot
            from visit_promises p left join matters_facts m on m.id = p.matter_id where p.area_code between @first and @last
            """,
            of, cancel))!;
        var hazards = await db.RowsAsync<HazardCount>(
            """
            select kind, count(*) as number from hazards where area_code between @first and @last and found_on <= @to
                and (settled_on is null or settled_on > @to) group by kind order by count(*) desc, kind
            """,
            of, cancel);
        var workers = await db.RowsAsync<GridWorkerRow>(
            """
            select name, role, title, area_code, valid_from from post_facts
            where valid_from <= @to and (valid_to is null or valid_to >= @to)
                and ((area_code between @first and @last and role in ('GridWorker', 'PartTimeGridWorker', 'BuildingHead', 'UnitHead', 'LinkedHead'))
                    or (area_code = @community and role = 'CareLeader'))
            order by case role when 'CareLeader' then 0 when 'GridWorker' then 1 when 'PartTimeGridWorker' then 2 when 'BuildingHead' then 3 when 'UnitHead' then 4 else 5 end,
                area_code, name
            """,
            of, cancel);
        var former = await db.RowsAsync<FormerGrid>(
            """
            select (o.area_code / 1000 * 1000) as grid, o.valid_from, o.valid_to, count(*) as buildings
            from building_codes c join building_codes o on o.building_id = c.building_id and o.valid_to is not null and o.valid_to <= @to
            where c.area_code between @first and @last and c.valid_from <= @to and (c.valid_to is null or c.valid_to > @to)
                and (o.area_code / 1000 * 1000) <> @first
            group by (o.area_code / 1000 * 1000), o.valid_from, o.valid_to order by o.valid_to desc, grid limit 8
            """,
            of, cancel);
        var drawn = await db.RowAsync<string>(
            "select min(valid_from) from building_codes where area_code between @first and @last and valid_from <= @to",
            of, cancel);
        var land = await lands.OfAsync(area, cancel);
        return Ages(new(area, from, to), people) with
        {
            Buildings = numbers.Buildings,
            Doors = numbers.Doors,
            Households = numbers.Households,
            Tenants = numbers.Tenants,
            Care = [.. care.Select(row => new CareCounted(row.Kind, row.Number < FewCare ? null : row.Number))],
            Facilities = [.. await FacilitiesAsync(area, land, cancel)],
            Hazards = [.. hazards.Select(row => (row.Kind, row.Number))],
            OpenMatters = matters.Count(row => row.ClosedAt is null || row.ClosedAt >= of.toAt),
            Raised = matters.Count(row => row.RaisedAt >= of.fromAt),
            Settled = matters.Count(row => row.ClosedAt >= of.fromAt && row.ClosedAt < of.toAt),
            Again = matters.Count(row => row.Again && (row.ClosedAt is null || row.ClosedAt >= of.toAt)),
            MedianDays = Median([.. matters.Where(row => row.ClosedAt >= of.fromAt && row.ClosedAt < of.toAt)
                .Select(row => (row.ClosedAt!.Value - row.RaisedAt).TotalDays)]),
            Kinds =
            [
                .. matters.GroupBy(row => row.CategoryCode).Select(group => new KindOfMatter(
                    group.Key, group.Count(row => row.RaisedAt >= of.fromAt),
                    group.Count(row => row.ClosedAt >= of.fromAt && row.ClosedAt < of.toAt)))
                    .Where(kind => kind.Raised + kind.Settled > 0)
                    .OrderByDescending(kind => kind.Raised).ThenBy(kind => kind.Code).Take(8),
            ],
            Visits = visits.GetValueOrDefault(nameof(VisitOutcome.Done)),
            NobodyHome = visits.GetValueOrDefault(nameof(VisitOutcome.NobodyHome)),
            Refused = visits.GetValueOrDefault(nameof(VisitOutcome.Refused)),
            PromisesOpen = promises.Open,
            PromisesMade = promises.Made,
            OnTheSpot = promises.Spot,
            Workers = workers,
            DrawnOn = ChinaTime.ReadDay(drawn),
            Former = former,
        };
    }

    /// <summary>
    /// What stands inside; of a grid that nobody drew, what of its community stands nearest to one of its buildings.
    /// </summary>
    private async Task<IEnumerable<WalkPlace>> FacilitiesAsync(AreaCode area, WalkArea land, CancellationToken cancel)
    {
        if (land.Boundary is { } outline)
        {
            return land.Units.Where(unit => outline.Intersects(GeometryFactory.Default.CreatePoint(unit.At)));
        }

        if (area.Level != AreaLevel.Grid)
        {
            return land.Units.Where(unit => area.Contains(unit.AreaCode));
        }

        var around = await lands.OfAsync(area.Community, cancel);
        return around.Units.Where(unit => area.Community.Contains(unit.AreaCode)
            && around.Buildings.MinBy(building => building.At.Distance(unit.At)) is { } nearest
            && area.Contains(nearest.AreaCode));
    }

    private static GridFileSheet Ages(GridFileSheet sheet, IReadOnlyList<MemberRow> people)
    {
        var known = people.Where(row => row.BirthDate is not null && row.BirthDate <= sheet.To)
            .Select(row => (Age: Age(row.BirthDate!.Value, sheet.To), row.Sex)).ToList();
        return sheet with
        {
            Ages = [.. Bands.Select(band =>
            {
                var inside = known.Where(one => one.Age >= band.From && (band.To is null || one.Age <= band.To))
                    .ToList();
                return new AgeBand(
                    band.From, band.To, inside.Count(one => one.Sex == "Female"),
                    inside.Count(one => one.Sex == "Male"), inside.Count(one => one.Sex is null));
            })],
            UnknownAge = people.Count - known.Count,
        };
    }

    private static int Age(DateOnly birth, DateOnly day) =>
        day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);

    private static double? Median(double[] days)
    {
        if (days is [])
        {
            return null;
        }

        Array.Sort(days);
        return days.Length % 2 == 1 ? days[days.Length / 2] : (days[days.Length / 2 - 1] + days[days.Length / 2]) / 2;
    }
}
