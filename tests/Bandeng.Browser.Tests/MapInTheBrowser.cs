using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>Our own outlines stand on the map; where a browser draws none, the list and words do.</summary>
public sealed class MapInTheBrowser(BandengSite site)
{
    private const string NoWebGl =
        """
        const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return /^webgl/.test(kind) ? null : get.call(this, kind, ...more);
        };
        """;

    // How many points of a picture are not of its commonest colour.
    private const string Inked =
        """
        async address => {
            const picture = new Image();
            picture.src = address;
            await picture.decode();
            const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
            const pen = canvas.getContext('2d');
            pen.drawImage(picture, 0, 0);
            const points = new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
            const often = new Map();
            for (const point of points) often.set(point, (often.get(point) ?? 0) + 1);
            return points.length - Math.max(...often.values());
        }
        """;

    // The side of a small outline; an empty map has none.
    private const int Line = 100;

    private static readonly Regex Some = new("^[1-9]");

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desk)]
    public async Task The_board_draws_the_outlines_of_its_area(Screen screen)
    {
        var page = await site.VisitorAsync(screen: screen);
        await page.GotoAsync("/board/map");

        await Expect(page.Locator(".map")).ToHaveAttributeAsync("data-drawn", Some);

        await SeesLinesAsync(page);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desk)]
    public async Task Whoever_says_where_sees_the_outlines_and_puts_a_pin(Screen screen)
    {
        var page = await site.VisitorAsync(screen: screen);
        await SayAsync(page);
        await Expect(page.Locator(".map")).ToHaveAttributeAsync("data-drawn", Some);
        await SeesLinesAsync(page);

        await page.Locator(".map canvas").ClickAsync();

        await Expect(page.Locator("input[name=Longitude]")).ToHaveValueAsync(new Regex(@"^11\d\.\d+$"));
        await Expect(page.Locator("input[name=Latitude]")).ToHaveValueAsync(new Regex(@"^2\d\.\d+$"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desk)]
    public async Task The_leaders_map_says_what_the_table_beside_it_says_and_opens_it(Screen screen)
    {
        var page = await site.VisitorAsync("leader", screen: screen);
        await page.GotoAsync("/figures?figure=week-in-hand&by=Area");
        await Expect(page.Locator(".map")).ToHaveAttributeAsync("data-drawn", Some);

        var label = page.Locator("a.map-value:visible").First;
        var value = await label.Locator("strong").InnerTextAsync();
        var name = (await label.InnerTextAsync()).Replace(value, "", StringComparison.Ordinal).Trim();
        var row = page.Locator(
            "#apart-table tr", new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });
        await Expect(row).ToHaveAttributeAsync("data-value", value);
        await label.ClickAsync();

        await page.WaitForURLAsync(new Regex(@"/figures\?.*area=\d+"));
        await Expect(page.GetByText(name).First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_WebGL_the_leaders_table_says_it_all()
    {
        var page = await site.VisitorAsync("leader", screen: Screen.Phone);
        await page.AddInitScriptAsync(NoWebGl);

        await page.GotoAsync("/figures?figure=week-in-hand&by=Area");
        await page.IsReadyAsync();

        await Expect(page.Locator(".map")).ToBeHiddenAsync();
        await Expect(page.Locator("#apart-table a").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_WebGL_the_list_says_it_all()
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        await page.AddInitScriptAsync(NoWebGl);

        await page.GotoAsync("/board/map");
        await page.IsReadyAsync();

        await Expect(page.Locator(".map")).ToBeHiddenAsync();
        await Expect(page.Locator(".board-rows a").First).ToBeVisibleAsync();
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_WebGL_words_say_where()
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        await page.AddInitScriptAsync(NoWebGl);
        await SayAsync(page);
        await page.IsReadyAsync();

        await Expect(page.Locator(".map")).ToHaveCountAsync(0);
        await page.GetByLabel("说说在哪里").FillAsync("3号楼2单元");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步", Exact = true }).ClickAsync();

        await Expect(page.GetByText("3号楼2单元")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    // What the canvas shows; the marks of the matters are pieces of the page and stand before it.
    private static async Task SeesLinesAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelectorAll('.maplibregl-marker').forEach(mark => mark.remove())");
        var picture = await page.Locator(".map canvas").ScreenshotAsync();
        // A page of nobody, whose policy lets a picture be read.
        var paper = await page.Context.NewPageAsync();
        var inked = await paper.EvaluateAsync<int>(Inked, $"data:image/png;base64,{Convert.ToBase64String(picture)}");
        Assert.True(inked > Line, $"{inked} points of the map are inked.");
    }

    private static async Task SayAsync(IPage page)
    {
        await page.GotoAsync("/raise?area=431302001001");
        await page.GetByLabel("有什么事").FillAsync("路灯杆歪了");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/raise/where");
    }
}
