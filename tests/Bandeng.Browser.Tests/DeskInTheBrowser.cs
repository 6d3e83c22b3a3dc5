using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>The clerk's morning: entered, found, chosen and sent by keyboard; the same on a telephone and without script.</summary>
public sealed class DeskInTheBrowser(BandengSite site)
{
    private const string Order =
        "工单编号：LD{0}\n诉求人：王秀英\n联系电话：13800138000\n诉求内容：三号楼前路灯不亮，老人夜里摔过一跤。\n事发地址：街心社区3号楼前\n办理时限：2099年6月4日 18:00";

    [Fact]
    public async Task The_inbox_is_worked_by_keyboard()
    {
        var clerk = await site.VisitorAsync("clerk");
        var what = await EnterAsync(clerk, "键盘派单");
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(what)}");

        await clerk.Keyboard.PressAsync("/");
        await Expect(clerk.GetByLabel("搜索", new() { Exact = true })).ToBeFocusedAsync();
        await clerk.Keyboard.PressAsync("j");
        await Expect(clerk.Locator(".is-here")).ToHaveCountAsync(0);
        await clerk.GetByLabel("搜索", new() { Exact = true }).FillAsync(what);
        await clerk.GetByLabel("搜索", new() { Exact = true }).BlurAsync();

        await clerk.Keyboard.PressAsync("j");
        await Expect(clerk.GetByRole(AriaRole.Link, new() { Name = what })).ToBeFocusedAsync();
        await clerk.Keyboard.PressAsync("x");
        await Expect(clerk.GetByRole(AriaRole.Checkbox, new() { Name = $"选「{what}」" })).ToBeCheckedAsync();
        await clerk.Keyboard.PressAsync("d");
        await clerk.WaitForURLAsync("**/desk/bulk?**");
        await clerk.IsFitAsync("desk-bulk-choose");

        await clerk.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = "桥头物业" });
        await clerk.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await Expect(clerk.GetByText("会派给桥头物业")).ToBeVisibleAsync();
        await clerk.IsFitAsync("desk-bulk-confirm");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "派出 1 件" }).ClickAsync();
        await Expect(clerk.GetByText("已派 桥头物业")).ToBeVisibleAsync();
        await clerk.IsFitAsync("desk-bulk-done");

        await clerk.GotoAsync("/desk");
        await Expect(clerk.GetByText($"已派给桥头物业：{what}")).ToBeVisibleAsync();
        await clerk.Keyboard.PressAsync("n");
        await clerk.WaitForURLAsync("**/desk/new");
        await clerk.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task A_wrong_dispatch_is_taken_back_from_the_banner(Screen screen)
    {
        var clerk = await site.VisitorAsync("clerk", screen);
        var what = await EnterAsync(clerk, "派错了", "桥头物业");
        await clerk.IsFitAsync($"desk-entered-{screen}");
        await clerk.GotoAsync($"/desk?q={Uri.EscapeDataString(what)}");
        await clerk.IsFitAsync($"desk-with-rows-{screen}");

        await clerk.Locator("form.sent", new() { HasText = what }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(clerk.Locator("form.sent", new() { HasText = what })).ToHaveCountAsync(0);
        await Expect(clerk.Locator("[data-row]", new() { HasText = what })).ToContainTextAsync("已受理");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_filter_changes_the_list_and_the_address_without_reloading()
    {
        var clerk = await site.VisitorAsync("clerk");
        var (one, other) = (await EnterAsync(clerk, "筛选甲"), await EnterAsync(clerk, "筛选乙"));
        await clerk.GotoAsync("/desk");
        await clerk.EvaluateAsync("window.stillHere = true");

        await clerk.GetByLabel("搜索", new() { Exact = true }).PressSequentiallyAsync(one);

        await Expect(clerk.GetByRole(AriaRole.Link, new() { Name = other })).ToHaveCountAsync(0);
        await Expect(clerk.GetByRole(AriaRole.Link, new() { Name = one })).ToBeVisibleAsync();
        await Expect(clerk).ToHaveURLAsync(new Regex("q="));
        Assert.True(await clerk.EvaluateAsync<bool>("window.stillHere === true"));
        await clerk.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hotline_order_is_taken_apart_with_and_without_script(bool script)
    {
        var clerk = await site.VisitorAsync("clerk", Screen.Desk, script: script);
        var number = Guid.CreateVersion7().ToString("N");
        await clerk.GotoAsync("/desk/new");
        await clerk.GetByLabel("什么事").FillAsync(Order.Replace("{0}", number, StringComparison.Ordinal));
        await clerk.GetByRole(AriaRole.Button, new() { Name = "识别工单" }).ClickAsync();

        await Expect(clerk.GetByText("工单已拆开")).ToBeVisibleAsync();
        await Expect(clerk.GetByLabel("工单编号")).ToHaveValueAsync($"LD{number}");
        await Expect(clerk.GetByLabel("诉求人", new() { Exact = false }).First).ToHaveValueAsync("王秀英");
        await Expect(clerk.GetByLabel("什么事")).ToHaveValueAsync("三号楼前路灯不亮，老人夜里摔过一跤。");
        await Expect(clerk.GetByLabel("外部时限")).ToHaveValueAsync("2099-06-04T18:00");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Status).First).ToContainTextAsync("查询码");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_screenshot_in_the_clipboard_goes_along()
    {
        var clerk = await site.VisitorAsync("clerk");
        await clerk.GotoAsync("/desk/new");
        await clerk.WaitForFunctionAsync("!document.querySelector('form.entry').dataset.island");

        await Expect(async () =>
        {
            await clerk.EvaluateAsync(
                """
                () => {
                    const data = new DataTransfer();
                    data.items.add(new File(['x'], 'chat.png', { type: 'image/png' }));
                    document.querySelector('#Input_Detail').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
                }
                """);
            Assert.True(await clerk.EvaluateAsync<int>("document.querySelector('#files').files.length") > 0);
        });
        await clerk.Context.CloseAsync();

        // The island's code comes over the wire; until it is there a paste goes nowhere.
        static async Task Expect(Func<Task> check)
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await check();
                    return;
                }
                catch (Xunit.Sdk.XunitException) when (tries < 50)
                {
                    await Task.Delay(100);
                }
            }
        }
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task A_return_is_ruled_on_with_both_sides_in_view(Screen screen)
    {
        var (clerk, handler, town) = (await site.VisitorAsync("clerk", screen), await site.VisitorAsync("handler", screen), await site.VisitorAsync("town", screen));
        var what = await EnterAsync(clerk, "要退的", "桥头物业");
        var address = await clerk.GetByRole(AriaRole.Link, new() { Name = what }).GetAttributeAsync("href");
        await ReturnAsync(handler, address!);

        await town.GotoAsync("/rulings?kind=Return");
        var ruling = town.GetByRole(AriaRole.Article, new() { Name = what });
        await Expect(ruling).ToContainTextAsync("《职责清单》第三条");
        await town.IsFitAsync($"rulings-{screen}");
        await ruling.GetByLabel("裁定理由").FillAsync("确属市政道路");
        await ruling.GetByRole(AriaRole.Button, new() { Name = "退单成立" }).ClickAsync();

        await Expect(town.GetByRole(AriaRole.Article, new() { Name = what })).ToHaveCountAsync(0);
        foreach (var page in new[] { clerk, handler, town })
        {
            await page.Context.CloseAsync();
        }
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

    private static async Task<string> EnterAsync(IPage clerk, string about, string? body = null)
    {
        var what = $"{about}{Guid.CreateVersion7().ToString("N")[^8..]}";
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
