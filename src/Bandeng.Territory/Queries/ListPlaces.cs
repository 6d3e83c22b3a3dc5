using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Dapper;

namespace Bandeng.Territory.Queries;

/// <summary>Which places a list shows; everything stands in the address.</summary>
/// <param name="Estate">Buildings of one estate, courtyard or group.</param>
/// <param name="Search">In name, number or address.</param>
/// <param name="Closed">Those that are no more, instead of those of today.</param>
/// <param name="After">The key of the row before the page.</param>
public sealed record PlaceFilter(
    AreaCode? Area = null, PlaceKind? Kind = null, Guid? Estate = null, string? Search = null, bool Closed = false,
    string? After = null);

/// <summary>A place as one line of a list.</summary>
/// <param name="Dwellings">Doors that are known.</param>
/// <param name="Households">What the office told; not what is known by name.</param>
public sealed record PlaceRow(
    Guid Id, PlaceKind Kind, string Name, AreaCode AreaCode, Guid? EstateId, string? Estate, string? Number,
    string? Address,
    string? Aliases, long? Households, long? Floors, bool HasPlace, long Dwellings, DateOnly ValidFrom,
    DateOnly? ValidTo, long Version);

/// <summary>Places inside areas, by code and id, so that a page never loses or repeats one.</summary>
public sealed class ListPlaces(BandengDb db)
{
    public const int PageSize = 50;

    internal const string Columns =
        """
        p.id, p.kind, p.name, p.area_code, p.estate_id, e.name as estate, p.number, p.address, p.aliases, p.households, p.floors,
        p.geometry is not null as has_place,
        (select count(*) from dwellings d where d.building_id = p.id and d.valid_to is null) as dwellings,
        p.valid_from, p.valid_to, p.version
        """;

    /// <summary>One page.</summary>
    /// <param name="within">The areas that may be seen.</param>
    /// <param name="most">How many rows; one more shows whether others follow.</param>
    public Task<IReadOnlyList<PlaceRow>> RunAsync(
        PlaceFilter filter, IEnumerable<AreaCode> within, int most, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter, [.. within]);
        return db.RowsAsync<PlaceRow>(
            $"""
            select {Columns} from places p left join places e on e.id = p.estate_id
            where {sql} order by p.area_code, p.id limit {most}
            """,
            values,
            cancel);
    }

    /// <summary>How many there are of each kind.</summary>
    public async Task<IReadOnlyDictionary<PlaceKind, long>> CountAsync(
        PlaceFilter filter, IEnumerable<AreaCode> within, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter with { Kind = null, After = null }, [.. within]);
        var rows = await db.RowsAsync<KindCount>(
            $"select p.kind, count(*) as number from places p where {sql} group by p.kind", values, cancel);
        return rows.ToDictionary(row => row.Kind, row => row.Number);
    }

    /// <summary>The key of a row, from which a next page goes on.</summary>
    public static string KeyOf(PlaceRow row) => $"{row.AreaCode.Value}_{row.Id}";

    private sealed record KindCount(PlaceKind Kind, long Number);

    private static (string Sql, DynamicParameters Values) Conditions(PlaceFilter filter, AreaCode[] within)
    {
        var (parts, values) = (new List<string> { Inside(within) }, new DynamicParameters());
        void And(string sql, string name, object? value)
        {
            parts.Add(sql);
            values.Add(name, value);
        }

        parts.Add(filter.Closed ? "p.valid_to is not null" : "p.valid_to is null");
        if (filter.Area is { } area)
        {
            And("p.area_code between @first and @last", "first", area.Range.First);
            values.Add("last", area.Range.Last);
        }

        if (filter.Kind is { } kind)
        {
            And("p.kind = @kind", "kind", kind.ToString());
        }

        if (filter.Estate is { } estate)
        {
            And("p.estate_id = @estate", "estate", estate);
        }

        if (filter.Search is { } search)
        {
            And(@"lower(p.name || ' ' || coalesce(p.number, '') || ' ' || coalesce(p.address, '') || ' ' || coalesce(p.aliases, '')) like @search escape '\'", "search", LikeWords.Part(search));
        }

        if (filter.After?.Split('_') is [var code, var id] && long.TryParse(code, out var afterCode)
            && Guid.TryParse(id, out var afterId))
        {
            And("(p.area_code > @afterCode or p.area_code = @afterCode and p.id > @afterId)", "afterCode", afterCode);
            values.Add("afterId", afterId);
        }

        return (string.Join(" and ", parts), values);
    }

    /// <summary>Numbers from codes, never words from a person.</summary>
    private static string Inside(AreaCode[] within) => within is [] ? "1 = 0" : "(" + string.Join(
        " or ", within.Select(area => $"p.area_code between {area.Range.First} and {area.Range.Last}")) + ")";
}
