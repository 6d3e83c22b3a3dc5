using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>What holds on every page, whoever looks and on whatever.</summary>
internal static class Looking
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("BANDENG_SHOTS");

    /// <summary>Axe finds nothing, nothing sticks out sideways, nothing is written to the console as an error.</summary>
    public static async Task IsFitAsync(this IPage page, string name)
    {
        await page.ShootAsync(name);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{name} {v.Id}: {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(overflow <= 0, $"{name} sticks out by {overflow} px.");
    }

    /// <summary>A picture of the whole page into BANDENG_SHOTS, when that is set.</summary>
    public static async Task ShootAsync(this IPage page, string name)
    {
        if (Shots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), FullPage = true });
        }
    }
}
