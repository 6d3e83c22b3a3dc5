using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>Lists of bodies and posts, on whichever database the site runs on.</summary>
public sealed class ImportBodiesContract
{
    private const string Bodies =
        "乐坪街道组织名册,,,,,,,,\n"
        + "组织名称,类别,街道,社区,上级组织,成员单位,成立日期,结束日期,任务,地点,民族\n"
        + "街心社区党支部,,乐坪街道,街心社区,街心社区大党委,,2015.7.1,,,,\n"
        + "街心社区大党委,大党委,乐坪街道,街心,,桥头物业公司、乐坪小学,2018年3月2日,,,,汉\n"
        + "桥头物业公司,,乐坪街道,街心,,,,,,,\n"
        + "乐坪小学,其他,乐坪街道,,,,,,,,\n"
        + "高铁站临时党支部,临时党支部,乐坪街道,贤童,,,2026-02-01,2026-05-01,春运值守,高铁站东广场,\n";

    private const string Posts =
        "姓名,联系电话,岗位,单位,社区,网格,小区,楼栋,任职日期,离任日期\n"
        + "周桂英,13900000001,楼栋长,,街心社区,,桥头小区,5栋,2025/1/1,\n"
        + "刘小军,13900000002,网格员,,街心社区,1号网格,,,2025-06-01,\n"
        + "赵建设,,联户长,,街心,,,6号楼,,\n"
        + "邓海波,13900000004,包村领导,,街心,,,,20250301,\n"
        + "赵建设,,党支部书记,街心社区党支部,,,,,2020.1.1,2024.12.31\n";

    [Theory, OnBothEngines]
    public async Task Bodies_come_in_with_who_stands_above_and_beside_them_in_any_order_and_run_again_nothing_changes(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);

        var done = await house.BodiesAsync(Bodies);

