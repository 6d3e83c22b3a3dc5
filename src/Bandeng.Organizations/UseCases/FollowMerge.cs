using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A community or a grid went into another: whoever has a post at a grid or a building inside it keeps it there, and
/// bodies of a grid go along. Who has their home elsewhere and served the area serves the other. What stood at the area
/// itself is for people to decide.
/// </summary>
internal sealed class FollowMerge(
    BandengDb db, MovePosts move, IStringLocalizer<OrganizationsText> texts, TimeProvider clock) : IAreaMerged
{
    private sealed record Standing(long PostsInside, long BodiesInside, long Serving, long Posts, long Bodies);

    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel)
    {
        const string standing = "(valid_to is null or valid_to >= @today)";
        var found = (await db.RowAsync<Standing>(
            $"""
            select
                (select count(*) from posts where area_code > @Value and area_code <= @Last and {standing}) as posts_inside,
                (select count(*) from bodies where area_code > @Value and area_code <= @Last and {standing}) as bodies_inside,
                (select count(*) from body_areas s join bodies b on b.id = s.body_id
                    where s.area_code = @Value and b.area_code <> @Value and {standing}) as serving,
                (select count(*) from posts where area_code = @Value and {standing}) as posts,
                (select count(*) from bodies where area_code = @Value and {standing}) as bodies
            """,
            new { area.Value, area.Range.Last, today = ChinaTime.DayOf(clock.GetUtcNow()) },
            cancel))!;
        return
        [
            new(texts["merge.posts-inside"], found.PostsInside, MergeFate.Moves),
            new(texts["merge.bodies-inside"], found.BodiesInside, MergeFate.Moves),
            new(texts["merge.serving"], found.Serving, MergeFate.Moves),
            new(texts["merge.posts"], found.Posts, MergeFate.Stays),
            new(texts["merge.bodies"], found.Bodies, MergeFate.Stays),
        ];
    }

    public async Task GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        await move.RunAsync(merged.Codes, MovePosts.Whose.Everybody, merged.On, merged.By, cancel);
        foreach (var (from, to) in merged.Codes)
        {
            var codes = new { from = from.Value, to = to.Value };
            await db.ExecuteAsync(
                "update bodies set area_code = @to, version = version + 1 where area_code = @from", codes, cancel);
            await db.ExecuteAsync("update body_areas set area_code = @to where area_code = @from", codes, cancel);
        }

        await db.ExecuteAsync(
            """
            insert into body_areas (body_id, area_code)
            select s.body_id, @into from body_areas s join bodies b on b.id = s.body_id
            where s.area_code = @area and b.area_code <> @area
                and not exists (select 1 from body_areas o where o.body_id = s.body_id and o.area_code = @into)
            """,
            new { area = merged.Area.Value, into = merged.Into.Value },
            cancel);
    }
}
