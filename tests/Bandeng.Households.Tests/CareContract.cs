using Bandeng.Households.Care;
using Bandeng.Households.Grids;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.Tests;

public sealed class CareOnSqlite() : CareContract(Engine.Sqlite);

public sealed class CareOnPostgres() : CareContract(Engine.Postgres);

/// <summary>
/// Every household has exactly one name at each of four levels on any date, and holes show, on whichever database.
/// </summary>
public abstract class CareContract(Engine engine) : IAsyncLifetime
{
    private const string Posts =
        "姓名,电话,岗位,社区,网格,楼栋\n"
        + "邓海波,13900000001,包村领导,街心,,\n刘小军,13900000002,网格员,街心,1,\n王敏,13900000003,网格员,街心,2,\n"
        + "周桂英,13900000004,楼栋长,街心,,5号楼\n赵建设,13900000005,联户长,街心,,5号楼\n孙丽,13900000006,联户长,街心,,6号楼\n";

    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly DateOnly FirstDay = new(2026, 6, 1);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer Clerk = new(
        Guid.CreateVersion7(), "陈志远", [new(Guid.CreateVersion7(), nameof(Role.Clerk), Community, null, null)]);

    private HouseholdSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        await _site.PeopleAsync(
            "社区,楼栋,单元,房号,姓名\n街心,5号楼,1,301,王大山\n街心,5号楼,1,302,李小花\n街心,5号楼,1,1001,谢明\n街心,6号楼,,101,彭德\n贤童,1号楼,,201,曾冬\n");
        await AdoptAsync("5号楼", "6号楼");
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Holes_show_by_community_and_level_until_posts_and_links_fill_them()
    {
        Assert.Equal(
            [new CareCount(Community, 4, 4, 4, 4, 4, 0), new CareCount(
                AreaCode.Parse("431302001002"), 1, 1, 1, 1, 1, 0)],
            await CountAsync(AreaCode.Parse("431302001")));

        await PostsAsync(Posts);

        Assert.Equal([new CareCount(Community, 4, 0, 0, 1, 4, 0)], await CountAsync(Community));
        await FillAsync(CareLevel.Household);
        await FillAsync(CareLevel.Block);
        var full = (await CountAsync(Community))[0];
        Assert.Equal(new CareCount(Community, 4, 0, 0, 0, 0, 0), full);
        Assert.True(full.IsFull);
    }

    [Fact]
    public async Task A_proposal_goes_by_nearness_and_load_and_in_the_order_of_doors()
    {
        await PostsAsync(Posts);

        var offers = await ProposeAsync(CareLevel.Household);

        Assert.Equal(
            [("赵建设", "301、302、1001"), ("孙丽", "101")],
            offers.Offers.Select(offer =>
                (offer.Post.Name, string.Join("、", offer.Households.Select(home => home.Room)))));
        Assert.Equal(0, offers.LeftOver);
        Assert.Equal(2, (await ProposeAsync(CareLevel.Household, most: 1)).LeftOver);
    }

    [Fact]
    public async Task A_term_that_runs_is_proposed_and_two_posts_of_one_person_carry_together()
    {
        await PostsAsync(
            "姓名,电话,岗位,社区,网格,楼栋,离任日期\n"
            + "赵建设,13900000005,联户长,街心,,5号楼,2028-12-31\n赵建设,13900000005,联户长,街心,,6号楼,2028-12-31\n");

        var offers = await ProposeAsync(CareLevel.Household, most: 3);

        Assert.Equal([("赵建设", 3)], offers.Offers.Select(offer => (offer.Post.Name, offer.Households.Count)));
        Assert.Equal(1, offers.LeftOver);
    }

