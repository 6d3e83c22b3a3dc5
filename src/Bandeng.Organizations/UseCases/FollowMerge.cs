using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A community or a grid went into another: whoever has a post at a grid or a building inside it keeps it there, and
/// bodies of a grid go along. What stood at the area itself is for people to decide.
/// </summary>
internal sealed class FollowMerge(BandengDb db, MovePosts move, TimeProvider clock) : IAreaMerged
{
    private sealed record Left(long Posts, long Bodies);

    public async Task<string?> GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        await move.RunAsync(merged.Codes, MovePosts.Whose.Everybody, merged.On, merged.By, cancel);
        foreach (var (from, to) in merged.Codes)
        {
            var codes = new { from = from.Value, to = to.Value };
            await db.ExecuteAsync(
                "update bodies set area_code = @to, version = version + 1 where area_code = @from", codes, cancel);
            await db.ExecuteAsync("update body_areas set area_code = @to where area_code = @from", codes, cancel);
        }

        var left = await db.RowAsync<Left>(
            """
            select
                (select count(*) from posts
                    where area_code = @Value and (valid_to is null or valid_to >= @today)) as posts,
                (select count(*) from bodies
                    where area_code = @Value and (valid_to is null or valid_to >= @today)) as bodies
            """,
            new { merged.Area.Value, today = ChinaTime.DayOf(clock.GetUtcNow()) },
            cancel);
        return left is { Posts: 0, Bodies: 0 } ? null
            : $"{left!.Posts} posts and {left.Bodies} bodies still stand at {merged.Area}; "
                + $"end them, or give them anew at {merged.Into}.";
    }
}
