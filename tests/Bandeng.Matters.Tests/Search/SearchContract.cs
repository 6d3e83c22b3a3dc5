using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Queries.Board;
using Bandeng.Matters.Search;
using Bandeng.Matters.Tests.Desk;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Search;

/// <summary>Search on both engines: what hits, in which order, for whom, and what is forgotten.</summary>
public abstract class SearchContract(DeskSite site)
{
    [Fact]
    public async Task Two_characters_find_a_word_wherever_it_stands()
    {
        var found = await RaiseAsync("昨夜三单元的饮水机漏了一地");

        Assert.Equal([found], await DeskAsync("clerk", "饮水"));
        Assert.Equal([found], await DeskAsync("clerk", "水机"));
        Assert.Equal([found], await DeskAsync("clerk", "饮水机漏了"));
        Assert.Empty(await DeskAsync("clerk", "饮机"));
        Assert.Empty(await DeskAsync("clerk", "机漏水"));
    }

    [Theory]
    [InlineData("鹮")]
    [InlineData("ibis7")]
    [InlineData("IBIS")]
    [InlineData("ｉｂｉｓ７")]
    [InlineData("88号院")]
    [InlineData("院ibis7")]
    [InlineData("朱鹮 88号")]
    [InlineData("88号 朱鹮")]
    public async Task Single_characters_words_of_letters_and_mixtures_find_too(string typed)
    {
        _ = await FirstAsync("ibis", () => RaiseAsync("朱鹮飞来88号院IBIS7，没人管"));

        Assert.NotEmpty(await DeskAsync("clerk", typed));
    }

    [Fact]
    public async Task Titles_stand_before_words_whole_phrases_before_scattered_ones_and_the_newer_first()
    {
        var scattered = await RaiseAsync("凉亭亭顶顶漏", new() { Title = "公园" });
        var inWordsOld = await RaiseAsync("公园里的凉亭顶漏雨了", new() { Title = "公园的事" });
        var inTitle = await RaiseAsync("公园里有点事", new() { Title = "凉亭顶漏了" });
        site.Clock.MoveTo(site.Clock.GetUtcNow().AddMinutes(5));
        var inWords = await RaiseAsync("去看了，凉亭顶漏得厉害", new() { Title = "公园的事" });

        Assert.Equal([inTitle, inWords, inWordsOld, scattered], await DeskAsync("clerk", "凉亭顶漏"));
        Assert.Equal([inTitle, inWords, inWordsOld, scattered], await DeskAsync("clerk", "凉亭 顶漏"));
    }

