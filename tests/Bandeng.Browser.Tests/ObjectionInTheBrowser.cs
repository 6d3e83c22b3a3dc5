using System.Globalization;
using System.Text;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>
/// A plan of grids is shown, objected to by residents on a telephone without script, answered and adopted.
/// </summary>
public sealed class ObjectionInTheBrowser(BandengSite site)
{
    private const string Clerk = "showclerk";
    private const string Words = "我们楼离第一格更近，请划过去。";

    [Fact]
    public async Task Shown_objected_to_answered_and_adopted()
    {
        var place = await OwnCommunity.LastOfAsync(site, AreaCode.Parse("431302002"));
        await place.SeatClerkAsync(site, Clerk);
        var desk = await site.VisitorAsync(Clerk);
        var plan = await ShowAsync(desk, place);

        var code = await ObjectAsync(plan, place);
        await ObjectSignedInAsync(plan);
        await AnswerAsync(desk, plan);
        await SeeAsync(plan, code);
        await AdoptAsync(desk, plan);
        await desk.Context.CloseAsync();
    }

    private static async Task<string> ShowAsync(IPage page, OwnCommunity place)
    {
        await page.GotoAsync("/registry/import");
        await page.Locator("label", new() { HasText = "楼栋和房号" }).First.ClickAsync();
        await page.Locator("#list").SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(place.BuildingList(8, first: 201, across: 4, 60)),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "先看看" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(page.GetByText("名单已经生效。")).ToBeVisibleAsync();
        await page.GotoAsync($"/registry/grids?area={place.Code}");
        await page.GetByLabel("最少").Or(page.Locator("#Least")).First.FillAsync("100");
        await page.Locator("#Most").FillAsync("300");
        await page.GetByRole(AriaRole.Button, new() { Name = "算方案" }).ClickAsync();
        await page.Locator("main h3 a[href^='/registry/grids/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "开始公示" }).ClickAsync();
        await Expect(page.GetByText("正在公示")).ToBeVisibleAsync();
        await Expect(page.Locator("#move")).ToHaveCountAsync(0);
        await page.IsFitAsync("plan-shown-desk");
        return new Uri(page.Url).AbsolutePath.Split('/')[^1];
    }

    // From the public page of the community, on a telephone without script, by somebody who is not signed in.
    private async Task<string> ObjectAsync(string plan, OwnCommunity place)
    {
        var page = await site.VisitorAsync(screen: Screen.Phone, script: false);
        await page.GotoAsync($"/areas/{place.Code}");
        await page.Locator($"a[href='/grids/{plan}']").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("网格方案公示");
        await page.GetByRole(AriaRole.Link, new() { Name = "提异议" }).ClickAsync();
        await page.GetByLabel("您的异议").FillAsync(Words);
        await page.GetByLabel("关于哪一栋").SelectOptionAsync(new SelectOptionValue { Label = "201栋" });
        await page.GetByLabel("怎么称呼您").FillAsync("曾师傅");
        await page.GetByLabel("电话").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("11 位手机号");
        await Expect(page.GetByLabel("您的异议")).ToHaveValueAsync(Words);
        await page.GetByLabel("电话").FillAsync("13907380099");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await Expect(page.GetByText("收到了，请记下查询码")).ToBeVisibleAsync();
        var code = await page.Locator("main .alert .code").InnerTextAsync();
        await page.Context.CloseAsync();
        return code;
    }

    private async Task ObjectSignedInAsync(string plan)
    {
        var page = await site.VisitorAsync("resident", Screen.Phone);
        await page.GotoAsync($"/grids/{plan}/object");
        await page.IsFitAsync("object-phone");
        await Expect(page.GetByLabel("电话")).ToHaveCountAsync(0);
        await page.GetByLabel("您的异议").FillAsync("第一格太大。");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await Expect(page.GetByText("第一格太大。")).ToHaveCountAsync(0);
        await page.GotoAsync("/grids/objections");
        await Expect(page.GetByText("第一格太大。")).ToBeVisibleAsync();
        await page.IsFitAsync("my-objections-phone");
        await page.Context.CloseAsync();
    }

    private static async Task AnswerAsync(IPage page, string plan)
    {
        await page.GotoAsync($"/registry/grids/{plan}");
        await page.IsFitAsync("objections-desk");
        await page.Locator("section.card", new() { HasText = Words })
            .GetByLabel("采纳", new() { Exact = true }).CheckAsync();
        await page.Locator("section.card", new() { HasText = Words }).GetByLabel("答复（公开）").FillAsync("采纳，201 栋改划第一格。");
        await page.Locator("section.card", new() { HasText = Words }).GetByRole(AriaRole.Button).ClickAsync();
        var other = page.Locator("section.card", new() { HasText = "第一格太大。" });
        await other.GetByLabel("不采纳", new() { Exact = true }).CheckAsync();
        await other.GetByLabel("答复（公开）").FillAsync("没有超过上限，不拆。");
        await other.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("共 2 条，0 条没有答复。").First).ToBeVisibleAsync();
    }

    private async Task SeeAsync(string plan, string code)
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        await page.GotoAsync("/grids/objections");
        await page.GetByLabel("查询码").FillAsync(code.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "查答复" }).ClickAsync();
        await Expect(page.GetByText("采纳，201 栋改划第一格。")).ToBeVisibleAsync();
        await page.GotoAsync($"/grids/{plan}");
        await Expect(page.GetByText("没有超过上限，不拆。")).ToBeVisibleAsync();
        foreach (var secret in new[] { "曾师傅", Words, "13907380099" })
        {
            await Expect(page.GetByText(secret)).ToHaveCountAsync(0);
        }

        await page.IsFitAsync("plan-shown-phone");
        await page.ResizeAsync(Screen.Desk);
        await page.IsFitAsync("plan-shown");
        await page.Context.CloseAsync();
    }

    // The days of the window pass in the table; the clock of this site is everybody's.
    private async Task AdoptAsync(IPage page, string plan)
    {
        await page.GotoAsync($"/registry/grids/{plan}");
        await FillDecisionAsync(page, 0);
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("公示还没有结束");
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
                "update grid_showings set first_day = @first, last_day = @last where plan_id = @plan",
                new { plan = Guid.Parse(plan), first = Day(-12), last = Day(-2) }, CancellationToken.None);
        }

        await page.GotoAsync($"/registry/grids/{plan}");
        await FillDecisionAsync(page, 0);
        await Expect(page.GetByText("街心居〔2026〕8号").First).ToBeVisibleAsync();
        await page.GotoAsync($"/grids/{plan}");
        await Expect(page.GetByText("起有效")).ToBeVisibleAsync();
        await page.IsFitAsync("plan-adopted");
    }

    private async Task FillDecisionAsync(IPage page, int days)
    {
        await page.GetByLabel("决定文号").FillAsync("街心居〔2026〕8号");
        await page.GetByLabel("作出决定的日子").FillAsync(Day(days));
        await page.Locator("form[action*='Adopt'] button").ClickAsync();
    }

    private string Day(int days) =>
        ChinaTime.DayOf(site.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
