using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>One page as one person comes to it.</summary>
/// <param name="Route">The template of the Razor page.</param>
/// <param name="Who">A demo sign-in; null for a stranger.</param>
/// <param name="Go">The way there; the answer that brought the page.</param>
internal sealed record Stop(string Route, string? Who, Func<IPage, Task<IResponse?>> Go)
{
    /// <summary>What the page answers with: only the pages of refusals answer with anything else than 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether this is one of the ten that most people see most.</summary>
    public bool IsMain { get; init; }

    /// <summary>A page with an address that is known beforehand.</summary>
    public static Stop At(string? who, string address) => new(
        address.Split('?')[0].Trim('/'),
        who,
        async page =>
        {
            var answer = await page.GotoAsync(address);
            // Led elsewhere, another page would be looked at in this one's name.
            Assert.Equal(address.Split('?')[0], new Uri(page.Url).AbsolutePath);
            return answer;
        });

    /// <summary>A page to which a link of another leads.</summary>
    public static Stop Behind(string? who, string address, string link, string route) => new(
        route,
        who,
        async page =>
        {
            await page.GotoAsync(address);
            return await page.GotoAsync((await page.Locator(link).First.GetAttributeAsync("href"))!);
        });
}