    [Theory]
    [InlineData("灯\" OR \"坏")]
    [InlineData("title:灯")]
    [InlineData("灯*\" NOT \"坏")]
    [InlineData("NEAR(灯 坏, 9)")]
    [InlineData("^灯")]
    [InlineData("{title body} : 灯")]
    [InlineData("灯 & !坏")]
    [InlineData("灯 | 坏 <-> 了:*A")]
    [InlineData("'灯' || chr(0)")]
    [InlineData("'; drop table matter_search; --")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("灯%坏")]
    [InlineData("\\")]
    [InlineData("😀😀")]
    [InlineData("\ud83d")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u0000灯")]
    [InlineData("ཀ་ཁ ᠮᠣᠩ عربي Ελλ")]
    public async Task Nothing_typed_is_syntax(string typed)
    {
        var all = await AskAsync<long>("select count(*) from matters");

        Assert.InRange((await DeskAsync("clerk", typed)).Count, 0, (int)all - 1);
        Assert.InRange((await AllAsync("resident", typed)).Count, 0, (int)all - 1);
        Assert.Equal(all, await AskAsync<long>("select count(*) from matter_search"));
    }

    [Fact]
    public async Task A_question_of_twenty_thousand_characters_is_answered()
    {
        Assert.Empty(await DeskAsync("clerk", string.Concat(Enumerable.Repeat("囧囧", 10_000))));
        Assert.Empty(
            await DeskAsync(
                "clerk", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"词{(char)(0x4e00 + i)} "))));
    }

    [Fact]
    public async Task Who_is_not_over_the_place_finds_nothing_there()
    {
        var elsewhere = await RaiseAsync("稻草人倒在路中间", area: DeskSite.Elsewhere);

        Assert.Empty(await DeskAsync("clerk", "稻草"));
        Assert.Empty(await AllAsync("clerk", "稻草"));
        Assert.Empty(await AllAsync("resident", "稻草"));
        Assert.Empty(await AllAsync("", "稻草"));
        Assert.Equal([elsewhere], await DeskAsync("district", "稻草"));
        Assert.Equal([elsewhere], await AllAsync("district", "稻草"));
    }

    [Fact]
    public async Task Place_and_name_of_a_protected_matter_lead_there_who_dispatches_it_alone()
    {
        var open = await RaiseAsync("下水道堵了", new() { PlaceWords = "梧桐苑九栋", Name = "皇甫明" });
        var closed = await RaiseAsync("下水道也堵了", new() { PlaceWords = "梧桐苑十栋", Name = "皇甫清", Protected = true });

        Assert.Equal([closed, open], await DeskAsync("clerk", "梧桐苑"));
        Assert.Equal([closed, open], await DeskAsync("clerk", "皇甫"));
        Assert.Equal([open], await DeskAsync("checker", "梧桐苑"));
        Assert.Equal([open], await AllAsync("checker", "皇甫"));
        Assert.Equal([closed], await DeskAsync("checker", "也堵了"));
        Assert.Empty(await AllAsync("resident", "皇甫"));
        Assert.Empty(await DeskAsync("checker", "梧桐苑十"));
        Assert.Empty(await DeskAsync("checker", "苑十 甫清"));
    }

    [Fact]
    public async Task Who_comes_without_a_post_finds_what_is_public_and_what_is_their_own()
    {
        var own = await site.InUnitAsync(async services => DeskSite.Sure(await services.GetRequiredService<RaiseMatter>().RunAsync(
            new() { Area = DeskSite.Here, Detail = "蒲公英飘进屋里" }, await site.AsAsync("resident"), DeskSite.Cancel)).Id);

        Assert.Equal([own], await AllAsync("resident", "公英"));
        Assert.Empty(await AllAsync("", "公英"));
        Assert.Empty(await AllAsync("buildinghead", "公英"));

        DeskSite.Sure(await site.ActAsync(own, MatterAction.LetOut, new(), await site.AsAsync("clerk")));
        Assert.Equal([own], await AllAsync("", "公英"));
        Assert.Equal([own], await AllAsync("buildinghead", "公英"));
        Assert.Equal([own], await AllAsync("resident", "公英"));
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task Who_handles_finds_what_their_body_has()
    {
        var matter = await RaiseAsync("单车棚被白蚁蛀了", new() { PlaceWords = "银杏里" });
        Assert.Empty(await AllAsync("handler", "白蚁"));

        DeskSite.Sure(await site.ActAsync(
            matter, MatterAction.Dispatch, new() { Body = await site.BodyAsync("桥头物业") }, await site.AsAsync("clerk")));

        Assert.Equal([matter], await AllAsync("handler", "白蚁"));
        Assert.Equal([matter], await AllAsync("handler", "银杏里"));
    }

    [Fact]
    public async Task What_was_erased_is_found_no_more_and_leaves_no_token()
    {
        var matter = await RaiseAsync("我叫司徒某，住紫藤巷", new() { Title = "一件事" });
        Assert.Equal([matter], await DeskAsync("clerk", "紫藤"));

        await EraseAsync(await IdAsync($"select detail_id from matters where id = {Quoted(matter)}"));

        Assert.Empty(await DeskAsync("clerk", "紫藤"));
        Assert.Empty(await DeskAsync("clerk", "藤"));
        Assert.Equal(0, await AskAsync<long>(site.IsPostgres
            ? "select count(*) from matter_search where body like '%紫藤%' or grams @@ '''紫藤'''::tsquery"
            : "select count(*) from matter_search_grams_content where c1 like '%紫藤%'"));
        Assert.Contains(matter, await DeskAsync("clerk", "一件事"));
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task Sealed_words_lead_nobody_anywhere()
    {
        var matter = await RaiseAsync("法院判了又不执行，黄包车堵门");
        DeskSite.Sure(await site.ActAsync(
            matter, MatterAction.Redirect, new() { Reason = "discipline", Words = "请向纪检部门反映。" },
            await site.AsAsync("clerk")));

        Assert.Empty(await DeskAsync("clerk", "黄包车", DeskShow.All));
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task The_words_follow_a_change_of_place_and_of_protection()
    {
        var matter = await RaiseAsync("蜂窝挂在檐下", new() { PlaceWords = "丁香路" });
        await site.ActAsync(
            matter, MatterAction.Correct, new() { RequestType = RequestType.Report, InnerWords = "是举报" },
            await site.AsAsync("clerk"));

        Assert.Empty(await DeskAsync("checker", "丁香路"));
        Assert.Equal([matter], await DeskAsync("clerk", "丁香路"));
        Assert.Null(await FaultAsync());
    }

    [Fact]
    public async Task Numbers_codes_and_telephones_find_exactly()
    {
        var matter = await RaiseAsync("水表转得飞快", new() { OutsideNumber = "SS-2026/0071", Phone = "139 0000 7788" });
        var code = (await AskAsync<string>($"select code from matter_voices where matter_id = {Quoted(matter)}"))!;

        Assert.Equal([matter], await DeskAsync("clerk", "SS-2026/0071"));
        Assert.Equal([matter], await DeskAsync("clerk", code.ToLowerInvariant()));
        Assert.Equal([matter], await DeskAsync("clerk", "+86 13900007788"));
        Assert.Empty(await DeskAsync("clerk", "1390000778"));
        Assert.Empty(await DeskAsync("checker", "13900007788"));
        Assert.Empty(await AllAsync("resident", code));
        Assert.Empty(await AllAsync("clerk", "13900007788"));
    }

    [Fact]
    public async Task Pages_by_key_lose_nothing_and_show_nothing_twice()
    {
        var raised = new List<Guid>();
        for (var i = 0; i < DeskList.PageSize + 12; i++)
        {
            raised.Add(
                await RaiseAsync(
                    i % 3 == 0 ? $"第{i}回，萤火虫不见了" : $"第{i}回",
                    i % 3 == 0 ? new() { Title = "又一回" } : new() { Title = "萤火虫没了" }));
        }

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await PageAsync("clerk", new() { Q = "萤火虫", After = after });
            Assert.All(page.Rows, row => Assert.Contains(row.TitlePieces.Concat(row.Snippet), piece => piece.IsHit));
            seen.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(raised.Order(), seen.Order());
        Assert.Equal(
            [.. raised.Where((_, i) => i % 3 != 0).Reverse(), .. raised.Where((_, i) => i % 3 == 0).Reverse()], seen);

        var viewer = await site.AsAsync("clerk");
        var sheet = await site.InUnitAsync(async services => await services.GetRequiredService<DeskList>()
            .AllAsync(new() { Q = "萤火虫" }, viewer, 1_000, DeskSite.Cancel)
            .Select(row => row.Id).ToListAsync(DeskSite.Cancel));
        Assert.Equal(seen, sheet);
    }

    [Fact]
    public async Task Filters_narrow_what_is_found()
    {
        var urgent = await RaiseAsync("煤气味很重，在锅炉房", new() { Urgent = true });
        var plain = await RaiseAsync("锅炉房门锁坏了");

        Assert.Equal([plain, urgent], await DeskAsync("clerk", "锅炉房"));
        Assert.Equal(
            [urgent], (await PageAsync("clerk", new() { Q = "锅炉房", Urgent = true })).Rows.Select(row => row.Id));
        Assert.Empty((await PageAsync("clerk", new() { Q = "锅炉房", Stage = MatterStage.Handled })).Rows);
        Assert.Empty((await PageAsync("clerk", new() { Q = "锅炉房", Area = DeskSite.Elsewhere })).Rows);
    }

    [Fact]
    public async Task What_everybody_looks_for_is_narrowed_by_place_category_progress_and_time()
    {
        var old = await RaiseAsync("白果树枯枝压着电线");
        site.Clock.MoveTo(site.Clock.GetUtcNow().AddDays(40));
        var here = await RaiseAsync("白果树枯枝掉下来");
        var elsewhere = await RaiseAsync("白果树枯枝挡路", area: DeskSite.Elsewhere);
        var category = (await AskAsync<string>("select min(code) from categories where parent_code is not null"))!;
        await RunAsync($"update matters set category_code = '{category}' where id = {Quoted(here)}");
        await RunAsync($"update matters set stage = 'Settled' where id = {Quoted(old)}");
        var month = site.Clock.GetUtcNow().AddDays(-30);

        Assert.Equal([elsewhere, here, old], await AskedAsync("district", new("白果树枯枝")));
        Assert.Equal([here, old], await AskedAsync("district", new("白果树枯枝") { Area = AreaCode.Parse(DeskSite.Here) }));
        Assert.Equal([elsewhere, here], await AskedAsync("district", new("白果树枯枝") { Since = month }));
        Assert.Equal([old], await AskedAsync("district", new("白果树枯枝") { Group = BoardGroup.Settled }));
        Assert.Equal([here], await AskedAsync("district", new("白果树枯枝") { Categories = [category] }));
        Assert.Empty(
            await AskedAsync("district", new("白果树枯枝") { Categories = [category], Group = BoardGroup.Settled }));
        Assert.Equal([here, old], await AskedAsync("clerk", new("白果树枯枝")));
        Assert.Empty(await AskedAsync("clerk", new("白果树枯枝") { Area = AreaCode.Parse(DeskSite.Elsewhere) }));
    }

    [Fact]
    public async Task A_number_of_another_platform_leads_whose_offices_have_it_there_and_nobody_else()
    {
        var matter = await RaiseAsync("蓄水池的盖子裂了", new() { OutsideNumber = "SEEK-20261128-7" });
        var elsewhere = await RaiseAsync("蓄水池没有盖子", new() { OutsideNumber = "SEEK-20261128-8" }, DeskSite.Elsewhere);

        Assert.Equal(matter, (await AllAsync("clerk", " SEEK-20261128-7 "))[0]);
        Assert.DoesNotContain(elsewhere, await AllAsync("clerk", "SEEK-20261128-8"));
        Assert.Equal(elsewhere, (await AllAsync("district", "SEEK-20261128-8"))[0]);
        Assert.Empty(await AskedAsync("district", new("SEEK-20261128-8") { Group = BoardGroup.Settled }));
        Assert.Empty(await AllAsync("", "SEEK-20261128-7"));
        Assert.Empty(await AllAsync("resident", "SEEK-20261128-7"));
        Assert.Empty(await AllAsync("handler", "SEEK-20261128-7"));

        var body = await BodyOfAsync("handler");
        await RunAsync($"update matters set body_id = {Quoted(body)} where id = {Quoted(matter)}");
        Assert.Equal(matter, (await AllAsync("handler", "SEEK-20261128-7"))[0]);
    }

    [Fact]
    public async Task What_is_frequent_is_walked_and_what_is_rare_is_fetched_with_the_same_answer()
    {
        // More than the few that PostgreSQL fetches at once.
        var common = await IndexedAsync(2_100);
        var rare = await RaiseAsync("井盖不见了，鹧鸪叫", new() { Title = "井盖" });

        Assert.Equal(DeskList.PageSize, (await DeskAsync("clerk", "井盖")).Count);
        Assert.Equal([rare], await DeskAsync("clerk", "鹧鸪"));
        Assert.Equal(rare, (await DeskAsync("clerk", "井盖"))[0]);
        var viewer = await site.AsAsync("clerk");
        var all = await site.InUnitAsync(async services => await services.GetRequiredService<DeskList>()
            .AllAsync(new() { Q = "井盖" }, viewer, 10_000, DeskSite.Cancel)
            .Select(row => row.Id).ToListAsync(DeskSite.Cancel));
        Assert.Equal(common + 1, all.Distinct().Count());
        Assert.Equal(common + 1, all.Count);
    }

    [Fact]
    public async Task The_index_is_filled_with_what_was_there_before_it_and_verify_tells_when_it_is_wrong()
    {
        await site.InUnitAsync(services => services.GetRequiredService<FillIndex>().RunAsync(null, DeskSite.Cancel));
        var matter = await RaiseAsync("琉璃瓦掉下来了");
        Assert.Null(await FaultAsync());

        await RunAsync($"delete from matter_search_grams where rowid = (select doc from matter_search where matter_id = {Quoted(matter)})", sqliteOnly: true);
        await RunAsync($"delete from matter_search where matter_id = {Quoted(matter)}");
        Assert.Contains("is not in the index", await FaultAsync(), StringComparison.Ordinal);

        await site.InUnitAsync(async services =>
        {
            await services.GetRequiredService<FillIndex>().BeginAsync(DeskSite.Cancel);
            await services.GetRequiredService<FillIndex>().BeginAsync(DeskSite.Cancel);
            return 0;
        });
        Assert.Equal(
            1,
            await site.InUnitAsync(services =>
                services.GetRequiredService<FillIndex>().RunAsync(null, DeskSite.Cancel)));
        Assert.Equal([matter], await DeskAsync("clerk", "琉璃"));
        Assert.Null(await FaultAsync());

        await RunAsync($"update matter_search set area_code = area_code + 1 where matter_id = {Quoted(matter)}");
        Assert.Contains("words that it has not", await FaultAsync(), StringComparison.Ordinal);
        await RunAsync($"update matter_search set area_code = area_code - 1 where matter_id = {Quoted(matter)}");
    }

    [Fact]
    public async Task The_page_marks_hits_and_writes_no_script_of_anybody()
    {
        await RaiseAsync("<script>alert(1)</script>猕猴桃架子倒了");
        using var client = await site.VisitorAsync("clerk");

        var html = await client.GetStringAsync("/search?q=猕猴桃", DeskSite.Cancel);
        Assert.Contains("<mark>猕猴桃</mark>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains(
            "<mark>猕猴桃</mark>", await client.GetStringAsync("/desk?q=猕猴桃", DeskSite.Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "Nothing found", await client.GetStringAsync("/search?q=%22%20OR%20x", DeskSite.Cancel),
            StringComparison.Ordinal);
    }

    private Task<Guid> RaiseAsync(string detail, RaiseRequest? more = null, string area = DeskSite.Here) =>
        site.RaiseAsync(area, detail, more);

    private async Task<Guid> FirstAsync(string known, Func<Task<Guid>> raise) =>
        (await DeskAsync("clerk", known)) is [var there, ..] ? there : await raise();

    private async Task<List<Guid>> DeskAsync(string name, string typed, DeskShow? show = null) =>
        [.. (await PageAsync(name, new() { Q = typed, Show = show })).Rows.Select(row => row.Id)];

    private Task<DeskList.Page> PageAsync(string name, DeskFilter filter) => site.InUnitAsync(async services =>
        await services.GetRequiredService<DeskList>().RunAsync(filter, await site.AsAsync(name), DeskSite.Cancel));

    private Task<List<Guid>> AllAsync(string name, string typed) => AskedAsync(name, new(typed));

    private async Task<Guid> BodyOfAsync(string name) =>
        (await site.AsAsync(name)).PostsWith(Permission.HandleMatters)
            .Select(post => post.BodyId).OfType<Guid>().First();

    private Task<List<Guid>> AskedAsync(string name, SearchQuestion question) => site.InUnitAsync(async services =>
    {
        var viewer = name.Length == 0 ? Viewer.Nobody : await site.AsAsync(name);
        var page = await services.GetRequiredService<SearchAll>().RunAsync(question, viewer, DeskSite.Cancel);
        return page.Matters.Select(found => found.Id).ToList();
    });

    private async Task<string?> FaultAsync() => await site.InUnitAsync(services =>
        services.GetServices<IVerification>().Single(one => one.Name == "matters.search")
            .FirstFaultAsync(DeskSite.Cancel));

    /// <summary>Many matters with one word, past the pipeline.</summary>
    private Task<int> IndexedAsync(int number) => site.InUnitAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        var raise = services.GetRequiredService<RaiseMatter>();
        for (var i = 0; i < number; i += 100)
        {
            await using var together = await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.BeginTransactionAsync(
                db.Database, System.Data.IsolationLevel.Unspecified, DeskSite.Cancel);
            for (var j = i; j < Math.Min(number, i + 100); j++)
            {
                DeskSite.Sure(await raise.RunAsync(
                    new() { Area = DeskSite.Here, Title = $"{j}号路", Detail = $"第{j}个井盖松了" }, Viewer.System,
                    DeskSite.Cancel));
            }

            await together.CommitAsync(DeskSite.Cancel);
        }

        return number;
    });

    private Task<int> EraseAsync(Guid text) => site.InUnitAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        await db.EraseTextAsync(text, null, "本人要求", Viewer.System, site.Clock.GetUtcNow(), DeskSite.Cancel);
        await db.SaveAsync(DeskSite.Cancel);
        return 0;
    });

    private Task<T?> AskAsync<T>(string sql) => site.InUnitAsync(services =>
        services.GetRequiredService<BandengDb>().RowAsync<T>(sql, null, DeskSite.Cancel));

    private Task<Guid> IdAsync(string sql) => AskAsync<Guid>(sql);

    private async Task RunAsync(string sql, bool sqliteOnly = false)
    {
        if (!sqliteOnly || !site.IsPostgres)
        {
            await site.InUnitAsync(services =>
                services.GetRequiredService<BandengDb>().ExecuteAsync(sql, null, DeskSite.Cancel));
        }
    }

    private static string Quoted(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";
}

public sealed class SearchOnSqlite(DeskSiteOnSqlite site) : SearchContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class SearchOnPostgres(DeskSiteOnPostgres site) : SearchContract(site), IClassFixture<DeskSiteOnPostgres>;