        Assert.Equal(new ImportReport(5, 0, 0, 0), done.Report);
        Assert.Equal(["民族"], done.Dropped);
        Assert.Equal(new ImportReport(0, 0, 5, 0), (await house.BodiesAsync(Bodies)).Report);
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from bodies b join bodies p on p.id = b.parent_id where b.kind = 'Branch' and p.kind = 'WideCommittee'"));
        Assert.Equal(2, await house.CountAsync("select count(*) from body_partners where valid_to is null"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from bodies where kind = 'Property' and area_code = 431302001001000000"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from bodies where purpose = '春运值守' and place = '高铁站东广场' and valid_to = '2026-05-01'"));
    }

    [Theory, OnBothEngines]
    public async Task Lists_that_call_a_body_an_institution_are_read_alike(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);

        var bodies = await house.BodiesAsync("机构名称,机构类型,社区,上级机构\n街心社区大党委,大党委,街心,\n街心社区党支部,,街心,街心社区大党委\n");
        Assert.Equal((new ImportReport(2, 0, 0, 0), 0), (bodies.Report, bodies.Unread.Count));
        var posts = await house.PostsAsync("姓名,岗位,机构,社区\n赵建设,党支部书记,街心社区党支部,街心\n");
        Assert.Equal((new ImportReport(1, 0, 0, 0), 0), (posts.Report, posts.Unread.Count));
        Assert.Equal(
            1,
            await house.CountAsync(
                "select count(*) from posts p join bodies b on b.id = p.body_id where b.kind = 'Branch'"));
    }

    [Theory, OnBothEngines]
    public async Task What_a_list_says_anew_of_a_body_is_a_change(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.BodiesAsync(Bodies);

        var done = await house.BodiesAsync("名称,社区,电话,上级\n街心社区大党委,街心,0738-8800001,\n街心社区党支部,街心,,桥头物业公司\n");

        Assert.Equal(new ImportReport(0, 2, 0, 0), done.Report);
        Assert.Equal(
            1,
            await house.CountAsync(
                "select count(*) from bodies where phone = '0738-8800001' and kind = 'WideCommittee'"));
        Assert.Equal(2, await house.CountAsync("select count(*) from trail_events where action = 'body.change'"));
    }

    [Theory, OnBothEngines]
    public async Task What_cannot_be_used_is_refused_with_its_column_and_who_names_a_refused_body_is_refused_with_it(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);

        var done = await house.BodiesAsync(
            "名称,类别,社区,上级,成立日期,结束日期\n"
            + "甲协会,,街心,乙协会,,\n乙协会,,街心,甲协会,,\n丙协会,,街心,乙协会,,\n"
            + "丁协会,,没有的社区,,,\n戊,不知道,街心,,,\n己协会,,街心,,25.1.1,\n防汛临时党支部,,街心,,,2026-09-01\n庚协会,,街心,,,\n辛协会,,街心,戊,,\n壬协会,,街心,无此会,,\n");

        Assert.Equal(new ImportReport(1, 0, 0, 9), done.Report);
        var text = await File.ReadAllTextAsync(done.RefusedPath!, TestContext.Current.CancellationToken);
        Assert.Contains("甲协会,,街心,乙协会,,,2,「上级」：上级绕成了一圈：乙协会", text, StringComparison.Ordinal);
        Assert.Contains("丙协会,,街心,乙协会,,,4,「上级」：没有收下这个单位，请先改第 3 行", text, StringComparison.Ordinal);
        Assert.Contains("辛协会,,街心,戊,,,10,「上级」：没有收下这个单位，请先改第 6 行", text, StringComparison.Ordinal);
        Assert.Contains("壬协会,,街心,无此会,,,11,「上级」：没有叫“无此会”的单位", text, StringComparison.Ordinal);
        Assert.Contains("「社区」：不知道是哪个社区（村）没有的社区", text, StringComparison.Ordinal);
        Assert.Contains("「类别」：认不出是哪一类单位：不知道", text, StringComparison.Ordinal);
        Assert.Contains("「成立日期」：看不出是哪一天", text, StringComparison.Ordinal);
        Assert.Contains("临时党支部要写明任务", text, StringComparison.Ordinal);
        Assert.Equal(1, await house.CountAsync("select count(*) from bodies"));
    }

    [Theory, OnBothEngines]
    public async Task Posts_come_in_with_their_holders_and_run_again_nothing_changes(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.BodiesAsync(Bodies);

        var done = await house.PostsAsync(Posts);

        Assert.Equal((new ImportReport(5, 0, 0, 0), null), (done.Report, done.RefusedPath));
        Assert.Equal(new ImportReport(0, 0, 5, 0), (await house.PostsAsync(Posts)).Report);
        Assert.Equal(4, await house.CountAsync("select count(*) from people"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where role = 'BuildingHead' and area_code = 431302001001001001 and valid_from = '2025-01-01'"));
        Assert.Equal(
            1,
            await house.CountAsync(
                "select count(*) from posts where role = 'GridWorker' and area_code = 431302001001001000"));
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from post_facts where role = 'Head' and title = '党支部书记' and name = '赵建设' and valid_to = '2024-12-31'"));
        Assert.Equal(5, await house.CountAsync("select count(*) from trail_events where action = 'post.appoint'"));
    }

    [Theory, OnBothEngines]
    public async Task A_list_in_gbk_within_a_community_and_a_telephone_that_comes_later_are_the_same_people(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = ListedPlaces.Write("姓名,岗位,网格,楼栋\n王敏,网格员,第二网格,\n孙丽,楼长,,6栋\n", Encoding.GetEncoding("GB18030"));
        var first = await house.DoAsync<ImportPosts, ListImported>(
            act => act.RunAsync(new(path, House.Community), Viewer.System, default));

        var second = await house.PostsAsync("姓名,岗位,网格,楼栋,电话\n王敏,网格员,第二网格,,13900000009\n", House.Community);

        Assert.Equal((new ImportReport(2, 0, 0, 0), new ImportReport(0, 0, 1, 0)), (first.Report, second.Report));
        Assert.Equal(2, await house.CountAsync("select count(*) from people"));
        Assert.Equal(1, await house.CountAsync("select count(*) from people where phone is not null"));
    }

    [Theory]
    [InlineData("任期开始", "任期结束")]
    [InlineData("任期起", "任期止")]
    [InlineData("任职时间", "届满")]
    [InlineData("聘任日期", "任期届满日期")]
    public async Task The_days_of_a_post_are_found_under_what_offices_call_them(string first, string last)
    {
        await using var house = await ListedPlaces.OpenAsync(Engine.Sqlite);

        var done = await house.PostsAsync(
            $"社区,姓名,岗位,电话,{first},{last},备注\n街心,刘小军,网格员,13900000002,2024-01-01,2026-12-31,\n街心,王敏,网格员,,2024-13-01,,\n");

        Assert.Equal(new ImportReport(1, 0, 0, 1), done.Report);
        Assert.Equal(["备注"], done.Unread);
        var text = await File.ReadAllTextAsync(done.RefusedPath!, TestContext.Current.CancellationToken);
        Assert.Contains($"「{first}」：看不出是哪一天", text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await house.CountAsync(
                "select count(*) from posts where valid_from = '2024-01-01' and valid_to = '2026-12-31'"));
    }

    [Theory, OnBothEngines]
    public async Task A_dry_run_tells_the_same_and_leaves_nothing(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);

        Assert.Equal(new ImportReport(5, 0, 0, 0), (await house.BodiesAsync(Bodies, dryRun: true)).Report);
        Assert.Equal(new ImportReport(4, 0, 0, 1), (await house.PostsAsync(Posts, dryRun: true)).Report);
        Assert.Equal(0, await house.CountAsync("select count(*) from bodies"));
        Assert.Equal(0, await house.CountAsync("select count(*) from people"));
        Assert.Equal(
            0,
            await house.CountAsync(
                "select count(*) from trail_events where action like 'post.%' or action like 'body.%'"));
    }

    [Theory, OnBothEngines]
    public async Task What_is_wrong_with_a_post_is_said_of_its_column(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.PostsAsync(Posts.Replace("街心社区党支部", "", StringComparison.Ordinal));

        var done = await house.PostsAsync(
            "姓名,联系电话,岗位,社区,网格,楼栋,任职日期,离任日期\n"
            + ",,楼栋长,街心,,5栋,,\n"
            + "李四,13900000001,楼栋长,街心,,5栋,,\n"
            + "李四,123,楼栋长,街心,,5栋,,\n"
            + "李四,,大王,街心,,,,\n"
            + "李四,,楼栋长,街心,,,,\n"
            + "李四,,楼栋长,贤童,,1号楼,,\n"
            + "李四,,网格员,街心,九,,,\n"
            + "李四,,委员,街心,,,,\n"
            + "李四,,包村领导,街心,,,2026-01-02,2026-01-01\n"
            + "李四,,管理员,街心,,,,\n"
            + "李四、王五,,楼栋长,街心,,5栋,,\n");

        var text = await File.ReadAllTextAsync(done.RefusedPath!, TestContext.Current.CancellationToken);
        Assert.Equal(new ImportReport(0, 0, 0, 11), done.Report);
        string[] said =
        [
            "「姓名」：", "「联系电话」：这个电话登记的是另一个姓名", "「联系电话」：", "「岗位」：认不出是什么岗位：大王", "「楼栋」：这个岗位要写清楼栋",
            "「楼栋」：社区还没有定下网格", "「网格」：社区里没有这个网格：九", "这个岗位要属于一个单位", "「离任日期」：", "认不出是什么岗位：管理员",
            "「姓名」：一格写了几个人，请一人一行",
        ];
        Assert.All(said, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Theory, OnBothEngines]
    public async Task A_last_day_in_a_list_ends_the_post_and_its_powers(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.PostsAsync("姓名,电话,岗位,社区,网格\n刘小军,13900000002,网格员,街心,一网格\n", null);
        house.Clock.Now = house.Clock.Now.AddDays(10);

        var done = await house.PostsAsync(
            "姓名,电话,岗位,社区,网格,任职日期,离任日期\n刘小军,13900000002,网格员,街心,一网格,2026-03-02,2026-03-11\n");

        Assert.Equal(new ImportReport(0, 1, 0, 0), done.Report);
        Assert.Equal(0, await house.CountAsync("select count(*) from posts where valid_to is null"));
        Assert.Equal(1, await house.CountAsync("select count(*) from trail_events where action = 'post.end'"));
    }

    [Theory, OnBothEngines]
    public async Task A_list_of_who_has_left_ends_posts_without_knowing_when_they_began(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.PostsAsync(
            "姓名,电话,岗位,所在社区,所在网格,任职日期\n刘小军,13900000002,网格员,街心,一网格,2025-06-01\n");
        const string left = "姓名,电话,岗位,所在社区,所在网格,离任日期\n刘小军,13900000002,网格员,街心,一网格,2026-02-20\n";

        var done = await house.PostsAsync(left + "王敏,,网格员,街心,一网格,2026-02-20\n");

        Assert.Equal(new ImportReport(0, 1, 0, 1), done.Report);
        Assert.Contains(
            "没有写从哪一天开始，也没有在任的可以结束",
            await File.ReadAllTextAsync(done.RefusedPath!, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal(1, await house.CountAsync(
            "select count(*) from posts where valid_from = '2025-06-01' and valid_to = '2026-02-20'"));
        Assert.Equal(new ImportReport(0, 0, 1, 0), (await house.PostsAsync(left)).Report);
    }

    [Theory, OnBothEngines]
    public async Task A_body_that_is_over_comes_in_once_with_what_was_below_it(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        const string over =
            "名称,类别,社区,上级,成立日期,结束日期,任务,地点\n"
            + "防汛临时党支部,,街心,,2025-06-01,2025-09-01,防汛,南堤\n"
            + "南堤值守组,值守组,街心,防汛临时党支部,2025-06-01,2025-09-01,,\n";
        const string post =
            "姓名,岗位,单位,任职日期,离任日期\n刘小军,组长,南堤值守组,2025-06-01,2025-09-01\n";

        Assert.Equal(new ImportReport(2, 0, 0, 0), (await house.BodiesAsync(over)).Report);
        Assert.Equal(new ImportReport(0, 0, 2, 0), (await house.BodiesAsync(over)).Report);
        var nextYear = over[..over.IndexOf("南堤值", StringComparison.Ordinal)]
            .Replace("2025-0", "2026-0", StringComparison.Ordinal);
        Assert.Equal(new ImportReport(1, 0, 0, 0), (await house.BodiesAsync(nextYear)).Report);
        Assert.Equal(new ImportReport(1, 0, 0, 0), (await house.PostsAsync(post)).Report);
        Assert.Equal(new ImportReport(0, 0, 1, 0), (await house.PostsAsync(post)).Report);

        var wrong = await house.BodiesAsync("名称,社区,上级,结束日期\n甲协会,街心,,2025-01-01\n乙协会,街心,南堤值守组,\n");

        Assert.Equal(new ImportReport(0, 0, 0, 2), wrong.Report);
        Assert.Equal(3, await house.CountAsync("select count(*) from bodies"));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "桥头小区5栋", "")]
    [InlineData(Engine.Postgres, "桥头5号楼", "")]
    [InlineData(Engine.Sqlite, "桥头小区-5", "桥头")]
    [InlineData(Engine.Sqlite, "5幢", "桥头")]
    public async Task A_building_is_found_with_its_estate_in_front_of_it(Engine engine, string building, string estate)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);

        var done = await house.PostsAsync($"姓名,岗位,社区,楼栋,小区\n周桂英,楼栋长,街心,{building},{estate}\n");

        Assert.Equal(new ImportReport(1, 0, 0, 0), done.Report);
        Assert.Equal(1, await house.CountAsync("select count(*) from posts where area_code = 431302001001001001"));
    }

    [Theory, OnBothEngines]
    public async Task A_new_title_is_a_change_and_no_end(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        await house.BodiesAsync(Bodies);
        const string head = "姓名,电话,岗位,社区,单位\n";
        Assert.Equal(
            new ImportReport(1, 0, 0, 0), (await house.PostsAsync($"{head}刘小军,13900000002,书记,街心,街心社区党支部\n")).Report);

        var done = await house.PostsAsync($"{head}刘小军,13900000002,支部书记,街心,街心社区党支部\n");

        Assert.Equal(new ImportReport(0, 1, 0, 0), done.Report);
        Assert.Equal(1, await house.CountAsync("select count(*) from posts where title = '支部书记' and valid_to is null"));
        Assert.Equal(0, await house.CountAsync("select count(*) from trail_events where action = 'post.end'"));
        Assert.Equal(1, await house.CountAsync("select count(*) from trail_events where action = 'post.title'"));
    }

    [Theory, OnBothEngines]
    public async Task One_wrong_column_stops_the_list_after_a_thousand_rows(Engine engine)
    {
        await using var house = await ListedPlaces.OpenAsync(engine);
        var rows = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"人{i},街心,第九网格,网格员\n"));

        var mistake = await Assert.ThrowsAsync<MistakeException>(() => house.PostsAsync("姓名,社区,网格,岗位\n" + rows));

        Assert.Equal("sheet.wrong-column", mistake.Code);
        Assert.Contains("「网格」", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(0, await house.CountAsync("select count(*) from people"));
    }
}
