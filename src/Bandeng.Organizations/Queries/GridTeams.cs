using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Territory;

namespace Bandeng.Organizations.Queries;

/// <summary>A grid with who has each of the posts of its team; nobody is a hole.</summary>
internal sealed record GridTeam(AreaName Grid, IReadOnlyList<(Role Role, IReadOnlyList<string> Names)> Posts)
{
    public IEnumerable<Role> Holes => Posts.Where(post => post.Names.Count == 0).Select(post => post.Role);
}

/// <summary>铁三角: the three-role team of every grid of a community or town, on any day, with its holes.</summary>
internal sealed class GridTeams(BandengDb db, AreaNames areas)
{
    private sealed record PostRow(AreaCode AreaCode, Role Role, string Name);

    private sealed record RoleRow(Role Role);

    private const string Held = "valid_from <= @day and (valid_to is null or valid_to >= @day)";

    public async Task<IReadOnlyList<GridTeam>> RunAsync(AreaCode area, DateOnly day, CancellationToken cancel)
    {
        var on = Day.Text(day);
        var roles = await db.RowsAsync<RoleRow>($"select role from team_roles where {Held}", new { day = on }, cancel);
        var ordered = roles.Select(row => row.Role).Distinct().OrderBy(Rank).ToList();
        var posts = await db.RowsAsync<PostRow>(
            $"""
            select area_code, role, name from post_facts where area_code between @first and @last and {Held}
                and role in (select role from team_roles where {Held}) order by area_code, name, id
            """,
            new { day = on, first = area.Range.First, last = area.Range.Last }, cancel);
        return
        [
            .. (await GridsAsync(area, cancel)).Select(grid => new GridTeam(grid,
                [
                    .. ordered.Select(role => (role, (IReadOnlyList<string>)[.. posts
                        .Where(post => post.Role == role && grid.Code.Contains(post.AreaCode))
                        .Select(post => post.Name).Distinct()])),
                ])),
        ];
    }

    private static int Rank(Role role) => role switch { Role.GridWorker => 0, Role.BuildingHead => 1, _ => 2 };

    private async Task<IReadOnlyList<AreaName>> GridsAsync(AreaCode area, CancellationToken cancel)
    {
        if (area.Level > AreaLevel.Village)
        {
            return [];
        }

        var inside = await areas.InsideAsync(area, cancel);
        if (area.Level is AreaLevel.Village)
        {
            return [.. inside.Where(one => one.Code.Level is AreaLevel.Grid)];
        }

        List<AreaName> grids = [];
        foreach (var one in inside)
        {
            grids.AddRange(await GridsAsync(one.Code, cancel));
        }

        return grids;
    }
}
