using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>A body as one line of a list.</summary>
internal sealed class BodyRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public AreaCode AreaCode { get; init; }

    public bool TakesMatters { get; init; }

    /// <summary>The last day, or null.</summary>
    public string? ValidTo { get; init; }
}

/// <summary>Bodies by name, a page at a time, found by a part of the name.</summary>
internal sealed class ListBodies(BandengDb db)
{
    public const int Page = 50;

    private const string Sql =
        """
        select id, name, kind, area_code, takes_matters, valid_to
        from bodies
        where lower(name) like @part escape '\' and (name > @afterName or name = @afterName and id > @afterId)
        order by name, id
        limit 50
        """;

    /// <param name="after">The last body of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<BodyRow>> RunAsync(string? search, Guid? after, CancellationToken cancel)
    {
        var afterName = await db.Bodies.Where(b => b.Id == after).Select(b => b.Name).SingleOrDefaultAsync(cancel)
            ?? "";
        return await db.RowsAsync<BodyRow>(
            Sql, new { part = LikeWords.Part(search), afterId = after ?? Guid.Empty, afterName }, cancel);
    }
}
