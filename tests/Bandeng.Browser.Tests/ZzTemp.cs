using Microsoft.Playwright;
namespace Bandeng.Browser.Tests;
public sealed class ZzTemp(BandengSite site)
{
    [Fact]
    public async Task Map()
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        page.Console += (_, m) => Console.WriteLine("CONSOLE " + m.Text);
        page.PageError += (_, m) => Console.WriteLine("PAGEERROR " + m);
        await page.GotoAsync("/raise?area=431302001001");
        await page.GetByLabel("有什么事").FillAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步", Exact = true }).ClickAsync();
        await page.WaitForTimeoutAsync(6000);
        await page.Locator(".map").ClickAsync(new() { Position = new() { X = 150, Y = 150 }, Timeout = 3000 });
        await page.WaitForTimeoutAsync(1000);
        await page.ShootAsync("map");
        await page.GotoAsync("/raise/where");
        await page.GetByRole(AriaRole.Button, new() { Name = "不对，重新选" }).ClickAsync();
        await page.WaitForTimeoutAsync(3000);
        await page.ShootAsync("map2");
        await page.Locator("#choice select").First.SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.WaitForTimeoutAsync(2000);
        await page.ShootAsync("map3");
    }
}
