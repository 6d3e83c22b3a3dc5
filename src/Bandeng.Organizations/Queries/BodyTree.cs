using Bandeng.Kernel;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.Queries;

/// <summary>A body as a node of the tree.</summary>
/// <param name="Posts">How many hold a post in it.</param>
/// <param name="Head">Who is its head, or null.</param>
/// <param name="ValidTo">The last day, included.</param>
internal sealed record TreeBody(
    Guid Id, string Name, BodyKind Kind, AreaCode AreaCode, Guid? ParentId, string? Purpose, string? Place,
    DateOnly ValidFrom,
    DateOnly? ValidTo, long Posts, string? Head);

/// <summary>A body with those below it, and those that sit in it without being below it.</summary>
internal sealed record BodyNode(TreeBody Body, IReadOnlyList<BodyNode> Below, IReadOnlyList<TreeBody> Partners);

/// <summary>The tree of bodies of a day, from the district down to the centre household.</summary>
internal sealed class BodyTree(BandengDb db)
{
    /// <summary>More than these no page draws; the reader chooses a smaller area.</summary>
    public const int Most = 2_000;

    private sealed record Pair(Guid BodyId, Guid PartnerId);

    private const string Bodies =
        """
        select b.id, b.name, b.kind, b.area_code, b.parent_id, b.purpose, b.place, b.valid_from, b.valid_to,
            (select count(*) from posts o where o.body_id = b.id and o.valid_from <= @day and (o.valid_to is null or o.valid_to >= @day)) as posts,
            (select min(p.display_name) from posts o join people p on p.id = o.person_id
                where o.body_id = b.id and o.role = 'Head' and o.valid_from <= @day and (o.valid_to is null or o.valid_to >= @day)) as head
        from bodies b
        where b.area_code between @first and @last and b.valid_from <= @day and (b.valid_to is null or b.valid_to >= @day)
        order by b.area_code, b.name, b.id
        """;

    /// <summary>Bodies that sit in an area; of one whose upper body sits elsewhere a root is made.</summary>
    public async Task<IReadOnlyList<BodyNode>> RunAsync(AreaCode area, DateOnly day, CancellationToken cancel)
    {
        var (first, last) = area.Range;
        var bodies = await db.RowsAsync<TreeBody>(
            $"{Bodies} limit {Most}", new { day = Day.Text(day), first, last }, cancel);
        var pairs = await db.RowsAsync<Pair>(
            "select body_id, partner_id from body_partners where valid_from <= @day and (valid_to is null or valid_to >= @day)",
            new { day = Day.Text(day) }, cancel);
        return Drawn(bodies, pairs.ToLookup(pair => pair.BodyId, pair => pair.PartnerId));
    }

    private static IReadOnlyList<BodyNode> Drawn(IReadOnlyList<TreeBody> bodies, ILookup<Guid, Guid> partners)
    {
        var byId = bodies.ToDictionary(body => body.Id);
        var below = bodies.ToLookup(body =>
            body.ParentId is { } parent && byId.ContainsKey(parent) ? parent : Guid.Empty);
        BodyNode Node(TreeBody body) => new(
            body, [.. below[body.Id].Select(Node)],
            [.. partners[body.Id].Where(byId.ContainsKey).Select(id => byId[id])]);
        return [.. below[Guid.Empty].Select(Node)];
    }
}
