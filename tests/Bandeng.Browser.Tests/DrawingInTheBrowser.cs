using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>An estate gets its outline by mouse and keyboard on our own map, and without script by typing.</summary>
public sealed class DrawingInTheBrowser(BandengSite site)
{
    private static readonly Regex Four = new(@"^(\d+\.\d{6},\d+\.\d{6}\n){3}\d+\.\d{6},\d+\.\d{6}$");

    [Fact]
    public async Task An_outline_is_drawn_reshaped_undone_and_saved_and_one_that_crosses_itself_is_not()
    {
        var page = await site.VisitorAsync("clerk");
        await page.GotoAsync("/registry/places/new?Kind=Estate");
        await page.Locator("#Input_Name").FillAsync("画线小区");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.WaitForURLAsync("**/map");
        var address = new Uri(page.Url).AbsolutePath;
        await page.GetByLabel("轮廓", new() { Exact = true }).CheckAsync();
        var map = page.Locator(".outline-editor .map");
        await Expect(map).ToHaveAttributeAsync("data-drawn", new Regex("^[1-9]"));
        var box = (await map.BoundingBoxAsync())!;
        Task TapAsync(float right, float down) =>
            map.Locator("canvas")
                .ClickAsync(new() { Position = new() { X = box.Width / 2 + right, Y = box.Height / 2 + down } });
        foreach (var (right, down) in new[] { (-30f, -30f), (30f, -30f), (30f, 30f), (-30f, 30f) })
        {
            await TapAsync(right, down);
        }

        var corners = page.Locator("#Corners");
        var told = page.Locator(".outline-told");
        await page.Locator(".outline-corner").First.ClickAsync();
        await Expect(told).ToContainTextAsync("4 个角");
        await Expect(page.Locator(".outline-plus")).ToHaveCountAsync(4);
        Assert.Matches(Four, (await corners.InputValueAsync()).Trim());
        await page.IsFitAsync("outline-drawn");

        // By keyboard: a metre to the east, one corner more, away again.
        var before = await corners.InputValueAsync();
        await page.Locator(".outline-corner").First.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        Assert.NotEqual(before, await corners.InputValueAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(told).ToContainTextAsync("5 个角");
        await page.Keyboard.PressAsync("Delete");
        await Expect(told).ToContainTextAsync("4 个角");

        // A corner dragged over the other side, and undone.
        var first = (await page.Locator(".outline-corner").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(first.X + first.Width / 2, first.Y + first.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width / 2 + 80, box.Y + box.Height / 2 + 10, new() { Steps = 6 });
        await page.Mouse.UpAsync();
        await Expect(told).ToContainTextAsync("边线自己交叉了");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("边线自己交叉了");
        await page.Locator("#Corners").FillAsync(before);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/map", StringComparison.Ordinal));
        await Expect(page.GetByText("所及区域")).ToBeVisibleAsync();

        await page.GotoAsync("/registry/map?kind=Estate");
        await Expect(page.Locator(".map")).ToHaveAttributeAsync("data-drawn", new Regex("^[1-9]"));
        await page.Context.CloseAsync();

        // Without script the corners are lines of a field.
        var plain = await site.VisitorAsync("clerk", Screen.Phone, script: false);
        await plain.GotoAsync(address);
        await plain.Locator("#typed summary").ClickAsync();
        await plain.Locator("#Corners").FillAsync("112.0,27.7\n112.1,x");
        await plain.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(plain.Locator(".error-summary")).ToContainTextAsync("经度,纬度");
        await plain.Locator("#Corners").FillAsync(before);
        await plain.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(plain.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("画线小区");
        await plain.Context.CloseAsync();
    }
}
