using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>
/// The clerk's morning: what burns, an order from the hotline, two sent in one go, a list for the meeting.
/// </summary>
public sealed class DeskInTheBrowser(BandengSite site)
{
    private const string Order =
        "工单编号：LD{0}\n诉求人：王秀英\n联系电话：13800138000\n诉求内容：三号楼前路灯不亮，老人夜里摔过一跤。\n事发地址：街心社区3号楼前\n办理时限：2099年6月4日 18:00";

    // A4 across, less our margins of 16 mm on both sides, in CSS pixels.
    private const int PaperWidth = (297 - 32) * 96 * 10 / 254;

    [Fact]
    public async Task Tiles_and_filters_narrow_the_list_and_stay_in_the_address()
    {
        var clerk = await OpenAsync("/desk");
        await Expect(clerk.Locator("a.tile")).ToHaveCountAsync(7);
        var late = clerk.Locator("a.tile", new() { HasText = "超期" });
        var number = int.Parse(await late.Locator(".tile-number").InnerTextAsync(), CultureInfo.InvariantCulture);

        await late.ClickAsync();
        await Expect(clerk).ToHaveURLAsync(new Regex(@"show=Late"));
        await Expect(clerk.Locator("a.tile[aria-current]")).ToContainTextAsync("超期");
        await Expect(clerk.Locator(".left-overdue")).ToHaveCountAsync(number);

        await clerk.EvaluateAsync("window.stillHere = true");
        await clerk.GetByLabel("类别").SelectOptionAsync("0701");
        await Expect(clerk).ToHaveURLAsync(new Regex("category=0701"));
        Assert.True(await clerk.EvaluateAsync<bool>("window.stillHere === true"));
        var rows = await clerk.Locator("[data-row] a.what-link").AllInnerTextsAsync();
        await clerk.ReloadAsync();
        await Expect(clerk.GetByLabel("类别")).ToHaveValueAsync("0701");
        Assert.Equal(rows, await clerk.Locator("[data-row] a.what-link").AllInnerTextsAsync());
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_what_to_do()
    {
        var clerk = await OpenAsync("/desk");

        await clerk.GetByLabel("搜索", new() { Exact = true }).PressSequentiallyAsync("没有这样的事");

        await Expect(clerk.GetByText("没有找到")).ToBeVisibleAsync();
        // An old finger rests on what it presses; the list does not change under it.
        await clerk.Locator("#desk").GetByRole(AriaRole.Link, new() { Name = "已办结的也找" })
            .ClickAsync(new() { Delay = 800 });
        await Expect(clerk.GetByText("没有符合条件的事项")).ToBeVisibleAsync();
        await Expect(clerk.GetByText("放宽条件再看，或清除全部条件。")).ToBeVisibleAsync();
        await clerk.Locator("#desk").GetByRole(AriaRole.Link, new() { Name = "清除条件" }).ClickAsync();
        await Expect(clerk.Locator("[data-row]").First).ToBeVisibleAsync();
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task The_list_is_worked_by_keyboard()
    {
        var clerk = await site.VisitorAsync("clerk");
        var about = Unique("键盘");
        string[] both = [await EnterAsync(clerk, about + "甲"), await EnterAsync(clerk, about + "乙")];
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(about)}");
        await clerk.IsReadyAsync();
        var here = clerk.Locator(".is-here a.what-link");

        await clerk.Keyboard.PressAsync("j");
        var first = await here.InnerTextAsync();
        await Expect(here).ToBeFocusedAsync();
        await clerk.Keyboard.PressAsync("J");
        await Expect(here).Not.ToHaveTextAsync(first);
        Assert.Contains(await here.InnerTextAsync(), both);
        await clerk.Keyboard.PressAsync("k");
        await Expect(here).ToHaveTextAsync(first);
        await clerk.Keyboard.PressAsync("x");
        await Expect(clerk.GetByRole(AriaRole.Checkbox, new() { Name = $"选「{first}」" })).ToBeCheckedAsync();

        var sheet = await clerk.RunAndWaitForDownloadAsync(() => clerk.Keyboard.PressAsync("e"));
        Assert.EndsWith(".xlsx", sheet.SuggestedFilename, StringComparison.Ordinal);
        // The browser takes a download for the start of a journey: another that begins before it ends may be lost with
        // it.
        await sheet.PathAsync();

        await clerk.Keyboard.PressAsync("r");
        await clerk.WaitForURLAsync(new Regex("/matters/.*#act$"));
        await Expect(clerk.Locator("h1")).ToHaveTextAsync(first);
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task Slash_seeks_and_n_enters_but_never_while_somebody_types()
    {
        var clerk = await OpenAsync("/desk");
        var search = clerk.GetByLabel("搜索", new() { Exact = true });

        await clerk.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await clerk.Keyboard.TypeAsync("jkxdren/");
        await Expect(search).ToHaveValueAsync("jkxdren/");
        await Expect(clerk.Locator(".is-here")).ToHaveCountAsync(0);
        Assert.EndsWith("/desk", new Uri(clerk.Url).AbsolutePath, StringComparison.Ordinal);

        await clerk.GotoAsync("/desk");
        await clerk.IsReadyAsync();
        await clerk.Keyboard.PressAsync("n");
        await clerk.WaitForURLAsync("**/desk/new");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_are_chosen_and_sent_in_one_go()
    {
        var clerk = await site.VisitorAsync("clerk");
        var about = Unique("两件一起派");
        string[] both = [await EnterAsync(clerk, about + "甲"), await EnterAsync(clerk, about + "乙")];
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(about)}");
        await clerk.IsReadyAsync();
        await Expect(clerk.Locator("[data-row]")).ToHaveCountAsync(2);

        foreach (var what in both)
        {
            await clerk.GetByRole(AriaRole.Checkbox, new() { Name = $"选「{what}」" }).CheckAsync();
        }

        await clerk.Locator("h1").ClickAsync();
        await clerk.Keyboard.PressAsync("d");
        await clerk.WaitForURLAsync("**/desk/bulk?**");
        await clerk.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = "桥头物业" });
        await clerk.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await Expect(clerk.GetByText("会派给桥头物业")).ToHaveCountAsync(2);
        await clerk.IsFitAsync("desk-bulk-confirm");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "派出 2 件" }).ClickAsync();

        await Expect(clerk.Locator("h1")).ToHaveTextAsync("办了 2 件，没办 0 件");
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(about)}");
        await Expect(clerk.Locator("[data-row] .who", new() { HasText = "桥头物业" })).ToHaveCountAsync(2);
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wrong_dispatch_is_taken_back_from_the_banner()
    {
        var clerk = await site.VisitorAsync("clerk", Screen.Phone);
        var what = await EnterAsync(clerk, Unique("派错了"), "桥头物业");
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(what)}");

        await clerk.Locator("form.sent", new() { HasText = what }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(clerk.Locator("form.sent", new() { HasText = what })).ToHaveCountAsync(0);
        await Expect(clerk.Locator("[data-row]", new() { HasText = what })).ToContainTextAsync("已受理");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_hotline_order_is_pasted_entered_and_found()
    {
        var clerk = await OpenAsync("/desk/new");
        var number = Guid.CreateVersion7().ToString("N");
        await PasteAsync(clerk, Order.Replace("{0}", number, StringComparison.Ordinal));

        await Expect(clerk.GetByText("工单已拆开")).ToBeVisibleAsync();
        await IsTakenApartAsync(clerk, number);
        await clerk.IsFitAsync("desk-order");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Status).First).ToContainTextAsync("查询码");

        await clerk.GotoAsync($"/desk?q=LD{number}");
        await Expect(clerk.Locator("[data-row]")).ToHaveCountAsync(1);
        await clerk.Locator("[data-row] a.what-link").ClickAsync();
        await Expect(clerk.Locator("main")).ToContainTextAsync("2099年6月4日 18:00");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_hotline_order_is_taken_apart_without_script_by_a_button()
    {
        var clerk = await site.VisitorAsync("clerk", script: false);
        await clerk.GotoAsync("/desk/new");
        var number = Guid.CreateVersion7().ToString("N");
        await clerk.GetByLabel("什么事").FillAsync(Order.Replace("{0}", number, StringComparison.Ordinal));

        await clerk.GetByRole(AriaRole.Button, new() { Name = "识别工单" }).ClickAsync();

        await IsTakenApartAsync(clerk, number);
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_screenshot_in_the_clipboard_goes_along()
    {
        var clerk = await OpenAsync("/desk/new");

        await clerk.EvaluateAsync(
            """
            () => {
                const data = new DataTransfer();
                data.items.add(new File(['x'], 'chat.png', { type: 'image/png' }));
                const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
                document.querySelector('#Input_Detail').dispatchEvent(paste);
            }
            """);

        Assert.Equal(1, await clerk.EvaluateAsync<int>("document.querySelector('#files').files.length"));
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task The_list_prints_across_an_A4_page_without_the_way_around()
    {
        var clerk = await OpenAsync("/desk?show=All");
        await clerk.SetViewportSizeAsync(PaperWidth, 700);
        await clerk.EmulateMediaAsync(new() { Media = Media.Print });

        var ways = clerk.Locator("nav, .filters, .actions, input, button").Locator("visible=true");
        await Expect(ways).ToHaveCountAsync(0);
        await Expect(clerk.Locator(".desk-table thead")).ToBeVisibleAsync();
        Assert.True(await clerk.Locator("[data-row]").CountAsync() > 10);
        var table = await clerk.Locator(".desk-table").BoundingBoxAsync();
        Assert.InRange(table!.X + table.Width, 1, PaperWidth);
        Assert.InRange(await clerk.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, PaperWidth);

        var paper = await clerk.PdfAsync(new() { PreferCSSPageSize = true });
        var sheets = Regex.Matches(Encoding.Latin1.GetString(paper), @"/MediaBox\s*\[0 0 (\d+)[\d.]* (\d+)[\d.]*\]");
        Assert.NotEmpty(sheets);
        Assert.All(sheets, sheet => Assert.Equal(("841", "594"), (sheet.Groups[1].Value, sheet.Groups[2].Value)));
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task In_the_hand_nothing_sticks_out()
    {
        var clerk = await site.VisitorAsync("clerk", Screen.Phone);
        foreach (var address in new[] { "/desk", "/desk?show=All", "/desk?q=没有这样的事", "/desk/new" })
        {
            await clerk.GotoAsync(address);
            await clerk.IsReadyAsync();
            Assert.InRange(await clerk.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        }

        await clerk.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task A_return_is_ruled_on_with_both_sides_in_view(Screen screen)
    {
        var (clerk, handler) = (await site.VisitorAsync("clerk", screen), await site.VisitorAsync("handler", screen));
        var town = await site.VisitorAsync("town", screen);
        var what = await EnterAsync(clerk, Unique("要退的"), "桥头物业");
        await ReturnAsync(
            handler, (await clerk.GetByRole(AriaRole.Link, new() { Name = what }).GetAttributeAsync("href"))!);

        await town.GotoAsync("/rulings?kind=Return");
        var ruling = town.GetByRole(AriaRole.Article, new() { Name = what });
        await Expect(ruling).ToContainTextAsync("《职责清单》第三条");
        await town.IsFitAsync($"rulings-{screen}");
        await ruling.GetByLabel("裁定理由").FillAsync("确属市政道路");
        await ruling.GetByRole(AriaRole.Button, new() { Name = "退单成立" }).ClickAsync();

        await Expect(town.GetByRole(AriaRole.Article, new() { Name = what })).ToHaveCountAsync(0);
        await Task.WhenAll(clerk.Context.CloseAsync(), handler.Context.CloseAsync(), town.Context.CloseAsync());
    }

    private async Task<IPage> OpenAsync(string address)
    {
        var clerk = await site.VisitorAsync("clerk");
        await clerk.GotoAsync(address);
        await clerk.IsReadyAsync();
        return clerk;
    }

    private static async Task PasteAsync(IPage page, string text)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByLabel("什么事").FocusAsync();
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.Keyboard.PressAsync("Control+V");
    }

    private static async Task IsTakenApartAsync(IPage clerk, string number)
    {
        await Expect(clerk.GetByLabel("工单编号")).ToHaveValueAsync($"LD{number}");
        await Expect(clerk.GetByLabel("诉求人", new() { Exact = false }).First).ToHaveValueAsync("王秀英");
        await Expect(clerk.GetByLabel("什么事")).ToHaveValueAsync("三号楼前路灯不亮，老人夜里摔过一跤。");
        await Expect(clerk.GetByLabel("外部时限")).ToHaveValueAsync("2099-06-04T18:00");
    }

    // By the API, in the browser that is signed in: how a body returns is tested where its page is.
    private static async Task ReturnAsync(IPage handler, string address)
    {
        await handler.GotoAsync("/handling");
        var status = await handler.EvaluateAsync<int>(
            """
            async id => (await fetch(`/api/v1/matters/${id}/acts/Return`, {
                method: 'POST', headers: { 'Content-Type': 'application/json' },
                body: JSON.stringify({ reason: 'not-our-duty', basis: '《职责清单》第三条', innerWords: '是市政道路' })
            })).status
            """,
            address.Split('/')[^1]);
        Assert.Equal(200, status);
    }

    private static string Unique(string about) => $"{about}{Guid.CreateVersion7().ToString("N")[^8..]}";

    private static async Task<string> EnterAsync(IPage clerk, string what, string? body = null)
    {
        await clerk.GotoAsync("/desk/new");
        await clerk.GetByLabel("什么事").FillAsync(what);
        if (body is not null)
        {
            await clerk.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = body });
        }

        await clerk.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Link, new() { Name = what })).ToBeVisibleAsync();
        return what;
    }
}
