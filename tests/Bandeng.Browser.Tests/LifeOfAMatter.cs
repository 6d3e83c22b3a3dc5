using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>A matter's straight life by five people signed in at once, while a stranger reads the board.</summary>
public sealed class LifeOfAMatter(BandengSite site)
{
    // A lift: checked on the spot before the raiser is asked.
    private const string CheckedKind = "0103";

    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Five_people_bring_a_matter_to_its_end(Screen screen)
    {
        var (resident, clerk) = (await AsAsync("resident", screen), await AsAsync("clerk", screen));
        var handler = await AsAsync("handler", screen);
        var (checker, caller) = (await AsAsync("checker", screen), await AsAsync("caller", screen));
        var stranger = await site.VisitorAsync(screen: screen);
        var address = await RaiseAsync(resident, CheckedKind);

        await clerk.GotoAsync(address);
        await clerk.GetByText("派单…").ClickAsync();
        await clerk.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = "桥头物业" });
        await clerk.GetByRole(AriaRole.Button, new() { Name = "确定：派单" }).ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Status)).ToContainTextAsync("派单");
        await LetOutAsync(clerk);
        await clerk.IsFitAsync($"{screen}-matter-clerk");
        await IsOnTheBoardAsync(stranger, address);

        await handler.GotoAsync("/handling");
        await handler.Locator($"[data-matter='{address[9..]}']")
            .GetByRole(AriaRole.Button, new() { Name = "签收" }).ClickAsync();
        await HandBackAsync(handler, address);
        await handler.IsFitAsync($"{screen}-matter-handler");

        await checker.GotoAsync("/checks");
        var job = checker.Locator($"[data-matter='{address[9..]}']");
        await Expect(job.GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        await checker.IsFitAsync($"{screen}-checks");
        await job.GetByRole(AriaRole.Button, new() { Name = "核查通过" }).ClickAsync();
        await checker.WaitForURLAsync("**/checks");

        await caller.GotoAsync($"/callbacks{address[8..]}");
        await caller.GetByRole(AriaRole.Button, new() { Name = "未接通" }).ClickAsync();
        await Expect(caller.GetByText("肖敏回访，未接通")).ToBeVisibleAsync();
        await caller.IsFitAsync($"{screen}-callback");

        await resident.GotoAsync(address);
        await resident.IsFitAsync($"{screen}-matter-resident");
        await resident.GetByText("已解决", new() { Exact = true }).First.ClickAsync();
        await resident.GetByText("满意", new() { Exact = true }).First.ClickAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "就这样说" }).ClickAsync();
        await Expect(resident.GetByText("您说的：已解决 满意")).ToBeVisibleAsync();
        await Expect(resident.Locator(".matter-state")).ToContainTextAsync("已办结");

        await stranger.GotoAsync(address);
        await Expect(stranger.Locator(".matter-state")).ToContainTextAsync("已办结");
        await Expect(stranger.Locator("main")).Not.ToContainTextAsync("3号楼2单元");
        IPage[] everybody = [resident, clerk, handler, checker, caller, stranger];
        await Task.WhenAll(everybody.Select(page => page.Context.CloseAsync()));
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("handler")]
    [InlineData("resident")]
    [InlineData(null)]
    public async Task A_matter_is_fit_at_night_in_English(string? reader)
    {
        var address = await RaiseAsync(await AsAsync("resident", Screen.Desk), "0101");
        var page = await site.VisitorAsync(reader, Screen.Desk, "en", dark: true);

        await page.GotoAsync(address);

        await page.IsFitAsync($"matter-en-dark-{reader}");
    }

    [Fact]
    public async Task Without_script_a_resident_says_whether_it_is_done()
    {
        var address = await RaiseAsync(await AsAsync("resident", Screen.Phone), "0101");
        var clerk = await AsAsync("clerk", Screen.Desk);
        await clerk.GotoAsync(address);
        await clerk.GetByText("直接答复…").ClickAsync();
        await clerk.GetByLabel("给诉求人的话").Locator("visible=true").FillAsync("已请电工今晚更换，您回家时请看看。");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "确定：直接答复" }).ClickAsync();
        var resident = await site.VisitorAsync("resident", Screen.Phone, script: false);

        await resident.GotoAsync(address);
        await resident.GetByText("没有解决", new() { Exact = true }).ClickAsync();
        await resident.GetByText("不满意", new() { Exact = true }).ClickAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "就这样说" }).ClickAsync();
        await Expect(resident.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await resident.GetByLabel("哪里没办好").FillAsync("灯还是不亮");
        await resident.GetByRole(AriaRole.Button, new() { Name = "就这样说" }).ClickAsync();

        await Expect(resident.Locator(".matter-state")).ToContainTextAsync("重新办理");
        await Expect(resident.GetByText("「灯还是不亮」")).ToBeVisibleAsync();
    }

    private static async Task LetOutAsync(IPage clerk)
    {
        await clerk.GetByText("对外公开…").ClickAsync();
        await clerk.GetByRole(AriaRole.Button, new() { Name = "确定：对外公开" }).ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Status)).ToContainTextAsync("对外公开");
    }

    // The board of strangers is made anew every fifteen seconds.
    private static async Task IsOnTheBoardAsync(IPage stranger, string address)
    {
        var link = stranger.Locator($"main a[href='{address}']");
        for (var tries = 0; tries < 60 && await link.CountAsync() == 0; tries++)
        {
            await Task.Delay(tries == 0 ? 0 : 1000, TestContext.Current.CancellationToken);
            await stranger.GotoAsync("/?group=all&area=431302001001");
        }

        await Expect(link.First).ToBeVisibleAsync();
    }

    private static async Task HandBackAsync(IPage handler, string address)
    {
        await handler.GotoAsync($"{address}?act=HandBack");
        var form = handler.Locator("#act-HandBack");
        await form.GetByText("已解决", new() { Exact = true }).ClickAsync();
        await form.GetByLabel("给诉求人的话").FillAsync("已检修门机，运行正常，请再看看。");
        var picture = new FilePayload { Name = "门机.png", MimeType = "image/png", Buffer = Picture };
        await form.GetByLabel("办理前").SetInputFilesAsync(picture);
        await form.GetByLabel("办理后").SetInputFilesAsync(picture);
        await form.GetByRole(AriaRole.Button, new() { Name = "确定：提交办结" }).ClickAsync();
        await Expect(handler.GetByRole(AriaRole.Status)).ToContainTextAsync("提交办结");
    }

    private Task<IPage> AsAsync(string name, Screen screen) => site.VisitorAsync(name, screen);

    private static async Task<string> RaiseAsync(IPage resident, string category)
    {
        var request = new { detail = "电梯老是停在三楼，要等十分钟", area = "431302001001", category, placeWords = "3号楼2单元" };
        var answer = await resident.Context.APIRequest.PostAsync("/api/v1/matters", new() { DataObject = request });
        var raised = await answer.JsonAsync();
        return $"/matters/{raised!.Value.GetProperty("id").GetString()}";
    }
}
