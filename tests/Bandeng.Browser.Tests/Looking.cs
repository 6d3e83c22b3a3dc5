using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>Which of axe's rules: a page that was looked at is looked at again for what has changed.</summary>
internal enum Rules
{
    All,

    /// <summary>Those that a narrower page or larger letters may break.</summary>
    OfSize,

    /// <summary>Those that other colours may break.</summary>
    OfColour,
}

/// <summary>What holds on every page, whoever looks and on whatever.</summary>
internal static class Looking
{
    private const int Pixel = 1;

    private static readonly string? Shots = Environment.GetEnvironmentVariable("BANDENG_SHOTS");

    /// <summary>Goes into every page as it opens: sent once, and compiled once, for a whole walk.</summary>
    public static readonly string Axe = new BundledAxeScriptProvider().GetScript();

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
    /// <param name="rules">Which may find something that a look before this one could not.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page, Rules rules = Rules.All)
    {
        await page.IsReadyAsync();
        var found = await page.EvaluateAsync<string[]>(
            """
            async only => (await axe.run(only ? { exclude: ['.maplibregl-marker'] } : document, {
                resultTypes: ['violations'],
                ...(only ? { runOnly: only } : {}),
            })).violations
                .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`))
            """,
            Only(rules));
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        return over < Pixel
            ? found
            : [.. found, $"sticks out by {over} px: {await page.EvaluateAsync<string>(Widest)}"];
    }

    private static string[]? Only(Rules rules) => rules switch
    {
        Rules.All => null,
        Rules.OfSize =>
            ["target-size", "scrollable-region-focusable", "nested-interactive", "label", "link-name", "button-name"],
        Rules.OfColour => ["color-contrast", "link-in-text-block"],
        _ => throw new ArgumentOutOfRangeException(nameof(rules), rules, "No rules."),
    };

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
