using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>
/// A community goes from the spreadsheets that it has (buildings, households, people, posts) to adopted grids and a
/// chain of care in which every household has a name at every level.
/// </summary>
public sealed class CareInTheBrowser(BandengSite site)
{
    private const int Buildings = 20;
    private const int Doors = 30;
    private const string Clerk = "careclerk";

    [Fact]
    public async Task From_four_spreadsheets_to_adopted_grids_and_a_chain_without_a_hole()
    {
        var place = await OwnCommunity.LastOfAsync(site, AreaCode.Parse("431302001"));
        await place.SeatClerkAsync(site, Clerk);
        var page = await site.VisitorAsync(Clerk);
        await SendAsync(
            page, place, "楼栋和房号", place.BuildingList(Buildings, first: 101, across: 5, Doors), Encoding.UTF8,
            $"{Buildings}");
        await SendAsync(page, place, "住户（一行一户）", HouseholdList(), Gbk(), $"{Buildings * Doors}");
        await SendAsync(page, place, "人口（一行一人）", PeopleList(), Encoding.UTF8, $"{Doors}");

        await AdoptAsync(page, place);
        await page.GotoAsync($"/registry/care?area={place.Code}");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "楼栋长 · 楼栋" }))
            .ToContainTextAsync($"{Buildings * Doors}");
        await Expect(page.GetByText("四级都没有空缺")).ToHaveCountAsync(0);

        var admin = await site.VisitorAsync("admin");
        await SendAsync(
            admin, place, "岗位（一行一岗）", await PostListAsync(place), Encoding.UTF8,
            $"{1 + Buildings - 1 + Buildings + await GridsAsync(place)}");
        await admin.GotoAsync("/admin/bodies/tree?area=431302001");
        await admin.IsFitAsync("bodies-tree");
        await admin.SetViewportSizeAsync(390, 844);
        await admin.IsFitAsync("bodies-tree-phone");
        await admin.Context.CloseAsync();
        await page.GotoAsync($"/registry/care?area={place.Code}");
        await page.IsFitAsync("care-holes");

        await FillAsync(page, place, "Block");
        await FillAsync(page, place, "Household");
        await Expect(page.GetByText($"{Buildings * Doors} 户都有人联系，四级都没有空缺。")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.IsFitAsync("care-phone");
        await page.Context.CloseAsync();
    }

    private static async Task SendAsync(
        IPage page, OwnCommunity place, string what, string list, Encoding encoding, string added)
    {
        await page.GotoAsync("/registry/import");
        await page.GetByText(what, new() { Exact = true })
            .Or(page.Locator("label", new() { HasText = what })).First.ClickAsync();
        await page.GetByLabel("社区（村）").Or(page.Locator("#Area")).First.SelectOptionAsync(place.Code.ToString());
        await page.Locator("#list").SetInputFilesAsync(
            new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = encoding.GetBytes(list) });
        await page.GetByRole(AriaRole.Button, new() { Name = "先看看" }).ClickAsync();
        await page.WaitForURLAsync("**/registry/import/*");
        await Expect(page.Locator("main td.number").First).ToHaveTextAsync(added);
        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(page.GetByText("名单已经生效。")).ToBeVisibleAsync();
        await Expect(page.GetByText("下载没有收下的行")).ToHaveCountAsync(0);
    }

    private async Task AdoptAsync(IPage page, OwnCommunity place)
    {
        await page.GotoAsync($"/registry/grids?area={place.Code}");
        await page.GetByRole(AriaRole.Button, new() { Name = "算方案" }).ClickAsync();
        await page.Locator("main h3 a[href^='/registry/grids/']").First.ClickAsync();
        await MoveAsync(page);
        await page.GetByLabel("决定文号").FillAsync("街心居〔2026〕3号");
        await page.GetByLabel("作出决定的日子").FillAsync(DaysAgo(1));
        await page.GetByLabel("没有公示的原因").FillAsync("第一次划分，县里统一部署，已在居民会议上说明");
        await page.Locator("form[action*='Adopt'] button").ClickAsync();
        await Expect(page.GetByText("已按 街心居〔2026〕3号").First).ToBeVisibleAsync();
    }

    // A building is tapped, then the grid it goes to: the figures follow without a new page.
    private static async Task MoveAsync(IPage page)
    {
        await page.IsReadyAsync();
        var house = page.Locator("a[data-building]").First;
        var home = Regex.Match((await house.GetAttributeAsync("aria-label"))!, @"第 (\d+) 格").Groups[1].Value;
        var figures = await page.Locator("#figures").InnerTextAsync();
        await house.ClickAsync();
        await page.Locator($"[data-grid]:not([data-grid='{home}'])").First.DispatchEventAsync("click");
        await Expect(page.Locator("[data-told]")).ToHaveTextAsync("已调整，数字已更新。");
        Assert.NotEqual(figures, await page.Locator("#figures").InnerTextAsync());
        await page.IsFitAsync("grid-plan-moved");
    }

    private static async Task FillAsync(IPage page, OwnCommunity place, string level)
    {
        await page.GotoAsync($"/registry/care?area={place.Code}");
        await page.Locator($"a[href*='/registry/care/fill'][href*='level={level}']").ClickAsync();
        await page.IsFitAsync($"care-fill-{level}");
        await page.GetByRole(AriaRole.Button, new() { Name = "按这个方案落实" }).ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/registry/care\?area="));
    }

    private async Task<long> GridsAsync(OwnCommunity place)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<long>(
            "select count(*) from areas where parent = @Value and valid_to is null", new { place.Code.Value },
            CancellationToken.None))[0];
    }

    private static string HouseholdList() => "某社区住户花名册,,,\n楼栋,单元,房号,户主姓名\n" + string.Concat(
        from building in Enumerable.Range(101, Buildings)
        from door in Enumerable.Range(0, Doors)
        select $"{building}栋,{1 + door / 15},{1 + door % 15 / 3}0{1 + door % 3},住户{building}{door:D2}\n");

    private static string PeopleList() => "楼栋,单元,房号,姓名,与户主关系,民族\n" + string.Concat(
        Enumerable.Range(0, Doors)
            .Select(door => $"101栋,{1 + door / 15},{1 + door % 15 / 3}0{1 + door % 3},家人{door:D2},配偶,某族\n"));

    private async Task<string> PostListAsync(OwnCommunity place)
    {
        var grids = await GridsAsync(place);
        var list = new StringBuilder("某社区网格队伍名册,,,,\n姓名,联系电话,岗位,网格,楼栋\n罗领导,13700000000,包社区领导,,\n");
        for (var grid = 1; grid <= grids; grid++)
        {
            list.Append(CultureInfo.InvariantCulture, $"网格员{grid},1370001{grid:D4},网格员,{grid}号网格,\n");
        }

        // One building has no head yet.
        for (var i = 0; i < Buildings; i++)
        {
            list.Append(
                i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"楼长{i},1370002{i:D4},楼栋长,,{i + 101}栋\n"));
            list.Append(CultureInfo.InvariantCulture, $"联户长{i},1370003{i:D4},联户长,,{i + 101}栋\n");
        }

        return list.ToString();
    }

    private string DaysAgo(int days) =>
        ChinaTime.DayOf(site.Clock.GetUtcNow()).AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Encoding Gbk()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }
}