    [Fact]
    public async Task What_is_taken_is_what_was_shown_and_only_by_who_keeps_the_chain()
    {
        await PostsAsync(Posts);
        var stamp = (await ProposeAsync(CareLevel.Household)).Stamp;
        await PostsAsync(Posts.Split('\n')[0] + "\n颜冬,13900000007,联户长,街心,,5号楼\n");

        Assert.Equal("care.changed", Code(await TakeAsync(CareLevel.Household, stamp, Clerk)));
        Assert.Equal("place.unknown", Code(await TakeAsync(CareLevel.Household, stamp, Viewer.Nobody)));
        Assert.Equal("admin.area", Code(await TakeAsync(CareLevel.Area, (await ProposeAsync(CareLevel.Area)).Stamp, Clerk), "care.changed", "admin.area"));
        Assert.Equal(0, await _site.CountAsync("select count(*) from care_links"));
    }

    [Fact]
    public async Task Who_looked_after_a_household_last_year_is_still_known_when_somebody_else_does()
    {
        await PostsAsync(Posts);
        await FillAsync(CareLevel.Household);
        var home = (await _site.RowsAsync<Guid>(
            "select h.id from households h join dwelling_facts d on d.id = h.dwelling_id where d.room = '101'"))[0];
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(400));
        var other = (await PostsOfAsync("赵建设")).Id;
        Assert.True((await LinkAsync(home, other)).TryGet(out _, out _));

