using Bandeng.Households.Care;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Households.Queries;

/// <summary>Somebody on a post of the chain.</summary>
/// <param name="Load">Households that the post has by name; counted for linked-household heads alone.</param>
/// <param name="ValidTo">The last day, included.</param>
internal sealed record CarePost(
    Guid Id, Guid PersonId, string Name, Role Role, AreaCode AreaCode, DateOnly ValidFrom, DateOnly? ValidTo,
    long Version,
    long Load)
{
    /// <summary>Whether it goes on after a day; a term that runs is a post like any other.</summary>
    public bool GoesOnAfter(DateOnly day) => ValidTo is not { } last || last > day;
}

/// <summary>One link of a household's chain.</summary>
/// <param name="Post">The one name, or null: a hole.</param>
/// <param name="Others">More who hold the same: one too many.</param>
internal sealed record CareName(CareLevel Level, CarePost? Post, IReadOnlyList<CarePost> Others);

/// <summary>A household that a linked-household head may be given, by its door.</summary>
internal sealed record HomeOfCare(
    Guid Id, Guid DoorId, Guid BuildingId, string Unit, long? Floor, string Room, Guid? PostId);

/// <summary>Who is in the chain, on any day.</summary>
internal sealed class ReadCare(BandengDb db)
{
    private sealed record HomeRow(AreaCode AreaCode, Guid? PostId);

    private static readonly string Posts =
        $"""
        select p.id, p.person_id, p.name, p.role, p.area_code, p.valid_from, p.valid_to, p.version,
            (select count(*) from care_links l where l.post_id = p.id and {CareSql.On("l")}) as load
        from post_facts p
        where p.area_code between @first and @last and p.role in ('CareLeader', 'GridWorker', 'BuildingHead', 'LinkedHead')
            and {CareSql.Held("p")}
        order by p.area_code, p.valid_from, p.id
        """;

    private static readonly string Homes =
        $"""
        select h.id, d.id as door_id, h.building_id, d.unit, d.floor, d.room, (
            select max(cast(l.post_id as text)) from care_links l join post_facts p on p.id = l.post_id
            where l.household_id = h.id and {CareSql.On("l")} and {CareSql.Held("p")}) as post_id
        from households h join dwelling_facts d on d.id = h.dwelling_id
            join building_codes c on c.building_id = h.building_id and {CareSql.On("c")}
        where {CareSql.On("h")} and c.area_code between @first and @last
        order by c.area_code, h.building_id, length(d.unit), d.unit, length(d.room), d.room, h.id
        """;

    /// <summary>One post of the chain, or null when it does not hold on the day.</summary>
    public Task<CarePost?> PostAsync(Guid id, DateOnly day, CancellationToken cancel) => db.RowAsync<CarePost>(
        Posts.Replace("where p.area_code between @first and @last", "where p.id = @id", StringComparison.Ordinal),
        new { id, day }, cancel);

    /// <summary>Posts of the chain inside a community, by place, who held it longest first.</summary>
    public Task<IReadOnlyList<CarePost>> PostsAsync(AreaCode community, DateOnly day, CancellationToken cancel) =>
        db.RowsAsync<CarePost>(Posts, new { day, first = community.Value, last = community.Range.Last }, cancel);

    /// <summary>Households in the order in which somebody walks by their doors.</summary>
    public Task<IReadOnlyList<HomeOfCare>> HomesAsync(AreaCode community, DateOnly day, CancellationToken cancel) =>
        db.RowsAsync<HomeOfCare>(Homes, new { day, first = community.Value, last = community.Range.Last }, cancel);

    /// <summary>The four names of a household on a day; empty where it was not there.</summary>
    public async Task<IReadOnlyList<CareName>> ChainAsync(Guid household, DateOnly day, CancellationToken cancel)
    {
        var home = await db.RowAsync<HomeRow>(
            $"""
            select c.area_code, (select l.post_id from care_links l where l.household_id = h.id and {CareSql.On("l")}) as post_id
            from households h join building_codes c on c.building_id = h.building_id and {CareSql.On("c")}
            where h.id = @household and {CareSql.On("h")}
            """,
            new { household, day },
            cancel);
        if (home is null)
        {
            return [];
        }

        var posts = await PostsAsync(home.AreaCode.Community, day, cancel);
        return [.. CareLevels.All.Select(level => Named(level, posts, home))];
    }

    /// <summary>Where a post of a level must be for a building; null: no such area yet.</summary>
    public static AreaCode? PlaceOf(CareLevel level, AreaCode building) => level switch
    {
        CareLevel.Village => building.Community,
        CareLevel.Area =>
            building.Level is AreaLevel.Building ? building.Parent : building.Level is AreaLevel.Grid ? building : null,
        CareLevel.Block => building.Level is AreaLevel.Building ? building : null,
        _ => null,
    };

    private static CareName Named(CareLevel level, IReadOnlyList<CarePost> posts, HomeRow home)
    {
        var place = PlaceOf(level, home.AreaCode);
        CarePost[] there =
        [
            .. posts.Where(post => level == CareLevel.Household
                ? post.Id == home.PostId
                : post.Role == level.Role() && post.AreaCode == place),
        ];
        return new(level, there.FirstOrDefault(), [.. there.Skip(1)]);
    }
}
