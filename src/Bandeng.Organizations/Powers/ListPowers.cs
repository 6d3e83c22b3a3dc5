using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.Powers;

/// <summary>A line of the catalogue.</summary>
internal sealed record PowerRow(
    Guid Id, string Name, PowerClass Class, Guid DepartmentId, string Department, AreaCode ToArea, DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Basis, string? Categories, long Version);

/// <summary>Which powers a list shows; everything stands in the address.</summary>
/// <param name="Day">Those handed down on that day; null: all of them.</param>
/// <param name="After">The last power of the page before.</param>
internal sealed record PowerFilter(string? Search, PowerClass? Class, AreaCode? To, DateOnly? Day, Guid? After);

/// <summary>The catalogue by name, a page at a time.</summary>
internal sealed class ListPowers(BandengDb db)
{
    public const int Page = 50;

    private string Columns => $"""
        select p.id, p.name, p.class, p.department_id, b.name as department, p.to_area, p.valid_from, p.valid_to, p.basis,
            (select {(db.IsPostgres() ? "string_agg(c.category_code, ' ' order by c.category_code)" : "group_concat(c.category_code, ' ')")}
                from power_categories c where c.power_id = p.id) as categories, p.version
        from powers p join bodies b on b.id = p.department_id
        """;

    public Task<PowerRow?> FindAsync(Guid id, CancellationToken cancel) =>
        db.RowAsync<PowerRow>($"{Columns} where p.id = @id", new { id }, cancel);

    /// <summary>Powers of a town are those handed down to it and to every town of its district.</summary>
    public async Task<IReadOnlyList<PowerRow>> RunAsync(PowerFilter filter, int most, CancellationToken cancel)
    {
        var after = filter.After is { } id ? await FindAsync(id, cancel) : null;
        var to = filter.To is { } area
            ? $"and (p.to_area between {area.Range.First} and {area.Range.Last} or p.to_area in ({area.AndAround()}))"
            : "";
        return await db.RowsAsync<PowerRow>(
            $"""
            {Columns}
            where lower(p.name || ' ' || b.name || ' ' || p.basis) like @part escape '\' {to}
                {(filter.Class is null ? "" : "and p.class = @kind")}
                {(filter.Day is null ? "" : "and p.valid_from <= @day and (p.valid_to is null or p.valid_to >= @day)")}
                and (p.name > @afterName or p.name = @afterName and p.id > @afterId)
            order by p.name, p.id limit {most}
            """,
            new
            {
                part = LikeWords.Part(filter.Search),
                kind = filter.Class?.ToString(),
                day = filter.Day is { } day ? Day.Text(day) : null,
                afterName = after?.Name ?? "",
                afterId = after?.Id ?? Guid.Empty,
            },
            cancel);
    }

    /// <summary>How many stand on a day, by class.</summary>
    public async Task<IReadOnlyDictionary<PowerClass, long>> CountAsync(DateOnly day, CancellationToken cancel) =>
        (await db.RowsAsync<ClassCount>(
            "select class, count(*) as number from powers where valid_from <= @day and (valid_to is null or valid_to >= @day) group by class",
            new { day = Day.Text(day) }, cancel)).ToDictionary(row => row.Class, row => row.Number);

    private sealed record ClassCount(PowerClass Class, long Number);
}
