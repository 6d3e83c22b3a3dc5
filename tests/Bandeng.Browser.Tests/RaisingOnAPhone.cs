using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>
/// A resident says what is wrong, on a phone, in three steps, with a photograph; with script and without.
/// </summary>
public sealed class RaisingOnAPhone(BandengSite site)
{
    // The smallest whole JPEG: grey, 8 by 8.
    private const string Grey =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
        + "AQEBAQH/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_steps_and_a_photograph(bool script)
    {
        var page = await site.VisitorAsync(screen: Screen.Phone, script: script);
        var name = script ? "script" : "plain";
        await page.GotoAsync("/q/431302001001");
        await Expect(page.GetByText("街心社区").First).ToBeVisibleAsync();
        await Expect(page.GetByText("紧急情况请打").First).ToBeVisibleAsync();
        await page.GetByLabel("有什么事").FillAsync($"楼道灯坏了，老人夜里看不见。（{name}）");
        await page.Locator("#Photos").SetInputFilesAsync(new FilePayload
        {
            Name = "灯.jpg",
            MimeType = "image/jpeg",
            Buffer = Convert.FromBase64String(Grey),
        });
        await FitAsync(page, script, $"raise-1-{name}");
        await Button(page, "下一步").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/raise/where$"));
        await page.GetByLabel("说说在哪里").FillAsync("3号楼2单元");
        await FitAsync(page, script, $"raise-2-{name}");
        await page.GetByLabel("上一步").Or(page.Locator(".steps a")).First.ClickAsync();
        await Expect(page.GetByLabel("有什么事")).ToHaveValueAsync(new Regex("楼道灯坏了"));
        await Expect(page.GetByText("灯.jpg")).ToBeVisibleAsync();
        await Button(page, "下一步").ClickAsync();
        await page.GetByLabel("说说在哪里").FillAsync("3号楼2单元");
        await Button(page, "下一步").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/raise/send$"));
        await Expect(page.GetByText("3号楼2单元")).ToBeVisibleAsync();
        await FitAsync(page, script, $"raise-3-{name}");
        await Button(page, "提交").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/raise/done$"));
        await Expect(page.Locator("h1 .code")).ToHaveTextAsync(new Regex("^[2-9A-Z]{4}-[2-9A-Z]{4}$"));
        await FitAsync(page, script, $"raise-4-{name}");
        await page.GetByRole(AriaRole.Link, new() { Name = "看进度" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("楼道灯坏了");
        await Expect(page.Locator("main img").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_neighbour_finds_the_same_and_joins()
    {
        var first = await site.VisitorAsync(screen: Screen.Phone);
        await SayAsync(first, "小广场的健身器材松动，孩子差点摔下来");
        await Button(first, "提交").ClickAsync();
        await Expect(first).ToHaveURLAsync(new Regex("/raise/done$"));

        var second = await site.VisitorAsync(screen: Screen.Phone);
        await SayAsync(second, "健身器材松动了，危险");
        await FitAsync(second, true, "same");
        await second.GetByRole(AriaRole.Link, new() { Name = "我也是" }).First.ClickAsync();
        await FitAsync(second, true, "join");
        await second.GetByRole(AriaRole.Button, new() { Name = "我也是" }).ClickAsync();

        await Expect(second.GetByText("已算上您")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_code_is_said_at_once_and_a_right_one_shows_how_it_stands()
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        await SayAsync(page, "路边井盖响，晚上睡不着");
        await Button(page, "提交").ClickAsync();
        var code = await page.Locator("h1 .code").TextContentAsync();

        await page.GotoAsync("/find?code=7K3M-4TQ0");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("这个码有一个字不对");
        await FitAsync(page, true, "find-wrong");
        await page.GetByLabel("查询码").FillAsync(code!.ToLowerInvariant());
        await Button(page, "查").ClickAsync();

        await Expect(page.GetByText("已登记")).ToBeVisibleAsync();
        await FitAsync(page, true, "find");
    }

    [Fact]
    public async Task A_resident_sees_who_has_seen_the_number()
    {
        var page = await site.VisitorAsync("resident", Screen.Phone);
        await SayAsync(page, "下水道有味道");
        await Button(page, "提交").ClickAsync();
        await page.GotoAsync("/my");
        await FitAsync(page, true, "my");

        await page.GetByRole(AriaRole.Link, new() { Name = "谁看过我的电话" }).First.ClickAsync();

        await Expect(page.GetByText("还没有人看过")).ToBeVisibleAsync();
        await FitAsync(page, true, "seen");
    }

    private static async Task SayAsync(IPage page, string words)
    {
        await page.GotoAsync("/raise?area=431302001001");
        await page.GetByLabel("有什么事").FillAsync(words);
        await Button(page, "下一步").ClickAsync();
        await Button(page, "下一步").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/raise/send$"));
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // Axe is a script itself: where there is none, only the width is measured by eye, in the picture.
    private static Task FitAsync(IPage page, bool script, string name) =>
        script ? page.IsFitAsync(name) : page.ShootAsync(name);
}