        Assert.Equal("孙丽", await NameAsync(home, CareLevel.Household, FirstDay.AddDays(30)));
        Assert.Equal("赵建设", await NameAsync(home, CareLevel.Household, FirstDay.AddDays(400)));
        Assert.Equal("王敏", await NameAsync(home, CareLevel.Area, FirstDay));
        Assert.Equal(4, await _site.CountAsync("select count(*) from care_links where valid_to is null"));
    }

    [Fact]
    public async Task Redrawn_grids_leave_the_names_of_the_days_before()
    {
        await PostsAsync(Posts);
        var home = (await _site.RowsAsync<Guid>(
            "select h.id from households h join dwelling_facts d on d.id = h.dwelling_id where d.room = '301'"))[0];
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(10));

        await AdoptAsync("6号楼", "5号楼");

        Assert.Equal("刘小军", await NameAsync(home, CareLevel.Area, FirstDay.AddDays(9)));
        Assert.Null(await NameAsync(home, CareLevel.Area, FirstDay.AddDays(10)));
        Assert.Equal("周桂英", await NameAsync(home, CareLevel.Block, FirstDay.AddDays(9)));
        Assert.Equal("周桂英", await NameAsync(home, CareLevel.Block, FirstDay.AddDays(10)));
        await FillAsync(CareLevel.Household);
        Assert.Equal("赵建设", await NameAsync(home, CareLevel.Household, FirstDay.AddDays(10)));
    }

    [Fact]
    public async Task Who_leaves_hands_the_households_on_from_the_day_after_or_leaves_a_hole()
    {
        await PostsAsync(Posts);
        await FillAsync(CareLevel.Household);
        var (leaving, heir) = (await PostsOfAsync("赵建设"), await PostsOfAsync("孙丽"));

        await EndAsync(leaving, FirstDay.AddDays(5), heir.PersonId);

        Assert.Equal(0, (await CountAsync(Community, FirstDay.AddDays(5)))[0].NoLinked);
        Assert.Equal(0, (await CountAsync(Community, FirstDay.AddDays(6)))[0].NoLinked);
        Assert.Equal(4, await _site.CountAsync($"select count(*) from care_links where valid_to is null"));
        Assert.Equal((3, 1), (await HomesOfAsync(leaving), await HomesOfAsync(heir)));
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(7));
        Assert.Equal((0, 4), (await HomesOfAsync(leaving), await HomesOfAsync(heir)));
        await EndAsync(await PostsOfAsync("孙丽"), FirstDay.AddDays(7), null);
        Assert.Equal((0, 4), ((await CountAsync(Community, FirstDay.AddDays(7)))[0].NoLinked, (await CountAsync(Community, FirstDay.AddDays(8)))[0].NoLinked));
    }

    [Fact]
    public async Task Who_leaves_a_building_or_a_grid_leaves_it_to_the_named_one_from_the_day_after()
    {
        await PostsAsync(Posts + "颜冬,13900000007,楼栋长,街心,,6号楼\n");

        await EndAsync(await PostsOfAsync("周桂英"), FirstDay.AddDays(5), (await PostsOfAsync("颜冬")).PersonId);
        await EndAsync(await PostsOfAsync("刘小军"), FirstDay.AddDays(5), (await PostsOfAsync("王敏")).PersonId, Viewer.System);

        foreach (var day in new[] { 0, 5, 6, 400 })
        {
            var count = (await CountAsync(Community, FirstDay.AddDays(day)))[0];
            Assert.Equal((0, 0, 0), (count.NoHead, count.NoWorker, count.Twice));
        }

        var home = (await _site.RowsAsync<Guid>(
            "select h.id from households h join dwelling_facts d on d.id = h.dwelling_id where d.room = '301'"))[0];
        Assert.Equal("周桂英", await NameAsync(home, CareLevel.Block, FirstDay.AddDays(5)));
        Assert.Equal("颜冬", await NameAsync(home, CareLevel.Block, FirstDay.AddDays(6)));
        Assert.Equal("王敏", await NameAsync(home, CareLevel.Area, FirstDay.AddDays(6)));
    }

    [Fact]
    public async Task A_building_head_is_appointed_to_a_building_where_there_are_any()
    {
        await PostsAsync(Posts);
        var person = (await PostsOfAsync("周桂英")).PersonId;
        var building = (await PostsOfAsync("孙丽")).AreaCode;
        Task<Result<Guid>> AppointAsync(AreaCode area) => DoAsync<IPosts, Result<Guid>>(posts =>
            posts.AppointAsync(person, Role.BuildingHead, area, Clerk, None));

        Assert.Equal("post.building", Code(await AppointAsync(Community)));
        Assert.Equal("went through", Code(await AppointAsync(building)));
    }

    [Fact]
    public async Task Two_names_at_a_level_are_one_too_many()
    {
        await PostsAsync(Posts);

        await PostsAsync("姓名,电话,岗位,社区,网格\n陈二,13900000008,网格员,街心,1\n");

        Assert.Equal(3, (await CountAsync(Community))[0].Twice);
    }

    [Fact]
    public async Task A_household_linked_twice_on_one_day_has_one_name()
    {
        await PostsAsync(Posts);
        await FillAsync(CareLevel.Household);
        var home =
            (await _site.RowsAsync<Guid>("select household_id from care_links order by household_id limit 1"))[0];

        foreach (var name in new[] { "孙丽", "赵建设", "孙丽" })
        {
            Assert.True((await LinkAsync(home, (await PostsOfAsync(name)).Id)).TryGet(out _, out _));
        }

        Assert.Equal("孙丽", await NameAsync(home, CareLevel.Household, FirstDay));
        Assert.Equal(4, await _site.CountAsync("select count(*) from care_links"));
    }

    private static string Code<T>(Result<T> result, params string[] among)
        where T : notnull =>
            result.TryGet(out _, out var refusal)
                ? "went through"
                : among.Contains(refusal.Code) ? among[^1]
                : refusal.Code;

    private async Task<T> DoAsync<TAct, T>(Func<TAct, Task<T>> act)
        where TAct : notnull
    {
        await using var scope = _site.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<TAct>());
    }

    private async Task PostsAsync(string list) => Assert.Null((await DoAsync<ImportPosts, ListImported>(
        act => act.RunAsync(new(HouseholdSite.Write(list)), Viewer.System, None))).RefusedPath);

    private Task<IReadOnlyList<CareCount>> CountAsync(AreaCode area, DateOnly? day = null) =>
        DoAsync<CountCare, IReadOnlyList<CareCount>>(count => count.OfCommunitiesAsync(area, day ?? FirstDay, None));

    private async Task<CareOffers> ProposeAsync(CareLevel level, int most = FillHoles.UsualMost)
    {
        await using var scope = _site.Scope();
        var books = scope.ServiceProvider.GetRequiredService<CareBooks>();
        var sheet = await books.SheetAsync(Community, books.Today, None);
        return await scope.ServiceProvider.GetRequiredService<FillHoles>().ProposeAsync(sheet, level, most, None);
    }

    private Task<Result<AreaCode>> TakeAsync(
        CareLevel level, string stamp, Viewer by) => DoAsync<FillHoles, Result<AreaCode>>(
        fill => fill.TakeAsync(Community, level, FillHoles.UsualMost, stamp, by, None));

    private async Task FillAsync(CareLevel level)
    {
        var taken = await TakeAsync(level, (await ProposeAsync(level)).Stamp, Clerk);
        Assert.True(taken.TryGet(out _, out var refusal), refusal?.Code);
    }

    private async Task<CarePost> PostsOfAsync(string name) => (await DoAsync<ReadCare, IReadOnlyList<CarePost>>(
        care => care.PostsAsync(Community, ChinaTime.DayOf(_site.Clock.GetUtcNow()), None))).First(post => post.Name == name);

    private async Task<string?> NameAsync(
        Guid household, CareLevel level, DateOnly day) => (await DoAsync<ReadCare, IReadOnlyList<CareName>>(
        care => care.ChainAsync(household, day, None))).Single(name => name.Level == level).Post?.Name;

    private Task<Result<Guid>> LinkAsync(Guid household, Guid post) => DoAsync<LinkHouseholds, Result<Guid>>(
        link => link.RunAsync(household, Community, post, Clerk, None));

    // How many households lie open today to who holds a post.
    private async Task<int> HomesOfAsync(CarePost post) => (await DoAsync<IHomes, IReadOnlyList<HomeToVisit>>(homes =>
        homes.OfAsync(
            new(Community),
            new(post.PersonId, post.Name, [new(post.Id, post.Role.ToString(), post.AreaCode, null, null)]), None))).Count;

    private async Task EndAsync(CarePost post, DateOnly lastDay, Guid? heir, Viewer? by = null)
    {
        var ended = await DoAsync<IPosts, Result<Guid>>(posts =>
            posts.EndAsync(post.Id, post.Version, lastDay, heir, by ?? Clerk, None));
        Assert.True(ended.TryGet(out _, out var refusal), refusal?.Code);
    }

    /// <summary>Two grids: the first has the first building, the second the other.</summary>
    private async Task AdoptAsync(params string[] buildings)
    {
        await using var scope = _site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        await using var whole = await db.Database.BeginTransactionAsync(None);
        var grids = new List<GridToAdopt>();
        foreach (var (i, name) in buildings.Index())
        {
            var id = await db.RowsAsync<Guid>(
                "select id from places where name = @name and area_code between @First and @Last",
                new { name, Community.Range.First, Community.Range.Last }, None);
            grids.Add(new(DivideGrids.Named(i + 1), Square(112 + i * 0.01), [id[0]]));
        }

        var table = scope.ServiceProvider.GetRequiredService<GridTable>();
        var before = await table.CodesAsync(Community, None);
        var adopted = await scope.ServiceProvider.GetRequiredService<AdoptGrids>().RunAsync(
            Community, grids, ChinaTime.DayOf(_site.Clock.GetUtcNow()), new Dictionary<string, object?>(),
            Viewer.System, None);
        Assert.True(adopted.TryGet(out _, out _));
        var moved = GridTable.Moved(before, await table.CodesAsync(Community, None));
        await scope.ServiceProvider.GetRequiredService<IPosts>().MoveAsync(moved, Viewer.System, None);
        await db.SaveAsync(None);
        await whole.CommitAsync(None);
    }

    private static Polygon Square(double west) => GeometryFactory.Default.CreatePolygon(
        [new(west, 27.7), new(west + 0.01, 27.7), new(west + 0.01, 27.71), new(west, 27.71), new(west, 27.7)]);
}
