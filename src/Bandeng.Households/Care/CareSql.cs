namespace Bandeng.Households.Care;

/// <summary>The chain as SQL: households of a day with the code that their building had on that day.</summary>
internal static class CareSql
{
    /// <summary>Days of this module and of the territory: the end is the first day that is no more.</summary>
    public static string On(string table) =>
        $"{table}.valid_from <= @day and ({table}.valid_to is null or {table}.valid_to > @day)";

    /// <summary>Days of posts: the end is the last day, included.</summary>
    public static string Held(string table) =>
        $"{table}.valid_from <= @day and ({table}.valid_to is null or {table}.valid_to >= @day)";

    /// <summary>How many hold a role exactly there.</summary>
    public static string Count(CareLevel level, string place) =>
        $"(select count(*) from post_facts p where p.role = '{level.Role()}' and p.area_code = {place} and {Held("p")})";

    // Zeros at the end of a code are the area around: 431302001001001002 lies in the grid …001000 of the community
    // …000000.
    public const string Community = "(b.area_code / 1000000 * 1000000)";
    public const string Grid = "(case when b.area_code % 1000000 = 0 then 0 else b.area_code / 1000 * 1000 end)";
    public const string Building = "(case when b.area_code % 1000 = 0 then 0 else b.area_code end)";

    /// <summary>
    /// Buildings of a day with their households: <c>homes</c>, <c>unlinked</c>, and how many names each upper level
    /// has. Parameters <c>@day</c>, <c>@first</c>, <c>@last</c>.
    /// </summary>
    public static string Buildings { get; } =
        $"""
        with homes as (
            select h.id, h.building_id, c.area_code, c.name, c.estate, (
                select count(*) from care_links l join post_facts p on p.id = l.post_id
                where l.household_id = h.id and {On("l")} and {Held("p")}) as linked
            from households h join building_codes c on c.building_id = h.building_id and {On("c")}
            where {On("h")} and c.area_code between @first and @last),
        sums as (
            select building_id, area_code, name, estate, count(*) as homes, sum(case when linked = 0 then 1 else 0 end) as unlinked
            from homes group by building_id, area_code, name, estate),
        buildings as (
            select b.building_id, b.area_code, b.name, b.estate, b.homes, b.unlinked, {Count(CareLevel.Village, Community)} as leaders,
                {Count(CareLevel.Area, Grid)} as workers, {Count(CareLevel.Block, Building)} as heads
            from sums b)
        """;
}
