using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>What holds on every page, whoever looks and on whatever.</summary>
internal static class Looking
{
    private const int Pixel = 1;

    private static readonly string? Shots = Environment.GetEnvironmentVariable("BANDENG_SHOTS");

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static ViewportSize SizeOf(Screen screen) =>
        screen is Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 };

    public static Task ResizeAsync(this IPage page, Screen screen) =>
        page.ViewportSize is { } now && SizeOf(screen) is var wanted && now.Width == wanted.Width
            ? Task.CompletedTask : page.SetViewportSizeAsync(SizeOf(screen).Width, SizeOf(screen).Height);

    /// <summary>Axe finds nothing, and nothing sticks out sideways.</summary>
    public static async Task IsFitAsync(this IPage page, string name)
    {
        await page.ShootAsync(name);
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{name}\n{string.Join('\n', faults)}");
    }

    /// <summary>What axe finds, a line for each rule and node, and whether the page must be pushed sideways.</summary>
    /// <param name="again">Of a page that was looked at in another size: only what depends on that.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page, bool again = false)
    {
        await page.IsReadyAsync();
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        var found = await page.EvaluateAsync<string[]>(
            """
            async again => (await axe.run(again ? { exclude: ['.maplibregl-marker'] } : document, {
                resultTypes: ['violations'],
                ...(again ? { runOnly: ['target-size', 'scrollable-region-focusable', 'nested-interactive', 'label', 'link-name', 'button-name'] } : {}),
            })).violations
                .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`))
            """,
            again);
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        return over < Pixel
            ? found
            : [.. found, $"sticks out by {over} px: {await page.EvaluateAsync<string>(Widest)}"];
    }

    /// <summary>Every island of the page is at work; a page without script is ready when it is there.</summary>
    public static Task IsReadyAsync(this IPage page) => page.WaitForFunctionAsync(
        """
        () => document.readyState === 'complete' && (!document.querySelector('script[type=module]')
            || (document.documentElement.classList.contains('scripted')
                && !document.querySelector('[data-island], [data-coming]')))
        """);

    /// <summary>A picture of the whole page into BANDENG_SHOTS, when that is set.</summary>
    public static async Task ShootAsync(this IPage page, string name)
    {
        if (Shots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), FullPage = true });
        }
    }

    private const string Widest =
        """
        [...document.body.querySelectorAll('*')].filter(piece => piece.getBoundingClientRect().right > innerWidth + 1)
            .slice(-1).map(piece => piece.outerHTML.slice(0, 200)).join()
        """;
}
