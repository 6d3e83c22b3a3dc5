using Bandeng.Kernel;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using NetTopologySuite.Geometries;

namespace Bandeng.Organizations.Tests;

/// <summary>A community or a grid goes into another, on whichever database the site runs on.</summary>
public sealed class MergeContract
{
    private const string Posts =
        "姓名,电话,岗位,社区,网格,楼栋,任职日期\n"
        + "刘小军,13900000002,网格员,街心,一网格,,2025-06-01\n"
        + "周桂英,13900000001,楼栋长,街心,,5栋,2025-01-01\n"
        + "赵建设,,联户长,街心,,6栋,2025-01-01\n"
        + "邓海波,13900000004,包村领导,街心,,,2025-03-01\n";

    [Theory, OnBothEngines]
    public async Task Grids_buildings_and_whoever_has_a_post_there_go_on_in_the_other_community(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await AdoptAsync(house, House.OtherCommunity, "第一网格");
        await house.PostsAsync(Posts);
        await house.BodiesAsync("名称,社区,网格,成立日期\n第一网格党支部,街心,一网格,2025-01-01\n街心居委会,街心,,2020-01-01\n");
        house.Clock.Now = house.Clock.Now.AddDays(10);

        var done = House.Sure(await MergeAsync(house, House.Community, House.OtherCommunity));

        Assert.Equal(
            [
                "431302001001001 431302001002002", "431302001001001001 431302001002002001",
                "431302001001002 431302001002003", "431302001001002001 431302001002003001",
            ],
            done.Merged.Codes.OrderBy(code => code.Key).Select(code => $"{code.Key} {code.Value}"));
        Assert.Equal(
            [
                "网格 2 Moves", "楼栋 2 Moves", "小区、屋场、公共单位等 1 Moves", "网格、楼栋上的岗位 3 Moves",
                "网格、楼栋上的组织 1 Moves", "区域本级的岗位 1 Stays", "区域本级的组织 1 Stays",
            ],
            done.Counts.Select(count => $"{count.What} {count.Number} {count.Fate}"));

        // Areas: the codes of before lead on and keep their names, and two first grids are told apart.
        Assert.Equal(
            ["第一网格", "街心社区第一网格", "第二网格"],
            await RowsAsync(house, "select name from areas where level = 6 and valid_to is null order by code"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from areas where code = 431302001001001000 and name = '第一网格' and valid_to = '2026-03-12' and merged_into = 431302001002002000"));
        Assert.Equal(0, await house.CountAsync(
            "select count(*) from areas where code between 431302001001000000 and 431302001001999999 and valid_to is null"));
        Assert.Equal(3, await house.CountAsync("select count(*) from area_outlines"));

        // Places: the building and the estate, with the code of each day.
        Assert.Equal(0, await house.CountAsync("select count(*) from places where area_code < 431302001002000000"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from building_codes where area_code = 431302001001001001 and valid_to = '2026-03-12'"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from building_codes where area_code = 431302001002002001 and valid_to is null"));

        // Posts: who has power got a new one from that day, so that the days of before stay; bodies of grids went along.
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where role = 'GridWorker' and area_code = 431302001001001000 and valid_to = '2026-03-11'"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where role = 'GridWorker' and area_code = 431302001002002000 and valid_from = '2026-03-12' and valid_to is null"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where role = 'BuildingHead' and area_code = 431302001002002001 and valid_to is null"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where role = 'LinkedHead' and area_code = 431302001002003001 and valid_from = '2025-01-01'"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from bodies where name = '第一网格党支部' and area_code = 431302001002002000"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from body_areas where area_code = 431302001002002000"));
    }

    [Theory, OnBothEngines]
    public async Task A_grid_goes_into_another_and_its_buildings_get_the_next_numbers(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.PostsAsync(Posts);
        house.Clock.Now = house.Clock.Now.AddDays(10);

        var done = House.Sure(await MergeAsync(
            house, AreaCode.Parse("431302001001002"), AreaCode.Parse("431302001001001")));

        Assert.Equal(
            ["431302001001002001 431302001001001002"], done.Merged.Codes.Select(code => $"{code.Key} {code.Value}"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from areas where code = 431302001001001002 and name = '6号楼' and valid_to is null"));
        Assert.Equal(1, await house.CountAsync("select count(*) from posts where area_code = 431302001001001002"));
        Assert.Equal(1, await house.CountAsync("select count(*) from area_outlines"));
    }

    [Theory, OnBothEngines]
    public async Task What_is_of_another_level_what_is_still_full_and_what_is_ahead_is_not_merged(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        var grid = AreaCode.Parse("431302001001001");

        Assert.Equal("area.merge-levels", House.Code(await MergeAsync(house, grid, House.OtherCommunity)));
        Assert.Equal("area.merge-inside", House.Code(await MergeAsync(house, House.Town, House.OtherTown)));
        Assert.Equal(
            "area.merge-ahead",
            House.Code(await MergeAsync(house, House.Community, House.OtherCommunity, days: 1)));
        Assert.Equal("area.merge", House.Code(await MergeAsync(house, House.Community, House.Community)));
        Assert.Equal(0, await house.CountAsync("select count(*) from areas where merged_into is not null"));
        Assert.Equal(2, await house.CountAsync("select count(*) from areas where level = 6 and valid_to is null"));
    }

    private static Task<Result<MergeDone>> MergeAsync(House house, AreaCode area, AreaCode into, int days = 0) =>
        house.DoAsync<MergeArea, Result<MergeDone>>(merge => merge.RunAsync(
            new(area, into, ChinaTime.DayOf(house.Clock.Now).AddDays(days)), Viewer.System, default));

    private static Task<IReadOnlyList<string>> RowsAsync(House house, string sql) =>
        house.DoAsync<BandengDb, IReadOnlyList<string>>(db => db.RowsAsync<string>(sql, null, default));

    private static async Task AdoptAsync(House house, AreaCode community, string name)
    {
        var buildings = await house.DoAsync<BandengDb, IReadOnlyList<Guid>>(db => db.RowsAsync<Guid>(
            "select id from places where kind = 'Building' and area_code = @Value", new { community.Value }, default));
        var outline = GeometryFactory.Default.ToGeometry(new Envelope(112.02, 112.03, 27.7, 27.71));
        await house.DoAsync<BandengDb, bool>(async db =>
        {
            await using var whole = await db.Database.BeginTransactionAsync();
            House.Sure(await new AdoptGrids(db, house.Clock).RunAsync(
                community, [new(name, outline, buildings)], ChinaTime.DayOf(house.Clock.Now),
                new Dictionary<string, object?>(), Viewer.System, default));
            await whole.CommitAsync();
            return true;
        });
    }
}
